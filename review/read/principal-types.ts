/** A principal's own resource type: `aws_iam_role`. */
export const PRINCIPALS = {
  aws_iam_role: "role",
  aws_iam_user: "user",
  aws_iam_group: "group",
  aws_ssoadmin_permission_set: "permission set",
} as const;

export type PrincipalKind = (typeof PRINCIPALS)[keyof typeof PRINCIPALS];

/** Policies that stand for whoever carries them, outside of IAM: resource type → what rows call one, and its text. */
export const CARRIED: Readonly<Record<string, { readonly kind: string; readonly policy: string }>> = {
  aws_iot_policy: { kind: "IoT policy", policy: "policy" },
};

/** A resource type that gives principals policies. */
export interface GrantType {
  readonly principal: PrincipalKind;
  /** Attribute that names one principal, or a list of them. */
  readonly names: string;
  /** Attribute with the JSON text of an inline policy … */
  readonly policy?: string;
  /** … or with the ARN, or ARNs, of a managed policy … */
  readonly arn?: string;
  /** … or the block with name and path of a managed policy, which is another one in each account. */
  readonly reference?: string;
}

/** Every resource type of hashicorp/aws that gives a role, user, group or permission set a policy. */
export const GRANTS: Readonly<Record<string, readonly GrantType[]>> = {
  aws_iam_role_policy: [{ principal: "role", names: "role", policy: "policy" }],
  aws_iam_role_policy_attachment: [{ principal: "role", names: "role", arn: "policy_arn" }],
  aws_iam_role_policy_attachments_exclusive: [{ principal: "role", names: "role_name", arn: "policy_arns" }],
  aws_iam_user_policy: [{ principal: "user", names: "user", policy: "policy" }],
  aws_iam_user_policy_attachment: [{ principal: "user", names: "user", arn: "policy_arn" }],
  aws_iam_user_policy_attachments_exclusive: [{ principal: "user", names: "user_name", arn: "policy_arns" }],
  aws_iam_group_policy: [{ principal: "group", names: "group", policy: "policy" }],
  aws_iam_group_policy_attachment: [{ principal: "group", names: "group", arn: "policy_arn" }],
  aws_iam_group_policy_attachments_exclusive: [{ principal: "group", names: "group_name", arn: "policy_arns" }],
  aws_iam_policy_attachment: [
    { principal: "role", names: "roles", arn: "policy_arn" },
    { principal: "user", names: "users", arn: "policy_arn" },
    { principal: "group", names: "groups", arn: "policy_arn" },
  ],
  aws_ssoadmin_permission_set_inline_policy: [
    { principal: "permission set", names: "permission_set_arn", policy: "inline_policy" },
  ],
  aws_ssoadmin_managed_policy_attachment: [
    { principal: "permission set", names: "permission_set_arn", arn: "managed_policy_arn" },
  ],
  aws_ssoadmin_customer_managed_policy_attachment: [
    { principal: "permission set", names: "permission_set_arn", reference: "customer_managed_policy_reference" },
  ],
};

/** A resource type that takes from a principal every policy that it does not list. */
export interface ExclusiveType {
  readonly principal: PrincipalKind;
  /** Attribute that names the principal. */
  readonly names: string;
  /** The principal's own attribute that shows what it carries. */
  readonly attribute: "managed_policy_arns" | "inline_policy";
  /** Attribute with the names of the policies that stay, whoever made them. */
  readonly kept?: string;
  /** Attribute with the ARNs of the managed policies that stay. */
  readonly arns?: string;
}

export const EXCLUSIVE: Readonly<Record<string, ExclusiveType>> = {
  aws_iam_role_policy_attachments_exclusive: {
    principal: "role",
    names: "role_name",
    attribute: "managed_policy_arns",
    arns: "policy_arns",
  },
  aws_iam_role_policies_exclusive: {
    principal: "role",
    names: "role_name",
    attribute: "inline_policy",
    kept: "policy_names",
  },
  aws_iam_user_policy_attachments_exclusive: {
    principal: "user",
    names: "user_name",
    attribute: "managed_policy_arns",
    arns: "policy_arns",
  },
  aws_iam_user_policies_exclusive: {
    principal: "user",
    names: "user_name",
    attribute: "inline_policy",
    kept: "policy_names",
  },
  aws_iam_group_policy_attachments_exclusive: {
    principal: "group",
    names: "group_name",
    attribute: "managed_policy_arns",
    arns: "policy_arns",
  },
  aws_iam_group_policies_exclusive: {
    principal: "group",
    names: "group_name",
    attribute: "inline_policy",
    kept: "policy_names",
  },
};
