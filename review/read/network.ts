import type { SecurityGroup } from "../model";
import { ruleKey, type NetworkRule } from "../network-rules";
import type { Inventory } from "./inventory";
import { addressName, keyOf, ownName } from "./naming";
import { valuesAt } from "./paths";
import {
  field,
  fieldsOf,
  listOf,
  mayBeWritten,
  textOf,
  textsOf,
  type Fields,
  type Place,
  type Resource,
} from "./resource";

const GROUPS = ["aws_security_group", "aws_default_security_group"];
const DIRECTIONS = ["ingress", "egress"] as const;
type Direction = (typeof DIRECTIONS)[number];

/** Protocols that the provider takes by name. Source: IANA, "Protocol Numbers". */
const PROTOCOLS: Readonly<Record<string, number>> = {
  all: -1,
  icmp: 1,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: 58,
  sctp: 132,
};

/** What is collected of one security group on one side. */
interface Group {
  readonly name: string;
  readonly place: Place;
  owner: Resource | undefined;
  /** Rules that are resources of their own. */
  readonly rules: NetworkRule[];
  readonly resources: Resource[];
}

/**
 * The rules of all security groups, before and after: inline, and every kind of rule that is a resource of its own. The
 * provider shows these in the group too, so what the configuration does not set inline, stays as it is.
 */
export function securityGroups(
  before: Inventory,
  after: Inventory,
): { before: Map<string, SecurityGroup>; after: Map<string, SecurityGroup> } {
  const [earlier, later] = [new Groups(before), new Groups(after)];
  const result = { before: new Map<string, SecurityGroup>(), after: new Map<string, SecurityGroup>() };
  for (const key of new Set([...earlier.all.keys(), ...later.all.keys()])) {
    const [was, is] = [earlier.all.get(key), later.all.get(key)];
    if (was) {
      const inline = DIRECTIONS.flatMap((direction) => (was.owner ? earlier.inline(was.owner, direction) : []));
      result.before.set(key, groupOf(was, [...inline, ...was.rules]));
    }
    if (is) {
      const inline = DIRECTIONS.flatMap((direction) => later.inlineAfter(was, is, direction, earlier));
      result.after.set(key, groupOf(is, [...inline, ...is.rules]));
    }
  }
  return result;
}

function groupOf({ name, place, owner, resources }: Group, rules: readonly NetworkRule[]): SecurityGroup {
  const source = resources.find((one) => one.source !== undefined)?.source;
  return {
    subject: {
      kind: "security group",
      name,
      ...(place.account !== undefined && { account: place.account }),
      ...(place.region !== undefined && { region: place.region }),
      ...(source !== undefined && { source }),
      addresses: [...new Set(resources.map(({ address }) => address))],
    },
    complete: owner !== undefined,
    rules: [...new Map(rules.map((rule) => [ruleKey(rule), rule])).values()],
  };
}

class Groups {
  readonly all = new Map<string, Group>();
  /** Prefix lists by id, with all their ranges; looked through once, and only where a rule names one. */
  private lists: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(private readonly inventory: Inventory) {
    for (const resource of inventory.resources) this.read(resource);
  }

  private get(name: string, place: Place): Group {
    const key = keyOf("security group", name, "region", place);
    let group = this.all.get(key);
    if (!group) this.all.set(key, (group = { name, place, owner: undefined, rules: [], resources: [] }));
    return group;
  }

  private read(resource: Resource): void {
    const { type, values, unknown } = resource;
    if (GROUPS.includes(type)) {
      const group = this.get(ownName(resource, ["id"]).name, resource);
      group.owner = resource;
      group.resources.push(resource);
      return;
    }
    const single = type === "aws_vpc_security_group_ingress_rule" || type === "aws_vpc_security_group_egress_rule";
    if (!single && type !== "aws_security_group_rule") return;
    const group = this.groupOfRule(resource);
    const direction = (single ? type.includes("egress") : textOf(field(values, "type")) === "egress")
      ? "egress"
      : "ingress";
    group.resources.push(resource);
    const peers = single
      ? ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"]
      : [...BLOCK_PEERS, "source_security_group_id"];
    group.rules.push(
      ...this.rulesOf(resource, group.name, direction, values, unknown, peers, single ? "ip_protocol" : "protocol"),
    );
  }

  private groupOfRule(resource: Resource): Group {
    const id = textOf(field(resource.values, "security_group_id"));
    if (id !== undefined) return this.get(id, resource);
    const owner = this.inventory.referred(resource, "security_group_id", GROUPS);
    return owner
      ? this.get(ownName(owner, ["id"]).name, owner)
      : this.get(`${addressName(resource)}.security_group_id`, resource);
  }

  /** What a group shows of its rules in one direction. */
  inline(owner: Resource, direction: Direction): NetworkRule[] {
    const name = ownName(owner, ["id"]).name;
    const unknown = field(owner.unknown, direction);
    if (unknown === true) return [unknownRule(owner, direction, direction)];
    return listOf(field(owner.values, direction)).flatMap((rule, i) =>
      this.rulesOf(owner, name, direction, fieldsOf(rule), fieldsOf(listOf(unknown)[i]), BLOCK_PEERS, "protocol"),
    );
  }

  inlineAfter(was: Group | undefined, { owner }: Group, direction: Direction, before: Groups): NetworkRule[] {
    if (!owner) return [];
    const configured = owner.configured(direction);
    const earlier = was?.owner;
    const isUnknown = field(owner.unknown, direction) === true;
    if (configured === true || (isUnknown && mayBeWritten(owner, direction))) return this.inline(owner, direction);
    const known = listOf(field(owner.values, direction));
    if (!earlier) return isUnknown ? [] : this.inline(owner, direction);
    const same = JSON.stringify(known) === JSON.stringify(listOf(field(earlier.values, direction)));
    if (!isUnknown && !same) return this.inline(owner, direction);
    if (owner.replaced) return [];
    const theirs = new Set(was.rules.map(ruleKey));
    return before.inline(earlier, direction).filter((rule) => !theirs.has(ruleKey(rule)));
  }

  private rulesOf(
    resource: Resource,
    group: string,
    direction: Direction,
    values: Fields,
    unknown: Fields,
    peers: readonly string[],
    protocol: string,
  ): NetworkRule[] {
    const found = peers.flatMap((name) => this.peersOf(resource, name, values, unknown, direction));
    if (field(values, "self") === true) found.push({ peer: group, unknown: false });
    const open = [protocol, "from_port", "to_port"].find((name) => field(unknown, name) === true);
    if (open !== undefined)
      return [unknownRule(resource, direction, GROUPS.includes(resource.type) ? direction : open)];
    return found
      .flatMap((peer) => this.within(peer))
      .map((peer) => ({ ...peer, ...portsOf(values, protocol), direction, address: resource.address }));
  }

  /** The ranges of a prefix list that is at hand. */
  private within(peer: Peer): Peer[] {
    if (!peer.peer.startsWith("pl-")) return [peer];
    this.lists ??= prefixLists(this.inventory);
    const ranges = this.lists.get(peer.peer);
    return ranges ? ranges.map((range) => ({ ...peer, peer: range })) : [peer];
  }

  private peersOf(resource: Resource, name: string, values: Fields, unknown: Fields, direction: Direction): Peer[] {
    const known = textsOf(field(values, name))
      .filter((text) => text !== "")
      .map((peer) => ({ peer, unknown: false }));
    const mark = field(unknown, name);
    const inline = GROUPS.includes(resource.type);
    if (mark !== true && !listOf(mark).includes(true)) return known;
    // An unset attribute of a rule that is replaced is unknown too, and means nothing.
    if (!inline && resource.configured(name) === false) return known;
    const attribute = inline ? direction : name;
    // A group that does not exist yet is known by its address, and opens nothing to anyone outside.
    const group = this.inventory.referred(resource, attribute, GROUPS);
    if (group) return [...known, { peer: ownName(group, ["id"]).name, unknown: false }];
    const expression = resource.expression(attribute);
    return [
      ...known,
      { peer: `${resource.address}.${name}`, unknown: true, ...(expression !== undefined && { expression }) },
    ];
  }
}

/** The prefix lists of one side whose ranges are all known, by id. */
function prefixLists({ resources }: Inventory): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const { type, values } of resources) {
    const id = textOf(field(values, "id"));
    const entries = field(values, "entry");
    if (type !== "aws_ec2_managed_prefix_list" || id === undefined || !Array.isArray(entries)) continue;
    lists.set(id, valuesAt(entries, ["cidr"]).flatMap(textsOf));
  }
  for (const { type, values } of resources) {
    const list = textOf(field(values, "prefix_list_id"));
    const cidr = textOf(field(values, "cidr"));
    if (type === "aws_ec2_managed_prefix_list_entry" && list !== undefined && cidr !== undefined)
      lists.get(list)?.push(cidr);
  }
  return lists;
}

const BLOCK_PEERS = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"];

type Peer = Pick<NetworkRule, "peer" | "unknown" | "expression">;

function portsOf(values: Fields, name: string): Pick<NetworkRule, "protocol" | "ports"> {
  const protocol = protocolOf(field(values, name));
  const [from, to] = [numberOf(field(values, "from_port")), numberOf(field(values, "to_port"))];
  return protocol !== -1 && from !== undefined && to !== undefined ? { protocol, ports: [from, to] } : { protocol };
}

export function protocolOf(written: unknown): number {
  if (typeof written === "number") return written;
  const text = (textOf(written) ?? "-1").toLowerCase();
  return (Object.hasOwn(PROTOCOLS, text) ? PROTOCOLS[text] : undefined) ?? Number(text);
}

export function numberOf(written: unknown): number | undefined {
  if (typeof written === "number") return Number.isSafeInteger(written) ? written : undefined;
  return typeof written === "string" && /^-?\d{1,6}$/.test(written) ? Number(written) : undefined;
}

function unknownRule(resource: Resource, direction: Direction, attribute: string): NetworkRule {
  const expression = resource.expression(attribute);
  return {
    direction,
    protocol: -1,
    peer: `${resource.address}.${attribute}`,
    unknown: true,
    address: resource.address,
    ...(expression !== undefined && { expression }),
  };
}
