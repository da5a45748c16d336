import type { Identity } from "../model";
import type { Inventory } from "./inventory";
import type { Resource } from "./resource";

/** Reads resources of one side, each by a key that is the same on the other side; undefined is passed over. */
export function mapResources<T>({ resources }: Inventory, read: (resource: Resource) => T | undefined): Map<string, T> {
  const result = new Map<string, T>();
  for (const resource of resources) {
    const value = read(resource);
    if (value === undefined) continue;
    const key = keyOf(resource);
    // An object that is left over from a replacement stands beside the one that took its place.
    if (resource.counterpart || !result.has(key)) result.set(key, value);
  }
  return result;
}

/** One of the addresses that it has before and after, whichever side asks. */
function keyOf(resource: Resource): string {
  const other = resource.counterpart ?? resource;
  const address = resource.address < other.address ? resource.address : other.address;
  return `${resource.scope}#${address}`;
}

/** What a row calls a resource as a whole: `sagemaker notebook instance`, by its address. */
export function identityOf({ type, address, account, region, source }: Resource): Identity {
  return {
    kind: type.replace(/^aws_/, "").replaceAll("_", " "),
    name: address,
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(source !== undefined && { source }),
    addresses: [address],
  };
}
