import { BlockList, isIP } from "node:net";

/** An IPv4 or IPv6 range. */
export type Cidr = BlockList;

/**
 * Reads `203.0.113.0/24`, `2001:db8::/32` or one address; undefined where the text is neither.
 *
 * Source: "IP address condition operators", IAM User Guide, which follow RFC 4632.
 */
export function parseCidr(value: string): Cidr | undefined {
  const [address = "", prefix, ...rest] = value.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return undefined;
  const bits = family === 4 ? 32 : 128;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return undefined;
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) return undefined;
  const list = new BlockList();
  list.addSubnet(address, length, family === 4 ? "ipv4" : "ipv6");
  return list;
}

/** Whether an address lies in a range; false for what is no address. */
export function inCidr(address: string, range: Cidr): boolean {
  const family = isIP(address);
  return family !== 0 && range.check(address, family === 4 ? "ipv4" : "ipv6");
}
