import { TYPES } from "../types";
import { ASSIGNING } from "./assignments";
import { READ as EXPOSING } from "./exposure-rules";
import { POLICY_TYPES } from "./policy-types";
import { STATEMENTS } from "./statements";

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
}

export const EXCLUSIVE: Readonly<Record<string, ExclusiveType>> = {
  aws_iam_role_policy_attachments_exclusive: {
    principal: "role",
    names: "role_name",
    attribute: "managed_policy_arns",
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
  },
  aws_iam_group_policies_exclusive: {
    principal: "group",
    names: "group_name",
    attribute: "inline_policy",
    kept: "policy_names",
  },
};

/** Types that are read besides: managed policies, an organization's, memberships, security groups. */
const OTHERS = [
  "aws_iam_policy",
  "aws_ssoadmin_permissions_boundary_attachment",
  ...ASSIGNING,
  "aws_organizations_policy",
  "aws_organizations_policy_attachment",
  "aws_iam_group_membership",
  "aws_iam_user_group_membership",
  "aws_security_group",
  "aws_default_security_group",
  "aws_security_group_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
];

const WHOLLY: ReadonlySet<string> = new Set([
  ...[PRINCIPALS, GRANTS, EXCLUSIVE, STATEMENTS, CARRIED].flatMap((table) => Object.keys(table)),
  ...OTHERS,
]);

/** Types that use a role only as far as a session policy of theirs lets through, and the attribute that holds it. */
export const SESSION_POLICIES: Readonly<Record<string, string>> = {
  aws_transfer_access: "policy",
  aws_transfer_user: "policy",
  aws_rolesanywhere_profile: "session_policy",
};

/** Types that are looked at because others name them, whatever access they carry themselves. */
const NAMED: ReadonlySet<string> = new Set([
  "aws_organizations_account",
  "aws_organizations_organization",
  "aws_organizations_organizational_unit",
  "aws_identitystore_user",
  "aws_identitystore_group",
]);

/** Whether a type is looked at to see who has access: it carries some, or is what a policy belongs to. */
export function isRead(type: string): boolean {
  return isCompared(type) || NAMED.has(type);
}

/** Whether something of a type is compared. */
export function isCompared(type: string): boolean {
  return (
    WHOLLY.has(type) || Object.hasOwn(POLICY_TYPES, type) || TYPES.get(type)?.runsAs !== undefined || EXPOSING.has(type)
  );
}

/** The attributes of a type that say whom or what its access belongs to. */
export function namingAttributes(type: string): readonly string[] {
  const own = <T>(table: Readonly<Record<string, T>>): T | undefined =>
    Object.hasOwn(table, type) ? table[type] : undefined;
  const named = [own(POLICY_TYPES), own(STATEMENTS)].flatMap((row) => row ?? []);
  return [
    ...(own<string>(PRINCIPALS) === undefined ? [] : ["name"]),
    ...(own(GRANTS) ?? []).map(({ names }) => names),
    ...(own(EXCLUSIVE) ? [own(EXCLUSIVE)?.names ?? ""] : []),
    ...named.flatMap(({ names, within = [] }) => [...names, ...within]),
    ...(OTHERS.includes(type) ? ["name", "security_group_id"] : []),
  ];
}

/** The attributes of a type whose access is compared: all, or those of its policy. */
export function comparedAttributes(type: string): "all" | readonly string[] {
  if (WHOLLY.has(type)) return "all";
  const held = Object.hasOwn(POLICY_TYPES, type) ? POLICY_TYPES[type] : undefined;
  const session = Object.hasOwn(SESSION_POLICIES, type) ? SESSION_POLICIES[type] : undefined;
  return [...(held ? [held.policy?.split(".")[0] ?? "", ...(held.limits ?? [])] : []), ...(session ? [session] : [])];
}
