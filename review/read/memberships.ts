import { opaqueOf, type PrincipalName } from "./inventory";
import type { Principal, Principals } from "./principal";
import type { Resource } from "./resource";

/** Resource types that put users into groups, and the attributes that name both. */
const MEMBERSHIPS: Readonly<Record<string, { readonly user: string; readonly group: string }>> = {
  aws_iam_user_group_membership: { user: "user", group: "groups" },
  aws_iam_group_membership: { user: "users", group: "group" },
};

/** Gives each user what the groups have that it is in. */
export function followMemberships(principals: Principals): void {
  for (const resource of principals.inventory.resources) {
    const attributes = Object.hasOwn(MEMBERSHIPS, resource.type) ? MEMBERSHIPS[resource.type] : undefined;
    if (!attributes) continue;
    const users = principals.inventory.principals(resource, attributes.user, "user");
    const groups = principals.inventory.principals(resource, attributes.group, "group");
    for (const group of groups) {
      for (const user of users) follow(principals, resource, attributes, user, group);
    }
  }
}

function follow(
  principals: Principals,
  resource: Resource,
  attributes: { readonly user: string; readonly group: string },
  user: PrincipalName,
  group: PrincipalName,
): void {
  // Who joins is known only after apply: that is said of the one who is known.
  if (!user.known) note(principals.get("group", group), resource, attributes.user);
  else if (!group.known) note(principals.get("user", user), resource, attributes.group);
  else join(principals.get("user", user), principals.get("group", group), resource);
}

function note(principal: Principal, resource: Resource, attribute: string): void {
  principal.read(resource);
  principal.opaque.set(`membership ${resource.address}`, opaqueOf(resource, attribute));
}

function join(user: Principal, group: Principal, resource: Resource): void {
  user.read(resource);
  // One name on two principals is two policies: a group's inline policy may be called as the user's own.
  for (const [id, policy] of group.policies) user.policies.set(`${id} of ${group.key}`, policy);
  for (const [id, opaque] of group.opaque) user.opaque.set(`${id} of ${group.key}`, opaque);
  user.sensitive ||= group.sensitive;
  if (group.complete) return;
  user.groups.add(group.name);
  user.complete = false;
}
