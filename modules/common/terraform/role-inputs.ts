import { z } from "zod";
import { access } from "../../../config/access";
import { policyArn } from "../../../config/arn";
import { federation, FEDERATION_KINDS } from "../../../config/federation";
import { roleOptions } from "../../../config/roles";
import { text } from "../../../config/values";
import { MANAGED_POLICIES_PER_ROLE } from "../../../policy/size";
import type { RoleOptions } from "../role";
import { expression } from "./expression";
import type { Validation } from "./variable";

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

/** @param own Terraform expression of the number of policies that the module makes the role of. */
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
    condition: `length(var.extra_policy_arns) + ${own} <= ${MANAGED_POLICIES_PER_ROLE}`,
    message: `extra_policy_arns has too many entries: a role carries ${MANAGED_POLICIES_PER_ROLE} policies, and this one has \${${own}} of its own.`,
  };
}

/** Nobody could use a role that nobody may assume. */
export const somebodyMayEnter: Validation = {
  condition: FEDERATION_KINDS.map((kind) => `var.${kind} != null`).join(" || "),
  message: `one at least of ${FEDERATION_KINDS.join(", ")} must be given, since somebody must be able to assume the role.`,
};
