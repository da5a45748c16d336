import type { Exposure, Opening, OnBothSides } from "../model";
import { firstText, keyOf, ownName } from "./naming";
import type { Inventory } from "./inventory";
import { identityOf } from "./map-resources";
import { ACLS, aclOf } from "./network-acls";
import { field, textsOf, type Resource } from "./resource";

/** Which network ACL a subnet has on one side. */
interface Entry {
  /** Where that is said. */
  readonly resource: Resource;
  readonly subnet: string;
  readonly acl: { readonly key: string; readonly name: string };
}

/**
 * The subnets that get another network ACL: what the one lets through and the other did not. A subnet that is in no list
 * has the default ACL of its VPC; which rules that has is seldom at hand.
 *
 * @param acls The network ACLs of both sides with their rules, by their keys.
 */
export function subnetAcls(
  before: Inventory,
  after: Inventory,
  acls: OnBothSides<ReadonlyMap<string, Exposure>>,
): OnBothSides<Map<string, Exposure>> {
  const [had, has] = [entriesOf(before), entriesOf(after)];
  const associated = new Set([...had, ...has].flatMap(([key, { resource }]) => (isAssociation(resource) ? [key] : [])));
  const [was, is] = [had, has].map((entries) => withoutStale(entries, associated)) as [Entries, Entries];
  const owners = { before: ownersOf(before), after: ownersOf(after) };
  const result = { before: new Map<string, Exposure>(), after: new Map<string, Exposure>() };
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [earlier, later] = [was.get(key), is.get(key)];
    const known = later ?? earlier;
    if (!known || earlier?.acl.key === later?.acl.key) continue;
    const subject = { ...identityOf(known.resource), kind: "subnet", name: known.subnet };
    const exposure = { subject, openings: [], groups: [], rules: [] };
    const isAtHand = earlier && later && owners.before.has(earlier.acl.key) && owners.after.has(later.acl.key);
    result.before.set(key, {
      ...exposure,
      ...(isAtHand && { passes: acls.before.get(earlier.acl.key)?.passes ?? [] }),
    });
    result.after.set(key, {
      ...exposure,
      ...(isAtHand
        ? { passes: acls.after.get(later.acl.key)?.passes ?? [] }
        : { openings: [notAtHand(earlier, later)] }),
    });
  }
  return result;
}

type Entries = ReadonlyMap<string, Entry>;

function isAssociation({ type }: Resource): boolean {
  return type === "aws_network_acl_association";
}

function entriesOf(inventory: Inventory): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const resource of inventory.resources) {
    const isAcl = ACLS.includes(resource.type);
    if (!isAcl && !isAssociation(resource)) continue;
    const acl = aclOf(inventory, resource);
    for (const subnet of isAcl ? textsOf(field(resource.values, "subnet_ids")) : subnetOf(inventory, resource)) {
      const key = keyOf("ACL of subnet", subnet, "region", resource);
      if (isAcl && entries.has(key)) continue;
      entries.set(key, { resource, subnet, acl });
    }
  }
  return entries;
}

/** The subnet of an association; none of one that is made in the same change: what starts in it is new as well. */
function subnetOf(inventory: Inventory, resource: Resource): string[] {
  const id = firstText(resource, ["subnet_id"]);
  const owner = id === undefined ? inventory.referred(resource, "subnet_id", ["aws_subnet"]) : undefined;
  if (owner) return owner.counterpart ? [ownName(owner, ["id"]).name] : [];
  return [id ?? `${resource.address}.subnet_id`];
}

/** The provider lists in an ACL what associations give it: where these change, the list is of before. */
function withoutStale(entries: Entries, associated: ReadonlySet<string>): Entries {
  return new Map(
    [...entries].filter(
      ([key, { resource }]) =>
        isAssociation(resource) || !associated.has(key) || resource.configured("subnet_ids") === true,
    ),
  );
}

/** The keys of the ACLs that were read themselves, and not only rules of them. */
function ownersOf(inventory: Inventory): ReadonlySet<string> {
  return new Set(inventory.resources.filter(({ type }) => ACLS.includes(type)).map((acl) => aclOf(inventory, acl).key));
}

function notAtHand(was: Entry | undefined, is: Entry | undefined): Opening {
  const [from, to] = [was, is].map((entry) =>
    entry ? `the network ACL ${entry.acl.name}` : "the default network ACL of its VPC",
  );
  return {
    key: "network ACL",
    text: `has ${to ?? ""} instead of ${from ?? ""}, of which not all rules are at hand`,
    risk: "public",
    proven: false,
  };
}
