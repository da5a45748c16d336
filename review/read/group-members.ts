import type { RoleInUse, RunsAs } from "../model";
import { assignmentsOf } from "./assignments";
import type { Inventory } from "./inventory";
import { identityOf, mapChanging } from "./map-resources";
import { addressName, firstText, ownName } from "./naming";
import { field, type Resource } from "./resource";

const MEMBERSHIP = "aws_identitystore_group_membership";

/** Who is put into groups of Identity Center, and so gets the permission sets that are assigned to them. */
export function groupMembers(
  before: Inventory,
  after: Inventory,
): { before: Map<string, RunsAs>; after: Map<string, RunsAs> } {
  const result = { before: sideOf(before), after: sideOf(after) };
  // Who is in no group more is still there.
  for (const [key, membership] of result.before) {
    if (!result.after.has(key)) result.after.set(key, { ...membership, roles: [] });
  }
  return result;
}

function sideOf(inventory: Inventory): Map<string, RunsAs> {
  return mapChanging(inventory, (resource) =>
    resource.type === MEMBERSHIP && !isKept(resource)
      ? { subject: identityOf(resource), as: "permission set", roles: setsOf(inventory, resource) }
      : undefined,
  );
}

/** The same member of the same group: what the group gains, its own assignments say. */
function isKept({ values, unknown, counterpart }: Resource): boolean {
  return ["group_id", "member_id"].every(
    (name) =>
      counterpart !== undefined &&
      field(values, name) === field(counterpart.values, name) &&
      field(unknown, name) === undefined &&
      field(counterpart.unknown, name) === undefined,
  );
}

/** The sets that are assigned to the group, and those that it may have besides: its assignments are seldom all at hand. */
function setsOf(inventory: Inventory, membership: Resource): RoleInUse[] {
  const id = firstText(membership, ["group_id"]);
  const owner = inventory.referred(membership, "group_id", ["aws_identitystore_group"]);
  const group = id ?? (owner ? ownName(owner, ["group_id"]).name : `${addressName(membership)}.group_id`);
  const member = firstText(membership, ["member_id"]) ?? `${addressName(membership)}.member_id`;
  const found = assignmentsOf(inventory, group).flatMap(({ subject: { account }, roles }) =>
    roles.map((role) => ({ ...role, path: `${group} ${member} ${account ?? ""}` })),
  );
  const others = { path: `${group} ${member}`, name: `of the group ${group}`, unknown: false };
  return [...found, found.length > 0 ? { ...others, name: `${others.name} that others assign` } : others];
}
