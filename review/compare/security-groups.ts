import { isPrivateRange, parseCidr } from "../../aws/cidr";
import type { Risk } from "../../policy/compare";
import type { Note } from "../model";
import { ruleKey, type NetworkRule } from "../network-rules";
import { EVERYTHING, remaining, type Piece, type Range } from "./ranges";

const ALL = -1;
const ICMP = [1, 58];

/** What a rule lets through: peers of one kind, and in each dimension a range. */
interface Traffic {
  readonly direction: NetworkRule["direction"];
  readonly protocol: number;
  /** `4`, `6`, or what names the peer. */
  readonly peer: string;
  /** Addresses, and where the protocol has them, ports or types and codes. */
  readonly ranges: readonly Range[];
}

/**
 * Compares the rules of one security group as sets of what they let through: two ranges of addresses or ports that
 * together are a third change nothing, and neither does a rule within others that stay.
 */
export function compareRules(before: readonly NetworkRule[], after: readonly NetworkRule[]): Note[] {
  const [had, has] = [before, after].map((rules) => new Set(rules.map(ruleKey)));
  const [lost, gained] = [
    before.filter((rule) => has?.has(ruleKey(rule)) !== true),
    after.filter((rule) => had?.has(ruleKey(rule)) !== true),
  ];
  const unknownStays = before.some((rule) => rule.unknown);
  return [
    ...uncovered(gained, before).map((rule) => ruleNote("widened", rule, "opens", true)),
    ...gained.filter(({ unknown }) => unknown).map((rule) => ruleNote("unknown", rule, "opens", false)),
    ...uncovered(lost, after).map((rule) =>
      ruleNote(unknownStays ? "changed" : "narrowed", rule, "closes", !unknownStays),
    ),
    ...lost
      .filter((rule) => rule.unknown && !gained.some(({ unknown }) => unknown))
      .map((rule) => ruleNote("changed", rule, "closes", false)),
  ];
}

/** What a rule that opens or closes something is to a reader. */
export function ruleNote(
  verdict: Note["verdict"],
  rule: NetworkRule,
  change: "opens" | "closes",
  proven: boolean,
): Note {
  return { verdict, risk: riskOf(rule), proven, text: `${change} ${inWords(rule)}` };
}

/** The rules that let something through which others do not. */
function uncovered(rules: readonly NetworkRule[], others: readonly NetworkRule[]): NetworkRule[] {
  const known = rules.filter(({ unknown }) => !unknown);
  if (known.length === 0) return [];
  const traffic = others.filter(({ unknown }) => !unknown).map(trafficOf);
  return known.filter((rule) => !isCovered(trafficOf(rule), traffic));
}

/** Whether others let all of it through; what falls into too many pieces counts as not let through. */
function isCovered(traffic: Traffic, others: readonly Traffic[]): boolean {
  const covering = others
    .filter(({ direction, peer }) => direction === traffic.direction && peer === traffic.peer)
    .filter(({ protocol }) => protocol === ALL || protocol === traffic.protocol)
    // A rule for all protocols has no ports: it lets through every one of them.
    .map((other): Piece =>
      traffic.ranges.map((_, i) => (other.protocol === ALL && i > 0 ? EVERYTHING : (other.ranges[i] ?? EVERYTHING))),
    );
  return remaining([traffic.ranges], covering)?.length === 0;
}

/** The traffic of a rule: of addresses, and where the protocol has them, of ports or types and codes. */
function trafficOf({ direction, protocol, ports, peer }: NetworkRule): Traffic {
  const cidr = parseCidr(peer);
  const first = cidr ? cidr.prefix << cidr.shift : 0n;
  const addresses: Range = [first, cidr ? first + (1n << cidr.shift) - 1n : 0n];
  const kind = cidr ? (cidr.bits === 32 ? "4" : "6") : `peer ${peer}`;
  return { direction, protocol, peer: kind, ranges: [addresses, ...portRanges(protocol, ports)] };
}

export function portRanges(protocol: number, ports: NetworkRule["ports"]): Range[] {
  if (protocol === ALL) return [];
  const [from, to] = ports ?? [ALL, ALL];
  if (ICMP.includes(protocol)) {
    return [from, to].map((value): Range => (value === ALL ? [0n, 255n] : [BigInt(value), BigInt(value)]));
  }
  return [from === ALL ? [0n, 65_535n] : [BigInt(from), BigInt(to)]];
}

/** Into a group from anywhere is open to the public, from one address is not; out of it lets data out. */
function riskOf({ direction, peer, unknown }: NetworkRule): Risk {
  if (direction === "egress") return "read";
  // A range that is known only after apply may be every address; another group is none.
  if (unknown) return /(?:security_group|prefix_list)\w*$/.test(peer) ? "write" : "public";
  const cidr = parseCidr(peer);
  return cidr && cidr.shift > 0n && !isPrivateRange(peer) ? "public" : "write";
}

const NAMES: Readonly<Record<number, string>> = { 1: "icmp", 6: "tcp", 17: "udp", 58: "icmpv6" };

function inWords({ direction, protocol, ports, peer }: NetworkRule): string {
  const where = direction === "ingress" ? "from" : "to";
  const name = NAMES[protocol] ?? `protocol ${protocol}`;
  if (protocol === ALL) return `everything ${where} ${peer}`;
  if (!ports) return `${name} ${where} ${peer}`;
  if (!ICMP.includes(protocol)) return `${name} ${ports[0] === ports[1] ? ports[0] : ports.join("–")} ${where} ${peer}`;
  const [type, code] = ports;
  const what = type === ALL ? "" : ` type ${type}${code === ALL ? "" : ` code ${code}`}`;
  return `${name}${what} ${where} ${peer}`;
}
