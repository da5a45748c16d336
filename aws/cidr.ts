/** An address as a number, and the number of its bits: 32 or 128. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** An IPv4 or IPv6 range: the addresses of `bits` that share `prefix` from bit `shift` on. */
export interface Cidr {
  readonly bits: 32 | 128;
  readonly shift: bigint;
  readonly prefix: bigint;
}

/**
 * Reads `203.0.113.0/24`, `2001:db8::/32` or one address; undefined where the text is neither. Bits behind the prefix
 * length are ignored. The two families never match one another: a policy lists both.
 *
 * Source: "IP address condition operators", IAM User Guide, which follow RFC 4632.
 */
export function parseCidr(value: string): Cidr | undefined {
  const [text = "", length, ...rest] = value.split("/", 3);
  const address = parseAddress(text);
  if (!address || rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const { bits } = address;
  const kept = length === undefined ? bits : Number(length);
  if (kept > bits) return undefined;
  const shift = BigInt(bits - kept);
  return { bits, shift, prefix: address.value >> shift };
}

/** Whether an address lies in a range; false for what is no address. */
export function inCidr(text: string, range: Cidr): boolean {
  const address = parseAddress(text);
  return address?.bits === range.bits && address.value >> range.shift === range.prefix;
}

function parseAddress(text: string): Address | undefined {
  if (text.length > 45) return undefined;
  if (!text.includes(":")) {
    const value = parseIpv4(text);
    return value === undefined ? undefined : { bits: 32, value };
  }
  const value = parseIpv6(text);
  return value === undefined ? undefined : { bits: 128, value };
}

function parseIpv4(text: string): bigint | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return undefined;
  let value = 0n;
  for (const octet of match.slice(1)) {
    if (Number(octet) > 255 || (octet.length > 1 && octet.startsWith("0"))) return undefined;
    value = (value << 8n) | BigInt(octet);
  }
  return value;
}

const IPV6_GROUPS = 8;

function parseIpv6(text: string): bigint | undefined {
  const [head = "", tail, ...rest] = text.split("::", 3);
  if (rest.length > 0) return undefined;
  const before = parseGroups(head, tail === undefined);
  const after = tail === undefined ? [] : parseGroups(tail, true);
  if (!before || !after) return undefined;
  const missing = IPV6_GROUPS - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array<bigint>(missing).fill(0n), ...after];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

/** Groups of four hexadecimal digits; the last two may be written as an IPv4 address. */
function parseGroups(text: string, atEnd: boolean): bigint[] | undefined {
  if (text === "") return [];
  const groups: bigint[] = [];
  const written = text.split(":");
  for (const [i, group] of written.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      groups.push(BigInt(`0x${group}`));
      continue;
    }
    const embedded = atEnd && i === written.length - 1 ? parseIpv4(group) : undefined;
    if (embedded === undefined) return undefined;
    groups.push(embedded >> 16n, embedded & 0xffffn);
  }
  return groups;
}

/** Whether every address of a range lies in another. */
function isWithin(inner: Cidr, outer: Cidr): boolean {
  return (
    inner.bits === outer.bits &&
    inner.shift <= outer.shift &&
    inner.prefix >> (outer.shift - inner.shift) === outer.prefix
  );
}

/** A range as AWS gives it back: its first address and the prefix length, IPv6 as RFC 5952 writes it. */
export function formatCidr({ bits, shift, prefix }: Cidr): string {
  const value = prefix << shift;
  const groupBits = bits === 32 ? 8 : 16;
  const groups = Array.from({ length: bits / groupBits }, (_, i) =>
    BigInt.asUintN(groupBits, value >> BigInt(bits - groupBits * (i + 1))),
  );
  const address =
    bits === 32
      ? groups.join(".")
      : // A URL writes an address as RFC 5952 does.
        new URL(`http://[${groups.map((group) => group.toString(16)).join(":")}]`).hostname.slice(1, -1);
  return `${address}/${bits - Number(shift)}`;
}

/** Private ranges: RFC 1918, and IPv6's unique local addresses (RFC 4193). */
export const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"] as const;

/** Whether a text is a range of private addresses. */
export function isPrivateRange(text: string): boolean {
  const range = text.includes("/") ? parseCidr(text) : undefined;
  return (
    range !== undefined &&
    PRIVATE_RANGES.some((one) => {
      const outer = parseCidr(one);
      return outer !== undefined && isWithin(range, outer);
    })
  );
}
