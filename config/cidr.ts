import { formatCidr, isPrivateRange, parseCidr, PRIVATE_RANGES } from "../aws/cidr";

/**
 * What is allowed instead of a range that must be private, as a noun phrase; undefined where the range is private and
 * begins with its first address, as AWS and Terraform want it. AMS accepts ingress from private ranges only.
 */
export function privateInstead(cidr: string): string | undefined {
  const range = cidr.includes("/") ? parseCidr(cidr) : undefined;
  if (!range) return "an address range, such as 10.0.0.0/16";
  if (!isPrivateRange(cidr)) return `private ranges, which are those within ${PRIVATE_RANGES.join(", ")}`;
  const first = formatCidr(range);
  return first === cidr ? undefined : `${first}, the same range by its first address`;
}
