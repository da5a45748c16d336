import type { ResourcePolicyKind } from "../../policy/compare";
import type { Policy, PolicyStatement } from "../../policy/document";
import { parsePolicy, PolicyError } from "../../policy/parse";
import { ReviewInputError } from "./plan";
import { field, fieldsOf, listOf, textOf, type Resource } from "./resource";

/** A resource type that is a statement of a resource's policy in another form. */
interface SynthesisedType {
  readonly label: string;
  readonly kind: ResourcePolicyKind;
  readonly names: readonly string[];
  /** Attributes without which the statement is not known. */
  readonly needs: readonly string[];
  readonly statement: (resource: Resource) => PolicyStatement;
}

const value = ({ values }: Resource, name: string): string | undefined => textOf(field(values, name)) ?? undefined;

/** Permissions of functions and grants of keys, as the statements that they amount to. */
export const SYNTHESISED: Readonly<Record<string, SynthesisedType>> = {
  aws_lambda_permission: {
    label: "Lambda function",
    kind: "resource",
    names: ["function_name"],
    needs: ["action", "principal"],
    statement: (resource) => ({
      Effect: "Allow",
      Principal: lambdaPrincipal(value(resource, "principal") ?? "*"),
      Action: value(resource, "action") ?? "lambda:*",
      Resource: "*",
      Condition: {
        ...keyed("ArnLike", "aws:SourceArn", value(resource, "source_arn")),
        ...keyed("StringEquals", "aws:SourceAccount", value(resource, "source_account")),
        ...keyed("StringLike", "aws:PrincipalOrgID", value(resource, "principal_org_id")),
        ...keyed("StringEqualsIgnoreCase", "lambda:FunctionUrlAuthType", value(resource, "function_url_auth_type")),
      },
    }),
  },
  aws_kms_grant: {
    label: "KMS key",
    kind: "key",
    names: ["key_id"],
    needs: ["grantee_principal", "operations"],
    statement: (resource) => ({
      Effect: "Allow",
      Principal: { AWS: value(resource, "grantee_principal") ?? "*" },
      Action: listOf(field(resource.values, "operations")).flatMap((name) =>
        typeof name === "string" ? [`kms:${name}`] : [],
      ),
      Resource: "*",
      ...encryptionContext(resource),
    }),
  },
};

/**
 * The policy that a resource amounts to; undefined where it is known only after apply.
 *
 * @throws ReviewInputError where its attributes make no policy.
 */
export function synthesised(resource: Resource): Policy | undefined {
  const type = SYNTHESISED[resource.type];
  if (
    !type ||
    (Object.values(resource.unknown).includes(true) &&
      type.needs.some((name) => field(resource.unknown, name) === true))
  ) {
    return undefined;
  }
  try {
    return parsePolicy({ Version: "2012-10-17", Statement: type.statement(resource) }, resource.address);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new ReviewInputError(`${resource.address}: ${error.message}`);
  }
}

function lambdaPrincipal(principal: string): PolicyStatement["Principal"] & object {
  if (principal === "*") return { AWS: "*" };
  return /^(\d{12}|arn:)/.test(principal) ? { AWS: principal } : { Service: principal };
}

/** A condition whose value is known only after apply is left out, which errs towards widened. */
function keyed(operator: string, key: string, text: string | undefined): Record<string, Record<string, string>> {
  return text === undefined || text === "" ? {} : { [operator]: { [key]: text } };
}

function encryptionContext(resource: Resource): Pick<PolicyStatement, "Condition"> {
  const [constraints] = listOf(field(resource.values, "constraints")).map(fieldsOf);
  const pairs = Object.entries(fieldsOf(field(constraints ?? {}, "encryption_context_equals")));
  const keys = pairs.flatMap(([name, text]) =>
    typeof text === "string" ? [[`kms:EncryptionContext:${name}`, text]] : [],
  );
  return keys.length === 0 ? {} : { Condition: { StringEquals: Object.fromEntries(keys) as Record<string, string> } };
}
