import type { NetworkRule } from "../model";
import { field, fieldsOf, listOf, textOf, type Fields, type Resource } from "./resource";
import type { Inventory } from "./inventory";

const GROUPS = ["aws_security_group", "aws_default_security_group"];

/** The rules of all security groups of a side: inline, and every kind of rule that is a resource of its own. */
export function networkRules(side: Inventory): Map<string, NetworkRule> {
  const rules = side.resources.flatMap((resource) => rulesOf(side, resource));
  return new Map(
    rules.map((rule) => [
      [rule.group, rule.direction, rule.protocol, rule.ports?.join("-"), rule.peer].join(" "),
      rule,
    ]),
  );
}

function rulesOf(side: Inventory, resource: Resource): NetworkRule[] {
  const { type, values, unknown } = resource;
  if (GROUPS.includes(type)) {
    return (["ingress", "egress"] as const).flatMap((direction) => {
      // What other resources add to a group shows up here too, unless the configuration sets the rules inline.
      if (!resource.configured(direction)) return [];
      const group = groupName(resource);
      if (field(unknown, direction) === true)
        return [unknownRule(group, direction, `${resource.address}.${direction}`)];
      return listOf(field(values, direction)).flatMap((rule, i) =>
        inlineRules(side, resource, group, direction, fieldsOf(rule), fieldsOf(listOf(field(unknown, direction))[i])),
      );
    });
  }
  if (type === "aws_security_group_rule") {
    const direction = textOf(field(values, "type")) === "egress" ? "egress" : "ingress";
    return inlineRules(side, resource, ruleGroup(side, resource), direction, values, unknown);
  }
  if (type === "aws_vpc_security_group_ingress_rule" || type === "aws_vpc_security_group_egress_rule") {
    const direction = type.includes("ingress") ? "ingress" : "egress";
    const group = ruleGroup(side, resource);
    const peers = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"].flatMap((name) =>
      peersOf(side, resource, name, values, unknown),
    );
    return peers.map((peer) => ({
      ...peer,
      ...portsOf(values, "ip_protocol"),
      group,
      direction,
      address: resource.address,
    }));
  }
  return [];
}

function inlineRules(
  side: Inventory,
  resource: Resource,
  group: string,
  direction: NetworkRule["direction"],
  values: Fields,
  unknown: Fields,
): NetworkRule[] {
  const names = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups", "source_security_group_id"];
  const peers = names.flatMap((name) => peersOf(side, resource, name, values, unknown));
  if (field(values, "self") === true) peers.push({ peer: group, unknown: false });
  return peers.map((peer) => ({
    ...peer,
    ...portsOf(values, "protocol"),
    group,
    direction,
    address: resource.address,
  }));
}

type Peer = Pick<NetworkRule, "peer" | "unknown">;

function peersOf(side: Inventory, resource: Resource, name: string, values: Fields, unknown: Fields): Peer[] {
  const value = field(values, name);
  const known = [value]
    .flat()
    .flatMap((item) => textOf(item) ?? [])
    .filter((text) => text !== "");
  const mark = field(unknown, name);
  // An unset attribute of a rule that is replaced is unknown too, and means nothing.
  const unset = !GROUPS.includes(resource.type) && !resource.configured(name);
  if (unset || (mark !== true && !listOf(mark).includes(true))) return known.map((peer) => ({ peer, unknown: false }));
  // A group that does not exist yet is known by its address, and opens nothing to anyone outside.
  const group = side.referred(resource, name, GROUPS);
  return [
    ...known.map((peer) => ({ peer, unknown: false })),
    group ? { peer: groupName(group), unknown: false } : { peer: `${resource.address}.${name}`, unknown: true },
  ];
}

function portsOf(values: Fields, name: string): Pick<NetworkRule, "protocol" | "ports"> {
  const written = field(values, name);
  const text = typeof written === "number" ? String(written) : (textOf(written) ?? "-1").toLowerCase();
  const protocol = text === "-1" ? "all" : text;
  const [from, to] = [field(values, "from_port"), field(values, "to_port")];
  return protocol !== "all" && typeof from === "number" && typeof to === "number"
    ? { protocol, ports: [from, to] }
    : { protocol };
}

/** A group's id, or before it has one, its address. */
function groupName({ values, address }: Resource): string {
  return textOf(field(values, "id")) ?? address;
}

function ruleGroup(side: Inventory, resource: Resource): string {
  const id = textOf(field(resource.values, "security_group_id"));
  if (id !== undefined) return id;
  const group = side.referred(resource, "security_group_id", GROUPS);
  return group ? groupName(group) : `${resource.address}.security_group_id`;
}

function unknownRule(group: string, direction: NetworkRule["direction"], address: string): NetworkRule {
  return { group, direction, protocol: "all", peer: address, unknown: true, address };
}
