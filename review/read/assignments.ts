import type { RoleInUse, RunsAs } from "../model";
import type { Inventory } from "./inventory";
import { identityOf, mapChanging } from "./map-resources";
import { addressName, firstText, keyOf, ownName, placeOf } from "./naming";
import { field, textOf, type Resource } from "./resource";
import type { PrincipalKind } from "./principal-types";

/** Credentials of a user. */
interface Credential {
  /** The attribute that names the user. */
  readonly user: string;
  /** The attribute that says whether they can be used. @default they can */
  readonly status?: string;
  /** The services that take them, by the start of their actions. @default all that the user may use */
  readonly services?: (resource: Resource) => string | undefined;
}

/** Services whose own credentials a user may have. Source: "CreateServiceSpecificCredential", IAM API Reference. */
const WITH_CREDENTIALS: Readonly<Record<string, string>> = {
  "codecommit.amazonaws.com": "codecommit",
  "cassandra.amazonaws.com": "cassandra",
  "bedrock.amazonaws.com": "bedrock",
};

const CREDENTIALS: Readonly<Record<string, Credential>> = {
  aws_iam_access_key: { user: "user", status: "status" },
  aws_iam_user_login_profile: { user: "user" },
  aws_iam_signing_certificate: { user: "user_name", status: "status" },
  // A key that a user uploads signs in to CodeCommit only.
  aws_iam_user_ssh_key: { user: "username", status: "status", services: () => "codecommit" },
  aws_iam_service_specific_credential: {
    user: "user_name",
    status: "status",
    services: ({ values }) => {
      const name = textOf(field(values, "service_name")) ?? "";
      return Object.hasOwn(WITH_CREDENTIALS, name) ? WITH_CREDENTIALS[name] : undefined;
    },
  },
};

const GROUP = "Identity Center group";
const ASSIGNMENT = "aws_ssoadmin_account_assignment";

/** Whether a type is credentials of a user. */
export function isCredential(type: string): boolean {
  return Object.hasOwn(CREDENTIALS, type);
}

/** Types that give somebody the access of a principal. */
export const ASSIGNING: readonly string[] = [
  ASSIGNMENT,
  ...Object.keys(CREDENTIALS),
  "aws_identitystore_group_membership",
  "aws_cognito_user_in_group",
];

/** Who gets which permission sets in which account, and which users' keys and passwords there are, before and after. */
export function assignments(
  before: Inventory,
  after: Inventory,
): { before: Map<string, RunsAs>; after: Map<string, RunsAs> } {
  const result = { before: sideOf(before), after: sideOf(after) };
  // Who gets nothing more is still there; a key that goes is a way in no longer.
  for (const [key, { subject, as }] of result.before) {
    if (!result.after.has(key)) result.after.set(key, { subject, as, roles: [] });
  }
  for (const [key, { subject, as }] of result.after) {
    if (as === "permission set" && !result.before.has(key)) result.before.set(key, { subject, as, roles: [] });
  }
  return result;
}

function sideOf(inventory: Inventory): Map<string, RunsAs> {
  const result = mapChanging(inventory, (resource) => credential(inventory, resource));
  for (const resource of inventory.resources) {
    if (resource.type !== ASSIGNMENT) continue;
    const { key, ...assignment } = assignmentOf(inventory, resource);
    const known = result.get(key);
    const addresses = [...(known?.subject.addresses ?? []), ...assignment.subject.addresses];
    const roles = [...(known?.roles ?? []), ...assignment.roles];
    result.set(key, { ...assignment, subject: { ...assignment.subject, addresses }, roles });
  }
  return result;
}

function credential(inventory: Inventory, resource: Resource): RunsAs | undefined {
  const attributes = Object.hasOwn(CREDENTIALS, resource.type) ? CREDENTIALS[resource.type] : undefined;
  if (!attributes) return undefined;
  const { user, status, services } = attributes;
  const inactive = status !== undefined && textOf(field(resource.values, status)) === "Inactive";
  const service = services?.(resource);
  const within = service === undefined ? undefined : inventory.reader.text(allOf(service), service);
  const roles = inactive ? [] : named(inventory, resource, user, "user");
  return {
    subject: identityOf(resource),
    as: "user",
    roles: roles.map((role) => ({ ...role, ...(within && { within }) })),
  };
}

function allOf(service: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: `${service}:*`, Resource: "*" },
  });
}

/** What is assigned to a group on one side. @param group Its id, or its address where it has none yet. */
export function assignmentsOf(inventory: Inventory, group: string): RunsAs[] {
  return inventory.resources
    .filter(({ type }) => type === ASSIGNMENT)
    .map((resource) => assignmentOf(inventory, resource))
    .filter(({ subject }) => subject.kind === GROUP && subject.name === group);
}

/** One assignment; those of one principal in one account are one thing. */
function assignmentOf(inventory: Inventory, resource: Resource): RunsAs & { readonly key: string } {
  const { values, source } = resource;
  const isGroup = textOf(field(values, "principal_type")) === "GROUP";
  const target = firstText(resource, ["target_id"]) ?? addressName(resource);
  const id = firstText(resource, ["principal_id"]);
  const owner = inventory.referred(resource, "principal_id", ["aws_identitystore_user", "aws_identitystore_group"]);
  const name = id ?? (owner ? ownName(owner, ["user_id", "group_id"]).name : `${addressName(resource)}.principal_id`);
  return {
    key: `assignment ${isGroup ? "group" : "user"} ${name} ${target}`,
    subject: {
      kind: isGroup ? GROUP : "Identity Center user",
      name,
      ...(/^\d{12}$/.test(target) && { account: target }),
      ...(source !== undefined && { source }),
      addresses: [resource.address],
    },
    as: "permission set",
    roles: named(inventory, resource, "permission_set_arn", "permission set"),
  };
}

function named(inventory: Inventory, resource: Resource, path: string, kind: PrincipalKind): RoleInUse[] {
  return inventory.principals(resource, path, kind).map(({ name, place, known }) => {
    const expression = resource.expression(path);
    return {
      path,
      name,
      unknown: !known,
      ...(known && { key: keyOf(kind, name, "account", placeOf(place, {})) }),
      ...(!known && expression !== undefined && { expression }),
    };
  });
}
