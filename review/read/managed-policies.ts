import type { OpaquePolicy, PrincipalAccess } from "../model";
import { principalName, type Attached, type Inventory, type ManagedPolicy } from "./inventory";
import { keyOf } from "./naming";
import type { Principals } from "./principal";
import { field, type Place, type Resource } from "./resource";

/** What the two sides say of principals, by key. */
interface Accesses {
  readonly before: Map<string, PrincipalAccess>;
  readonly after: Map<string, PrincipalAccess>;
}

/**
 * A managed policy may be attached to principals that were not read: a change to its text is a row of its own, unless
 * AWS says that no others carry it. One that is new is attached to nobody yet.
 */
export function addManagedPolicies(before: Principals, after: Principals, result: Accesses): void {
  const keyOfManaged = ({ resource }: ManagedPolicy): string =>
    keyOf("managed policy", principalName(resource).name, "account", resource);
  const earlier = new Map([...before.inventory.managedPolicies].map((managed) => [keyOfManaged(managed), managed]));
  for (const managed of after.inventory.managedPolicies) {
    const key = keyOfManaged(managed);
    const previous = earlier.get(key);
    if (!previous || previous.resource === managed.resource || same(previous, managed)) continue;
    const carriers = [previous.resource, managed.resource].flatMap((resource, i) => [
      ...([before, after][i]?.carriers.get(resource) ?? []),
    ]);
    const count = attachments(previous);
    if (typeof count === "number" && count <= new Set(carriers).size && count > 0) continue;
    const [was, is] = [managedAccess(previous, carriers), managedAccess(managed, carriers)];
    const isComparable = [was, is].every(({ opaque }) => opaque.every(({ literal }) => literal));
    result.before.set(key, isComparable ? was : withoutTexts(was));
    result.after.set(key, isComparable ? is : withoutTexts(is));
  }
}

function same(a: ManagedPolicy, b: ManagedPolicy): boolean {
  if (!a.opaque || !b.opaque) return a.policy === b.policy;
  if (a.opaque.unknown || b.opaque.unknown) {
    return a.opaque.expression !== undefined && a.opaque.expression === b.opaque.expression;
  }
  return true;
}

function managedAccess(
  { resource, policy, opaque, sensitive }: ManagedPolicy,
  carriers: readonly string[],
): PrincipalAccess {
  const { name, place } = principalName(resource);
  const { account }: Place = place;
  return {
    subject: {
      kind: "managed policy",
      name,
      ...(account !== undefined && { account }),
      ...(resource.source !== undefined && { source: resource.source }),
      addresses: resource.address === "" ? [] : [resource.address],
    },
    exists: true,
    complete: false,
    policies: policy ? [policy] : [],
    opaque: opaque ? [opaque] : [],
    groups: [],
    carriers,
    sensitive,
  };
}

function withoutTexts(access: PrincipalAccess): PrincipalAccess {
  return { ...access, policies: [], opaque: access.opaque.map(withoutLiteral) };
}

/** As if nothing of it were literal. */
export function withoutLiteral({ literal: _, ...opaque }: OpaquePolicy): OpaquePolicy {
  return opaque;
}

/**
 * `aws_iam_policy_attachment` takes its policy from everybody whom it does not name: whoever carries it elsewhere loses it.
 *
 * Source: "aws_iam_policy_attachment", Terraform AWS provider: "creates exclusive attachments of IAM policies".
 */
export function addTakenAway(before: Inventory, after: Inventory, result: Accesses): void {
  const known = new Map([...before.managedPolicies].map((managed) => [managed.resource, managed]));
  const taken = new Set(exclusivelyAttached(before).map(([{ id }]) => id));
  for (const [attached, resource] of exclusivelyAttached(after)) {
    const { id, managed } = attached;
    const earlier =
      managed && (known.get(managed.resource) ?? known.get(managed.resource.counterpart ?? managed.resource));
    // A policy that is made here, or that AWS says nobody carries, is taken from nobody.
    if (taken.has(id) || (managed && !earlier) || (earlier && attachments(earlier) === 0)) continue;
    const { account, source } = resource;
    const policy = earlier ? earlier.policy : attached.policy;
    const opaque = (earlier ? earlier.opaque : attached.opaque) ?? { name: id, unknown: false };
    const access: PrincipalAccess = {
      subject: {
        kind: "managed policy",
        name: `${earlier ? principalName(earlier.resource).name : id}, wherever else it is attached`,
        ...(account !== undefined && { account }),
        ...(source !== undefined && { source }),
        addresses: [resource.address],
      },
      exists: true,
      complete: false,
      policies: [],
      opaque: [],
      groups: [],
      sensitive: earlier?.sensitive ?? false,
    };
    const key = keyOf("taken policy", id, "account", resource);
    result.before.set(key, { ...access, ...(policy ? { policies: [policy] } : { opaque: [opaque] }) });
    result.after.set(key, access);
  }
}

function exclusivelyAttached(inventory: Inventory): [Attached, Resource][] {
  return inventory.resources
    .filter(({ type }) => type === "aws_iam_policy_attachment")
    .flatMap((resource) =>
      inventory.attached(resource, "policy_arn").map((one): [Attached, Resource] => [one, resource]),
    );
}

function attachments({ resource }: ManagedPolicy): unknown {
  return field(resource.values, "attachment_count");
}
