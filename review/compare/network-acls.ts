import { parseCidr } from "../../aws/cidr";
import type { Note } from "../model";
import type { AclRule } from "../network-rules";
import { remaining, type Piece, type Range } from "./ranges";
import { portRanges, ruleNote } from "./security-groups";

/** What one rule of a network ACL lets through, without what rules before it deny. */
interface Passage {
  readonly rule: AclRule;
  /** Undefined where it falls into too many pieces. */
  readonly pieces: readonly Piece[] | undefined;
}

/**
 * Compares the rules of a network ACL as sets of what they let through: the first rule that fits decides, in the order of
 * their numbers, and what none fits is denied.
 *
 * Source: "Network ACL rules", Amazon VPC User Guide.
 */
export function compareAcls(before: readonly AclRule[] = [], after: readonly AclRule[] = []): Note[] {
  const [had, has] = [passages(before), passages(after)];
  const unknownNow = after.filter((rule) => rule.unknown && !before.some((one) => isSame(one, rule)));
  const isOpen = before.some(({ unknown }) => unknown) || after.some(({ unknown }) => unknown);
  return [
    ...uncovered(has, had).map((rule) => ruleNote("widened", rule, "opens", !isOpen)),
    ...unknownNow.map((rule) => ruleNote("unknown", rule, "opens", false)),
    ...uncovered(had, has).map((rule) => ruleNote(isOpen ? "changed" : "narrowed", rule, "closes", !isOpen)),
  ];
}

function isSame(a: AclRule, b: AclRule): boolean {
  return a.unknown && a.expression !== undefined && a.expression === b.expression && a.direction === b.direction;
}

function passages(rules: readonly AclRule[]): Passage[] {
  const known = rules.filter(({ unknown }) => !unknown).sort((a, b) => a.number - b.number);
  return known.flatMap((rule, i) => {
    if (!rule.allows) return [];
    const denied = known.slice(0, i).filter((one) => !one.allows && one.direction === rule.direction);
    return [{ rule, pieces: remaining([pieceOf(rule)], denied.map(pieceOf)) }];
  });
}

/** The rules that let something through which others do not. */
function uncovered(some: readonly Passage[], others: readonly Passage[]): AclRule[] {
  return some
    .filter(({ rule, pieces }) => {
      const covering = others
        .filter((other) => other.rule.direction === rule.direction)
        .flatMap((other) => other.pieces ?? []);
      return remaining(pieces ?? [pieceOf(rule)], covering)?.length !== 0;
    })
    .map(({ rule }) => rule);
}

const ALL_PROTOCOLS: Range = [0n, 255n];
const ANY: Range = [0n, 65_535n];

/** In the dimensions version of IP, address, protocol, port or type, and code. */
function pieceOf({ protocol, ports, peer }: AclRule): Piece {
  const cidr = parseCidr(peer);
  const first = cidr ? cidr.prefix << cidr.shift : 0n;
  const version = cidr?.bits === 128 ? 6n : 4n;
  const addresses: Range = [first, cidr ? first + (1n << cidr.shift) - 1n : 0n];
  if (protocol < 0 || Number.isNaN(protocol)) return [[version, version], addresses, ALL_PROTOCOLS, ANY, ANY];
  const [from = ANY, to = ANY] = portRanges(protocol, ports);
  return [[version, version], addresses, [BigInt(protocol), BigInt(protocol)], from, to];
}
