import { findPartition } from "../../aws/regions";
import type { ResourcePolicyKind } from "../../policy/compare";
import type { ConditionBlock, Policy, PolicyStatement } from "../../policy/document";
import { parsePolicy, PolicyError } from "../../policy/parse";
import { field, fieldsOf, isOpen, listOf, textOf, textsOf, type Fields, type Resource } from "./resource";

/** A resource type that is a statement of a resource's policy in another form. */
interface StatementType {
  readonly label: string;
  readonly kind: ResourcePolicyKind;
  readonly names: readonly string[];
  /** Attributes that belong to the name. */
  readonly within?: readonly string[];
  /** Attributes without which the statement is not known. */
  readonly needs: readonly string[];
  readonly statements: (resource: Resource) => readonly PolicyStatement[];
}

/** Permissions of functions, layers, buses and authorities, and grants of keys, as the statements that they amount to. */
export const STATEMENTS: Readonly<Record<string, StatementType>> = {
  aws_lambda_permission: {
    label: "Lambda function",
    kind: "resource",
    names: ["function_name"],
    needs: [
      "action",
      "principal",
      "qualifier",
      "source_arn",
      "source_account",
      "principal_org_id",
      "function_url_auth_type",
      "event_source_token",
      "invoked_via_function_url",
    ],
    statements: (resource) => [
      {
        Effect: "Allow",
        Principal: principalOf(resource),
        Action: value(resource, "action") ?? "lambda:*",
        Resource: functionArn(resource),
        Condition: {
          ...keyed("ArnLike", "aws:SourceArn", value(resource, "source_arn")),
          ...merged(
            keyed("StringEquals", "aws:SourceAccount", value(resource, "source_account")),
            keyed("StringEquals", "aws:PrincipalOrgID", value(resource, "principal_org_id")),
            keyed("StringEquals", "lambda:FunctionUrlAuthType", value(resource, "function_url_auth_type")),
            keyed("StringEquals", "lambda:EventSourceToken", value(resource, "event_source_token")),
          ),
          ...(field(resource.values, "invoked_via_function_url") === true
            ? { Bool: { "lambda:InvokedViaFunctionUrl": "true" } }
            : {}),
        },
      },
    ],
  },
  aws_lambda_layer_version_permission: {
    label: "Lambda layer version",
    kind: "resource",
    names: ["layer_name"],
    within: ["version_number"],
    needs: ["action", "principal", "organization_id"],
    statements: (resource) => [
      {
        Effect: "Allow",
        Principal: principalOf(resource),
        Action: value(resource, "action") ?? "lambda:GetLayerVersion",
        Resource: "*",
        Condition: keyed("StringEquals", "aws:PrincipalOrgID", value(resource, "organization_id")),
      },
    ],
  },
  aws_cloudwatch_event_permission: {
    label: "event bus",
    kind: "resource",
    names: ["event_bus_name"],
    needs: ["action", "principal", "condition"],
    statements: (resource) => [
      {
        Effect: "Allow",
        Principal: principalOf(resource),
        Action: value(resource, "action") ?? "events:PutEvents",
        Resource: "*",
        Condition: merged(
          ...listOf(field(resource.values, "condition"))
            .map(fieldsOf)
            .map((block) =>
              keyed(
                textOf(field(block, "type")) ?? "StringEquals",
                textOf(field(block, "key")) ?? "aws:PrincipalOrgID",
                textOf(field(block, "value")),
              ),
            ),
        ),
      },
    ],
  },
  aws_acmpca_permission: {
    label: "private certificate authority",
    kind: "resource",
    names: ["certificate_authority_arn"],
    needs: ["principal", "actions", "source_account"],
    statements: (resource) => [
      {
        Effect: "Allow",
        Principal: principalOf(resource),
        Action: textsOf(field(resource.values, "actions")).map((name) => name.replace(/^(acm-pca:)?/, "acm-pca:")),
        Resource: "*",
        Condition: keyed("StringEquals", "aws:SourceAccount", value(resource, "source_account")),
      },
    ],
  },
  aws_signer_signing_profile_permission: {
    label: "signing profile",
    kind: "resource",
    names: ["profile_name"],
    needs: ["principal", "action", "profile_version"],
    statements: (resource) => [
      {
        Effect: "Allow",
        Principal: principalOf(resource),
        Action: value(resource, "action") ?? "signer:*",
        Resource: "*",
        Condition: keyed("StringEquals", "signer:ProfileVersion", value(resource, "profile_version")),
      },
    ],
  },
  aws_kms_grant: {
    label: "KMS key",
    kind: "key",
    names: ["key_id"],
    needs: ["grantee_principal", "operations", "constraints", "retiring_principal"],
    statements: (resource) => {
      const condition = grantCondition(resource);
      const retiring = value(resource, "retiring_principal");
      return [
        {
          Effect: "Allow",
          Principal: { AWS: value(resource, "grantee_principal") ?? "*" },
          Action: textsOf(field(resource.values, "operations")).map((name) => `kms:${name}`),
          Resource: "*",
          ...(Object.keys(condition).length > 0 && { Condition: condition }),
        },
        ...(retiring === undefined
          ? []
          : [{ Effect: "Allow", Principal: { AWS: retiring }, Action: "kms:RetireGrant", Resource: "*" } as const]),
      ];
    },
  },
};

/** Blocks that AWS never sets: what is not known of one, a `dynamic` block writes, which a plan's configuration leaves out. */
const BLOCKS: ReadonlySet<string> = new Set(["condition", "constraints"]);

/**
 * The policy that a resource amounts to; undefined where an attribute that decides is known only after apply, or where
 * its attributes make no policy.
 */
export function policyOf(resource: Resource): Policy | undefined {
  const type = STATEMENTS[resource.type];
  if (!type) return undefined;
  const open = type.needs.some(
    (name) => isOpen(field(resource.unknown, name)) && (BLOCKS.has(name) || (resource.configured(name) ?? true)),
  );
  if (open) return undefined;
  try {
    return parsePolicy({ Version: "2012-10-17", Statement: type.statements(resource) }, resource.address);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return undefined;
  }
}

/** The expressions of all that decides about a statement, as one text: the same on both sides, it is the same statement. */
export function expressionOf(resource: Resource): string {
  const { needs = [], names = [] } = STATEMENTS[resource.type] ?? {};
  return JSON.stringify([...needs, ...names].map((name) => resource.expression(name)));
}

function value({ values }: Resource, name: string): string | undefined {
  const text = textOf(field(values, name));
  return text === "" ? undefined : text;
}

/** Whom a permission names: everybody, an account, a principal or a service. */
function principalOf(resource: Resource): PolicyStatement["Principal"] & object {
  const principal = value(resource, "principal") ?? "*";
  if (principal === "*") return { AWS: "*" };
  return /^(\d{12}|arn:)/.test(principal) ? { AWS: principal } : { Service: principal };
}

/** A permission without qualifier is for the function itself, one with it for that version or alias alone. */
function functionArn(resource: Resource): string {
  const written = value(resource, "function_name") ?? "*";
  const last = written.split(":function:").at(-1) ?? written;
  const [name = "*", ofName] = last.split(":");
  const qualifier = value(resource, "qualifier") ?? ofName;
  const { account = "*", region = "*" } = resource;
  const partition = findPartition(region) ?? "aws";
  return `arn:${partition}:lambda:${region}:${account}:function:${name}${qualifier === undefined ? "" : `:${qualifier}`}`;
}

function keyed(operator: string, key: string, text: string | undefined): Record<string, Record<string, string>> {
  return text === undefined ? {} : { [operator]: { [key]: text } };
}

/** Blocks of one operator as one. */
function merged(...blocks: readonly Record<string, Record<string, string>>[]): Record<string, Record<string, string>> {
  const all: Record<string, Record<string, string>> = {};
  for (const block of blocks) {
    for (const [operator, keys] of Object.entries(block)) all[operator] = { ...all[operator], ...keys };
  }
  return all;
}

/**
 * What an encryption context must be: with `encryption_context_subset` it holds these pairs, with
 * `encryption_context_equals` no others besides.
 *
 * Source: "Using grant constraints", AWS KMS Developer Guide.
 */
function grantCondition(resource: Resource): ConditionBlock {
  const equals: Record<string, string> = {};
  let names: string[] | undefined;
  for (const constraint of listOf(field(resource.values, "constraints")).map(fieldsOf)) {
    const exact = pairsOf(fieldsOf(field(constraint, "encryption_context_equals")));
    if (exact.length > 0) names = exact.map(([name]) => name);
    for (const [name, text] of [...exact, ...pairsOf(fieldsOf(field(constraint, "encryption_context_subset")))]) {
      equals[`kms:EncryptionContext:${name}`] = text;
    }
  }
  return {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(names && { "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": names } }),
  };
}

function pairsOf(pairs: Fields): [string, string][] {
  return Object.entries(pairs).flatMap(([name, text]): [string, string][] =>
    typeof text === "string" ? [[name, text]] : [],
  );
}
