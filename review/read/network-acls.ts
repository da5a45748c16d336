import type { Exposure } from "../model";
import type { AclRule } from "../network-rules";
import type { Inventory } from "./inventory";
import { identityOf } from "./map-resources";
import { addressName, keyOf, ownName } from "./naming";
import { numberOf, protocolOf } from "./network";
import { field, fieldsOf, listOf, textOf, type Fields, type Resource } from "./resource";

/** Network ACLs themselves. */
export const ACLS: readonly string[] = ["aws_network_acl", "aws_default_network_acl"];
const DIRECTIONS = ["ingress", "egress"] as const;
type Direction = (typeof DIRECTIONS)[number];

const ICMP = [1, 58];

/** What is collected of one network ACL on one side. */
interface Acl {
  readonly name: string;
  owner: Resource | undefined;
  readonly rules: AclRule[];
  readonly resources: Resource[];
}

/**
 * The rules of network ACLs, before and after: inline, and as resources of their own. The provider shows these in the ACL
 * too, so what the configuration does not set inline, stays as it is.
 */
export function networkAcls(
  before: Inventory,
  after: Inventory,
): { before: Map<string, Exposure>; after: Map<string, Exposure> } {
  const [was, is] = [collect(before), collect(after)];
  const result = { before: new Map<string, Exposure>(), after: new Map<string, Exposure>() };
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [earlier, later] = [was.get(key), is.get(key)];
    if (earlier) result.before.set(key, exposureOf(earlier, [...inline(earlier.owner), ...earlier.rules]));
    // An ACL that goes leaves its subnets to another one.
    if (later) result.after.set(key, exposureOf(later, [...inlineAfter(earlier, later), ...later.rules]));
  }
  return result;
}

function collect(inventory: Inventory): Map<string, Acl> {
  const acls = new Map<string, Acl>();
  for (const resource of inventory.resources) {
    const isOwner = ACLS.includes(resource.type);
    if (!isOwner && resource.type !== "aws_network_acl_rule") continue;
    const { key, name } = aclOf(inventory, resource);
    const acl = acls.get(key) ?? { name, owner: undefined, rules: [], resources: [] };
    acls.set(key, acl);
    acl.resources.push(resource);
    if (isOwner) acl.owner = resource;
    else acl.rules.push(...ruleOf(resource, resource.values, resource.unknown, directionOf(resource)));
  }
  return acls;
}

/** The network ACL that a resource is, or that it names: its key on this side, and what rows call it. */
export function aclOf(inventory: Inventory, resource: Resource): { key: string; name: string } {
  const isOwner = ACLS.includes(resource.type);
  const owner = isOwner ? resource : inventory.referred(resource, "network_acl_id", ACLS);
  const id = isOwner ? undefined : textOf(field(resource.values, "network_acl_id"));
  const name = id ?? (owner ? ownName(owner, ["id", "default_network_acl_id"]).name : addressName(resource));
  return { key: keyOf("network ACL", name, "region", owner ?? resource), name };
}

function directionOf({ values }: Resource): Direction {
  return field(values, "egress") === true ? "egress" : "ingress";
}

function exposureOf({ name, owner, resources }: Acl, rules: readonly AclRule[]): Exposure {
  const [first] = resources;
  const place = first ? identityOf(owner ?? first) : { kind: "", addresses: [] };
  // A rule that is shown inline and as a resource of its own is one.
  const passes = [...new Map(rules.map((rule) => [`${rule.direction} ${rule.number} ${rule.peer}`, rule])).values()];
  return {
    subject: { ...place, kind: "network ACL", name, addresses: resources.map(({ address }) => address) },
    openings: [],
    groups: [],
    rules: [],
    passes,
  };
}

function inline(owner: Resource | undefined, directions: readonly Direction[] = DIRECTIONS): AclRule[] {
  if (!owner) return [];
  return directions.flatMap((direction) => {
    const unknown = field(owner.unknown, direction);
    if (unknown === true) return owner.configured(direction) === false ? [] : [unknownRule(owner, direction)];
    return listOf(field(owner.values, direction)).flatMap((rule, i) =>
      ruleOf(owner, fieldsOf(rule), fieldsOf(listOf(unknown)[i]), direction),
    );
  });
}

function inlineAfter(was: Acl | undefined, { owner }: Acl): AclRule[] {
  return DIRECTIONS.flatMap((direction) => {
    const earlier = was?.owner;
    const stays = owner && earlier && !owner.replaced && owner.configured(direction) === false;
    if (!stays) return inline(owner, [direction]);
    const theirs = new Set(was.rules.map((rule) => `${rule.direction} ${rule.number}`));
    return inline(earlier, [direction]).filter((rule) => !theirs.has(`${rule.direction} ${rule.number}`));
  });
}

function ruleOf(resource: Resource, values: Fields, unknown: Fields, direction: Direction): AclRule[] {
  const [number, action] = ["rule_no", "action"].map(
    (name) => field(values, name) ?? field(values, name === "rule_no" ? "rule_number" : "rule_action"),
  );
  const open = Object.entries(unknown).some(
    ([name, mark]) => mark === true && name !== "id" && resource.configured(name) !== false,
  );
  if (open) return [unknownRule(resource, direction)];
  const protocol = protocolOf(field(values, "protocol"));
  const names = ICMP.includes(protocol) ? ["icmp_type", "icmp_code"] : ["from_port", "to_port"];
  const [from, to] = names.map((name) => numberOf(field(values, name)));
  const isWhole = protocol === -1 || from === undefined || to === undefined;
  return ["cidr_block", "ipv6_cidr_block"].flatMap((name) => {
    const peer = textOf(field(values, name));
    if (peer === undefined || peer === "") return [];
    return [
      {
        direction,
        number: numberOf(number) ?? 0,
        allows: textOf(action)?.toLowerCase() === "allow",
        protocol,
        ...(!isWhole && { ports: [from, to] as const }),
        peer,
        unknown: false,
        address: resource.address,
      },
    ];
  });
}

function unknownRule(resource: Resource, direction: Direction): AclRule {
  const expression = resource.expression(direction);
  return {
    direction,
    number: 0,
    allows: true,
    protocol: -1,
    peer: resource.address,
    unknown: true,
    address: resource.address,
    ...(expression !== undefined && { expression }),
  };
}
