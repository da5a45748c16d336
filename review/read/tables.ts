import { TYPES } from "../types";
import { ASSIGNING } from "./assignments";
import { READ as EXPOSING } from "./exposure-rules";
import { POLICY_TYPES } from "./policy-types";
import { CARRIED, EXCLUSIVE, GRANTS, PRINCIPALS } from "./principal-types";
import { STATEMENTS } from "./statements";

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
