import { BlockList, isIP } from "node:net";

/** AMS accepts ingress from these only: RFC 1918, and IPv6's unique local addresses. */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"] as const;

interface Range {
  readonly address: string;
  readonly length: number;
  readonly family: "ipv4" | "ipv6";
}

function parse(cidr: string): Range | undefined {
  const match = /^([0-9A-Fa-f.:]{2,45})\/(\d{1,3})$/.exec(cidr);
  const address = match?.[1] ?? "";
  const family = isIP(address);
  const length = Number(match?.[2]);
  if (!match || family === 0 || length > (family === 4 ? 32 : 128)) return undefined;
  return { address, length, family: family === 4 ? "ipv4" : "ipv6" };
}

/** Whether a text is a range of private addresses. */
export function isPrivateRange(cidr: string): boolean {
  const range = parse(cidr);
  return range !== undefined && isPrivate(range);
}

/**
 * What is allowed instead of a range that must be private, as a noun phrase; undefined where the range is private and
 * begins with its first address, as AWS and Terraform want it.
 */
export function privateInstead(cidr: string): string | undefined {
  const range = parse(cidr);
  if (!range) return "an address range, such as 10.0.0.0/16";
  if (!isPrivate(range)) return `private ranges, which are those within ${PRIVATE.join(", ")}`;
  const first = firstAddress(range);
  return first === cidr ? undefined : `${first}, the same range by its first address`;
}

function isPrivate(range: Range): boolean {
  return PRIVATE.some((allowed) => {
    const outer = parse(allowed);
    if (outer?.family !== range.family || range.length < outer.length) return false;
    const list = new BlockList();
    list.addSubnet(outer.address, outer.length, outer.family);
    return list.check(range.address, range.family);
  });
}

/** The range in the form that AWS gives it back in: its first address, IPv6 shortened and in lower case. */
function firstAddress({ address, length, family }: Range): string {
  const [size, groups] = family === "ipv4" ? [8, address.split(".").map(Number)] : [16, groupsOf(address)];
  const first = groups.map((group, index) => {
    const kept = Math.min(Math.max(length - index * size, 0), size);
    return group & ~(2 ** (size - kept) - 1);
  });
  const text = family === "ipv4" ? first.join(".") : shortestForm(first.map((group) => group.toString(16)).join(":"));
  return `${text}/${length}`;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [front = "", back] = shortestForm(address).split("::");
  const [before, after] = [front, back ?? ""].map((part) => (part === "" ? [] : part.split(":")));
  const zeros = Array<string>(8 - (before?.length ?? 0) - (after?.length ?? 0)).fill("0");
  return [...(before ?? []), ...zeros, ...(after ?? [])].map((group) => parseInt(group, 16));
}

/** An IPv6 address as RFC 5952 writes it, which is how a URL does. */
function shortestForm(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
