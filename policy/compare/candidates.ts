import { parseCidr } from "../ip";
import { parseDate, parseNumber } from "../operators";

/** A text that is neither a number nor a date nor an address. */
const NEITHER = "x";

/**
 * Numbers that between them take every side of the given ones: these themselves, one between each two, one below and
 * one above all, and what is no number.
 */
export function numbersAround(values: readonly string[]): string[] {
  const texts = around(values, parseNumber, 1).map(decimal);
  return [...values, ...texts, "9".repeat(32), `-${"9".repeat(32)}`, NEITHER];
}

/** A number without exponent, the only form that conditions know. */
function decimal(value: number): string {
  return Math.abs(value) < 1e21 ? value.toFixed(32).replace(/\.?0+$/, "") : BigInt(value).toString();
}

/** Instants that between them take every side of the given ones, and what is no date. */
export function datesAround(values: readonly string[]): string[] {
  const texts = around(values, parseDate, 86_400_000).map((instant) => {
    const date = new Date(instant);
    const written = Number.isInteger(instant) && !Number.isNaN(date.getTime()) ? date.toISOString() : "";
    return /^\d{4}-/.test(written) ? written : (instant / 1000).toFixed(9);
  });
  return [...values, ...texts, NEITHER];
}

function around(values: readonly string[], parse: (value: string) => number | undefined, step: number): number[] {
  const known = [...new Set(values.flatMap((value) => parse(value) ?? []))].sort((a, b) => a - b);
  const [lowest = 0, highest = 0] = [known[0], known.at(-1)];
  const between = known.slice(1).map((value, i) => ((known[i] ?? value) + value) / 2);
  return [...known, ...between, lowest - step, highest + step];
}

/**
 * Addresses that between them lie in and out of the given ranges in every possible way: the ends of each range and
 * their neighbours, one address of each family, and what is no address.
 */
export function addressesAround(ranges: readonly string[]): string[] {
  const found = ranges.flatMap((range) => {
    const cidr = parseCidr(range);
    if (!cidr) return [];
    const first = cidr.prefix << cidr.shift;
    const last = first + (1n << cidr.shift) - 1n;
    return [first, last, first - 1n, last + 1n]
      .filter((end) => end >= 0n && end >> BigInt(cidr.bits) === 0n)
      .map(cidr.bits === 32 ? formatIpv4 : formatIpv6);
  });
  return [...found, "203.0.113.9", "2001:db8::9", NEITHER];
}

function formatIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join(".");
}

function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  // The first run of zeros is left out, as people write addresses.
  return groups.join(":").replace(/(?:^|:)0(?::0)+(?::|$)/, "::");
}
