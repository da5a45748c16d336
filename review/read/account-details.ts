import type { Policy } from "../../policy/document";
import { managedPolicy } from "../../policy/managed";
import { parsePolicy, PolicyError } from "../../policy/parse";
import type { AccessState, OpaquePolicy, PrincipalAccess, ResourceAccess } from "../model";
import { ReviewInputError } from "./plan";
import { field, fieldsOf, listOf, textOf, type Fields, type Json } from "./resource";

/** Whether a JSON value is what `aws iam get-account-authorization-details` prints. */
export function isAccountDetails(value: Fields): boolean {
  return ["RoleDetailList", "UserDetailList", "GroupDetailList"].some((list) => Array.isArray(field(value, list)));
}

/**
 * Reads everything that an account's principals hold.
 *
 * Source: "GetAccountAuthorizationDetails", IAM API Reference.
 *
 * @throws ReviewInputError where a policy cannot be read.
 */
export function readAccountDetails(details: Fields, file: string): AccessState {
  const managed = new Map<string, Policy>();
  for (const entry of listOf(field(details, "Policies")).map(fieldsOf)) {
    const [arn, name] = [textOf(field(entry, "Arn")), textOf(field(entry, "PolicyName"))];
    const version = listOf(field(entry, "PolicyVersionList"))
      .map(fieldsOf)
      .find((one) => field(one, "IsDefaultVersion") === true);
    if (arn !== undefined && version) managed.set(arn, documentOf(field(version, "Document"), name ?? arn, file));
  }
  const principals = new Map<string, PrincipalAccess>();
  const resources = new Map<string, ResourceAccess>();
  const groups = new Map<string, PrincipalAccess>();
  const add = (kind: "role" | "user" | "group", entry: Fields): PrincipalAccess => {
    const name = nameOf(entry, kind, file);
    const access = principalOf(kind, name, entry, managed, file);
    principals.set(`${accountOf(entry)}/${kind}/${name}`, access);
    return access;
  };
  for (const entry of listOf(field(details, "GroupDetailList")).map(fieldsOf)) {
    groups.set(nameOf(entry, "group", file), add("group", entry));
  }
  for (const entry of listOf(field(details, "UserDetailList")).map(fieldsOf)) {
    const user = add("user", entry);
    const member = listOf(field(entry, "GroupList")).flatMap((name) => groups.get(textOf(name) ?? "") ?? []);
    principals.set(`${accountOf(entry)}/user/${user.name}`, {
      ...user,
      policies: [...user.policies, ...member.flatMap(({ policies }) => policies)],
      opaque: [...user.opaque, ...member.flatMap(({ opaque }) => opaque)],
    });
  }
  for (const entry of listOf(field(details, "RoleDetailList")).map(fieldsOf)) {
    const { name } = add("role", entry);
    const arn = textOf(field(entry, "Arn"));
    resources.set(`${accountOf(entry)}/trust policy of role/${name}`, {
      kind: "trust",
      label: "trust policy of role",
      name,
      account: accountOf(entry),
      ...(arn !== undefined && { arn }),
      policy: documentOf(field(entry, "AssumeRolePolicyDocument"), `trust policy of ${name}`, file),
      unknown: [],
      addresses: [],
      sensitive: false,
    });
  }
  return { principals, resources, rules: new Map() };
}

function principalOf(
  kind: "role" | "user" | "group",
  name: string,
  entry: Fields,
  managed: ReadonlyMap<string, Policy>,
  file: string,
): PrincipalAccess {
  const policies: Policy[] = [];
  const opaque: OpaquePolicy[] = [];
  const lookUp = (arn: string): Policy | undefined => managed.get(arn) ?? managedPolicy(arn);
  for (const attached of listOf(field(entry, "AttachedManagedPolicies")).map(fieldsOf)) {
    const arn = textOf(field(attached, "PolicyArn")) ?? "";
    const policy = lookUp(arn);
    if (policy) policies.push(policy);
    else opaque.push({ arn, unknown: false });
  }
  const list = { role: "RolePolicyList", user: "UserPolicyList", group: "GroupPolicyList" }[kind];
  for (const inline of listOf(field(entry, list)).map(fieldsOf)) {
    policies.push(documentOf(field(inline, "PolicyDocument"), textOf(field(inline, "PolicyName")) ?? name, file));
  }
  const boundary = textOf(field(fieldsOf(field(entry, "PermissionsBoundary")), "PermissionsBoundaryArn"));
  return {
    kind,
    name,
    policies,
    opaque,
    unknown: [],
    addresses: [],
    sensitive: false,
    ...(boundary !== undefined && { boundary: lookUp(boundary) ?? { arn: boundary, unknown: false } }),
  };
}

function nameOf(entry: Fields, kind: string, file: string): string {
  const key = { role: "RoleName", user: "UserName", group: "GroupName" }[kind] ?? "";
  const name = textOf(field(entry, key));
  if (name === undefined) throw new ReviewInputError(`${file}: a ${kind} without ${key}`);
  return name;
}

function accountOf(entry: Fields): string {
  return textOf(field(entry, "Arn"))?.split(":")[4] ?? "";
}

/** A document is JSON, or as the API gives it, JSON in URL encoding. */
function documentOf(document: Json, name: string, file: string): Policy {
  try {
    const decoded: unknown = typeof document === "string" ? JSON.parse(decodeURIComponent(document)) : document;
    return parsePolicy(decoded, name);
  } catch (error) {
    const reason = error instanceof PolicyError ? error.message : `${name}: not JSON`;
    throw new ReviewInputError(`${file}: ${reason}`);
  }
}
