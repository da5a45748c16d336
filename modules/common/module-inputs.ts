import { z } from "zod";
import { ACCOUNT_ID } from "../../aws/ids";
import { access } from "../../config/access";
import { policyArn } from "../../config/arn";
import { bucketName } from "../../config/aws-names";
import { federation, FEDERATION_KINDS } from "../../config/federation";
import type { NameKind } from "../../config/naming";
import { roleOptions } from "../../config/roles";
import { anyList, list, text } from "../../config/values";
import { REGION } from "../../aws/regions";
import type { PolicyKey } from "../../contract/clause";
import { MANAGED_POLICIES_PER_ROLE } from "../../aws/quotas";

/** A condition that inputs must meet, as Terraform writes it, and the sentence that says what is allowed. */
export interface Rule {
  readonly condition: string;
  /** `${…}` in it is Terraform's. */
  readonly message: string;
}

/** Inputs by the schemas of the environment file's keys, which give types, defaults, patterns and words. */
export type Variables = Readonly<Record<string, z.ZodType>>;

interface Naming {
  readonly kind: NameKind;
  /** Terraform condition under which the convention, but not AWS's rules, need not be followed. @default never */
  readonly unlessConvention?: string;
}

/** What `variables.tf` and `policies.tf` of a plain Terraform module are generated from. */
export interface ModuleInputs {
  /** The inputs in groups, by their titles: as variables.tf and the README show them. */
  readonly groups: Readonly<Record<string, Variables>>;
  /** The kind of name that an input is, with AWS's rules and the page's convention for it. */
  readonly names?: Readonly<Record<string, Naming>>;
  /** What else an input must meet, by its name: rules that span inputs. */
  readonly rules?: Readonly<Record<string, readonly Rule[]>>;
  /** Local of the module → the document of the contract that it holds. */
  readonly policies?: Readonly<Record<string, PolicyKey>>;
}

/** Tags of everything that a module makes. */
export const tags = roleOptions.tags.unwrap().default({}).describe("Tags of everything that the module makes.");

const account_id = text(ACCOUNT_ID, "12 digits in quotes")
  .exactOptional()
  .describe(
    "The account; without it, that of the provider's credentials. Give it to a module that is called with depends_on, " +
      "which would else learn it only when it is applied, and replace what is named after it.",
  );

const region = text(REGION, "a region, such as eu-west-1")
  .exactOptional()
  .describe("The region; without it, the provider's. Give it to a module that is called with depends_on.");

/** The regions of JumpStart's content. */
export const regions = list(text(REGION, "a region, such as eu-west-1"))
  .exactOptional()
  .describe("Every region that the account uses, whose JumpStart content may be read; without it, the module's own.");

/** What the caller's own state and logs are kept in. */
export const reserved_bucket_names = anyList(bucketName)
  .default([])
  .describe("Buckets of Terraform's state and of access logs, which the role is denied altogether (N5).");

/** Where a module is. */
export const PLACE = { "Account and region": { account_id, region } };

/** The same of a module that is to know the region alone. */
export const REGION_ONLY = { Region: { region } };

/** What every role offers; further policies by a name of the caller's, so that their ARNs need not be known yet. */
export const ROLE = {
  Role: {
    path: roleOptions.path,
    permissions_boundary_arn: roleOptions.permissions_boundary_arn,
    extra_policy_arns: z
      .record(text(/^[\w.@-]{1,128}$/, "a name of 1 to 128 letters, digits or .@_-"), policyArn)
      .default({})
      .describe(
        "Further managed policies, such as customer_deny_policy, each by a name that stays: it is part of the " +
          `attachment's address. A role carries at most ${MANAGED_POLICIES_PER_ROLE}, ours counted.`,
      ),
    max_session_hours: roleOptions.max_session_hours,
    tags,
  },
};

/** Where the execution role stands, for a module that names it. */
export const execution_role_path = roleOptions.path.describe(
  "The path of the execution role, and of every role that is passed.",
);

/** Who may assume a role, and what narrows or moves its access. */
export const FEDERATION_AND_ACCESS = {
  "Who may assume the role": federation.shape,
  Access: access.shape,
};

/** The front of names. */
export function namePrefix(things: string, endings: string): z.ZodType {
  return text(/^(?!sg-)[\w-]{1,200}$/, "the beginning of names: 1 to 200 letters, digits, _ or -, not sg-")
    .default("sagemaker")
    .describe(`The front of the ${things}' names, before -${endings}.`);
}

/** Ids by names of the caller's, so that an id need not be known in the plan. */
export function namesById(id: z.ZodString): z.ZodDefault<z.ZodRecord<z.ZodString, z.ZodString>> {
  return z.record(text(/^[\w.-]{1,128}$/, "a name of 1 to 128 letters, digits, _ . or -"), id).default({});
}

/** @param own Terraform expression of the number of policies that the module makes the role of. */
export function policiesFit(own: string): Rule {
  return {
    condition: `length(var.extra_policy_arns) + (${own}) <= ${MANAGED_POLICIES_PER_ROLE}`,
    message: `extra_policy_arns has too many entries: a role carries ${MANAGED_POLICIES_PER_ROLE} policies, and this one has \${${own}} of its own.`,
  };
}

/** What the environment's rules of `federation` and `access` say. */
export const accessRules = {
  saml: [
    {
      condition: FEDERATION_KINDS.map((kind) => `var.${kind} != null`).join(" || "),
      message: `at least one of ${FEDERATION_KINDS.join(", ")} must be given, since somebody must be able to assume the role.`,
    },
    {
      condition:
        'try(alltrue([for audience in var.saml.audiences : strcontains(audience, "${local.sign_in}/")]), true)',
      message: "each of saml.audiences must be an address at ${local.sign_in}, where the module's region signs in.",
    },
  ],
  buckets: [
    {
      condition:
        "try(alltrue(flatten([for name in var.buckets.names : [for prefix in var.buckets.reserved_prefixes : !startswith(name, prefix)]])), true)",
      message:
        "each of buckets.names must be a name that begins with none of buckets.reserved_prefixes, which are denied to everybody (N5).",
    },
  ],
} as const satisfies Readonly<Record<string, readonly Rule[]>>;
