import { isPrivateRange } from "../config/cidr";
import type { Risk } from "../policy/compare";
import { parseCidr } from "../policy/ip";
import type { NetworkRule, Note } from "./model";

/** Compares the rules of one security group. A rule within another that stays changes nothing. */
export function compareRules(before: readonly NetworkRule[], after: readonly NetworkRule[]): Note[] {
  const uncovered = (rules: readonly NetworkRule[], by: readonly NetworkRule[]): NetworkRule[] =>
    rules.filter((rule) => !rule.unknown && !by.some((other) => covers(other, rule)));
  return [
    ...uncovered(after, before).map((rule): Note => ({
      verdict: "widened",
      risk: riskOf(rule),
      proven: true,
      text: `opens ${inWords(rule)}`,
    })),
    ...after
      .filter(({ unknown, address }) => unknown && !before.some((rule) => rule.unknown && rule.address === address))
      .map((rule): Note => ({ verdict: "unknown", risk: riskOf(rule), proven: false, text: `opens ${inWords(rule)}` })),
    ...uncovered(before, after).map((rule): Note => ({
      verdict: "narrowed",
      risk: riskOf(rule),
      proven: true,
      text: `closes ${inWords(rule)}`,
    })),
  ];
}

/** Whether everything that `inner` lets through, `outer` lets through. */
function covers(outer: NetworkRule, inner: NetworkRule): boolean {
  if (outer.unknown || outer.direction !== inner.direction) return false;
  if (outer.protocol !== "all" && outer.protocol !== inner.protocol) return false;
  if (outer.protocol !== "all" && outer.ports) {
    if (!inner.ports || inner.ports[0] < outer.ports[0] || inner.ports[1] > outer.ports[1]) return false;
  }
  return outer.peer === inner.peer || containsRange(outer.peer, inner.peer);
}

function containsRange(outer: string, inner: string): boolean {
  const [wide, narrow] = [parseCidr(outer), parseCidr(inner)];
  if (wide?.bits !== narrow?.bits || !wide || !narrow || wide.shift < narrow.shift) return false;
  return narrow.prefix >> (wide.shift - narrow.shift) === wide.prefix;
}

/** Into a group from anywhere is open to the public; out of it lets data out. */
function riskOf({ direction, peer }: NetworkRule): Risk {
  if (direction === "egress") return "read";
  return parseCidr(peer) && !isPrivateRange(peer) ? "public" : "write";
}

function inWords({ direction, protocol, ports, peer }: NetworkRule): string {
  const where = direction === "ingress" ? "from" : "to";
  const what =
    protocol === "all"
      ? "everything"
      : ports
        ? `${protocol} ${ports[0] === ports[1] ? ports[0] : ports.join("–")}`
        : protocol;
  return `${what} ${where} ${peer}`;
}
