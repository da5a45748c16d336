import { z } from "zod";
import { access } from "../../../config/access";
import { policyArn } from "../../../config/arn";
import { federation, FEDERATION_KINDS } from "../../../config/federation";
import { roleOptions } from "../../../config/roles";
import { REGION } from "../../../aws/regions";
import { list, text } from "../../../config/values";
import { MANAGED_POLICIES_PER_ROLE } from "../../../policy/size";
import type { RoleOptions } from "../role";
import { expression } from "./expression";
import type { Refusal } from "./module";
import type { Validation } from "./variable";

/** The identity provider of the smallest calls. */
export const EXAMPLE_SAML_PROVIDER = "arn:aws:iam::123456789012:saml-provider/customer-saml";

/** The regions of JumpStart's content. */
export const regions = list(text(REGION, "a region, such as eu-west-1"))
  .exactOptional()
  .describe("Every region that the account uses, whose JumpStart content may be read; without it, the module's own.");

/** Tags of everything that a module makes. */
export const tags = roleOptions.tags.describe("Tags of everything that the module makes.");

/** What every role offers; further policies by a name of the caller's, so that their ARNs need not be known yet. */
export const roleVariables = {
  permissions_boundary_arn: roleOptions.permissions_boundary_arn,
  extra_policy_arns: z
    .record(text(/^[\w.@-]{1,128}$/, "a name of 1 to 128 letters, digits or .@_-"), policyArn)
    .default({})
    .describe(
      `Further managed policies, such as customer_deny_policy, each by a name that stays: it is part of the attachment's address. A role carries at most ${MANAGED_POLICIES_PER_ROLE}, ours counted.`,
    ),
  max_session_hours: roleOptions.max_session_hours,
  tags,
};

/** Who may assume the role. */
export const federationVariables = federation.shape;

/** What narrows or moves the access of both roles. */
export const accessVariables = access.shape;

/** What the construct of a role is given. */
export const ROLE_OPTIONS: RoleOptions = {
  permissionsBoundaryArn: expression("var.permissions_boundary_arn"),
  extraPolicyArns: [expression("each.value")],
};

/** @param address Name of the role's resource. */
export function roleOverrides(address: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return {
    [`aws_iam_role.${address}`]: {
      max_session_duration: "${var.max_session_hours * 3600}",
      tags: "${var.tags}",
    },
    [`aws_iam_role_policy_attachment.${address}_extra`]: { for_each: "${var.extra_policy_arns}" },
  };
}

/** @param own Terraform expression of the number of policies that the module makes the role of. */
export function policiesFit(own: string): Validation {
  return {
    condition: `length(var.extra_policy_arns) + (${own}) <= ${MANAGED_POLICIES_PER_ROLE}`,
    message: `extra_policy_arns has too many entries: a role carries ${MANAGED_POLICIES_PER_ROLE} policies, and this one has \${${own}} of its own.`,
  };
}

const SOMEBODY = `one at least of ${FEDERATION_KINDS.join(", ")} must be given, since somebody must be able to assume the role.`;

/** What the environment's rules of `federation` and `access` say, as conditions of the inputs of the same names. */
export const accessValidations = {
  saml: [
    { condition: FEDERATION_KINDS.map((kind) => `var.${kind} != null`).join(" || "), message: SOMEBODY },
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
} as const satisfies Readonly<Record<string, readonly Validation[]>>;

const CHINESE_SIGN_IN = "https://signin.amazonaws.cn/saml";

/** Calls that `accessValidations` refuse, for a module in a region outside China. */
export const accessRefusals: readonly Refusal[] = [
  { inputs: { saml: null }, variable: "saml", message: SOMEBODY },
  {
    inputs: { saml: { provider_arns: [EXAMPLE_SAML_PROVIDER], audiences: [CHINESE_SIGN_IN] } },
    variable: "saml",
    message: "each of saml.audiences must be an address at signin.aws.amazon.com, where the module's region signs in.",
  },
  {
    inputs: { buckets: { names: ["ams-sagemaker"] } },
    variable: "buckets",
    message:
      "each of buckets.names must be a name that begins with none of buckets.reserved_prefixes, which are denied to everybody (N5).",
  },
];

/** @param own How many policies the module makes the role of. */
export function policiesRefusal(own: number): Refusal {
  const names = Array.from({ length: MANAGED_POLICIES_PER_ROLE - own + 1 }, (_, index) => `policy_${index}`);
  return {
    inputs: {
      extra_policy_arns: Object.fromEntries(names.map((name) => [name, `arn:aws:iam::123456789012:policy/${name}`])),
    },
    variable: "extra_policy_arns",
    message: `extra_policy_arns has too many entries: a role carries ${MANAGED_POLICIES_PER_ROLE} policies, and this one has ${own} of its own.`,
  };
}
