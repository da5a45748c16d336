import type { Identity } from "../model";
import type { Inventory } from "./inventory";
import type { Resource } from "./resource";

/**
 * Reads resources of one side, each by a key that is the same on the other side; undefined is passed over.
 *
 * @param isSame Resources of which both sides read the same: they are left out. Most of a plan's are.
 */
export function mapChanging<T>(
  { resources }: Inventory,
  read: (resource: Resource) => T | undefined,
  isSame: (resource: Resource) => boolean = ({ unchanged }) => unchanged,
): Map<string, T> {
  const result = new Map<string, T>();
  const same = new Set<string>();
  for (const resource of resources) {
    const key = keyOf(resource);
    if (isSame(resource)) {
      same.add(key);
      continue;
    }
    const value = read(resource);
    // An object that is left over from a replacement stands beside the one that took its place.
    if (value !== undefined && (resource.counterpart || !result.has(key))) result.set(key, value);
  }
  for (const key of same) result.delete(key);
  return result;
}

/** The keys of resources that are the same on both sides. */
export function unchangedKeys(resources: readonly Resource[], isCounted: (type: string) => boolean): Set<string> {
  return new Set(resources.filter(({ type, unchanged }) => unchanged && isCounted(type)).map(keyOf));
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
