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

/** What is wrong with a range that must be private, or undefined where it is a private range. */
export function privateCidrProblem(cidr: string): string | undefined {
  const range = parse(cidr);
  if (!range) return "not an address range; write it like 10.0.0.0/16";
  const within = PRIVATE.some((allowed) => {
    const outer = parse(allowed);
    if (outer?.family !== range.family || range.length < outer.length) return false;
    const list = new BlockList();
    list.addSubnet(outer.address, outer.length, outer.family);
    return list.check(range.address, range.family);
  });
  return within ? undefined : `not private; allowed are ranges within ${PRIVATE.join(", ")}`;
}
