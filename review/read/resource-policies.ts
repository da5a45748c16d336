import type { Policy } from "../../policy/document";
import type { ResourceAccess } from "../model";
import { merged } from "./policies";
import { field, textOf, type Resource } from "./resource";
import type { Inventory } from "./inventory";
import { synthesised, SYNTHESISED } from "./synthesised";
import { RESOURCE_POLICIES, type ResourcePolicyType } from "./tables";

type ByKey = Map<string, ResourceAccess>;

/**
 * The policies of resources, before and after.
 *
 * The provider shows a policy twice where a resource of its own sets it: there, and as a computed attribute of the
 * resource it belongs to, which a plan does not follow. So the attribute counts only where the configuration sets it, or
 * where nothing else did before.
 */
export function resourcePolicies(
  inventoryBefore: Inventory,
  inventoryAfter: Inventory,
): { before: ByKey; after: ByKey } {
  const [before, after] = [collect(inventoryBefore), collect(inventoryAfter)];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)];
    const setByOwner = is?.owner?.resource.configured(is.owner.type.policy) ?? false;
    const ownerCounts = setByOwner || (was?.separate.length === 0 && (is === undefined || is.separate.length > 0));
    if (was) was.ownerCounts = was.separate.length === 0 && ownerCounts;
    if (is) is.ownerCounts = setByOwner;
  }
  return { before: accessByKey(before, inventoryBefore), after: accessByKey(after, inventoryAfter) };
}

interface Entry {
  readonly label: string;
  readonly kind: ResourceAccess["kind"];
  readonly name: string;
  readonly account: string | undefined;
  arn: string | undefined;
  /** The resource itself. */
  owner: { readonly resource: Resource; readonly type: ResourcePolicyType } | undefined;
  ownerCounts: boolean;
  /** Resources that hold a policy of it. */
  readonly separate: { readonly resource: Resource; readonly type: ResourcePolicyType }[];
  /** Permissions and grants, which are statements in another form. */
  readonly statements: { readonly resource: Resource; readonly policy: Policy | undefined }[];
}

function collect(side: Inventory): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const owners = ownerTypes();
  const entryOf = (resource: Resource, type: Pick<ResourcePolicyType, "label" | "kind" | "names">): Entry => {
    const name = nameOf(side, resource, type, owners.get(type.label) ?? []);
    const key = `${resource.account ?? ""}/${type.label}/${name}`;
    let entry = entries.get(key);
    if (!entry) {
      entry = {
        label: type.label,
        kind: type.kind,
        name,
        account: resource.account,
        arn: undefined,
        owner: undefined,
        ownerCounts: false,
        separate: [],
        statements: [],
      };
      entries.set(key, entry);
    }
    return entry;
  };
  for (const resource of side.resources) {
    const type = Object.hasOwn(RESOURCE_POLICIES, resource.type) ? RESOURCE_POLICIES[resource.type] : undefined;
    if (type) {
      const entry = entryOf(resource, type);
      entry.arn ??= type.arn === undefined ? undefined : textOf(field(resource.values, type.arn));
      if (type.owner) entry.owner = { resource, type };
      else entry.separate.push({ resource, type });
    }
    const other = Object.hasOwn(SYNTHESISED, resource.type) ? SYNTHESISED[resource.type] : undefined;
    if (other) entryOf(resource, other).statements.push({ resource, policy: synthesised(resource) });
  }
  return entries;
}

/** Label → the resource types that are the thing itself. */
function ownerTypes(): Map<string, string[]> {
  const types = new Map<string, string[]>();
  for (const [type, { label, owner }] of Object.entries(RESOURCE_POLICIES)) {
    if (owner) types.set(label, [...(types.get(label) ?? []), type]);
  }
  return types;
}

/**
 * What a resource is called: by the first of its attributes that has a value, the owner's where another refers to it. One
 * that has no name yet is called by its address.
 */
function nameOf(
  side: Inventory,
  resource: Resource,
  { label, names }: Pick<ResourcePolicyType, "label" | "names">,
  owners: readonly string[],
): string {
  if (!owners.includes(resource.type)) {
    const owner = names.map((name) => side.referred(resource, name, owners)).find((found) => found !== undefined);
    const ownerType = owner && RESOURCE_POLICIES[owner.type];
    if (owner && ownerType?.label === label) return nameOf(side, owner, ownerType, owners);
  }
  const value = names
    .map((name) => textOf(field(resource.values, name)))
    .find((text) => text !== undefined && text !== "");
  return value ?? resource.address;
}

function accessByKey(entries: ReadonlyMap<string, Entry>, side: Inventory): ByKey {
  return new Map([...entries].map(([key, entry]) => [key, resourceAccess(entry, side)]));
}

function resourceAccess(entry: Entry, side: Inventory): ResourceAccess {
  const { label, kind, name, account, arn, owner, ownerCounts, separate, statements } = entry;
  const counted = [...(owner && (ownerCounts || kind === "trust") ? [owner] : []), ...separate];
  const policies: Policy[] = [];
  const unknown: string[] = [];
  for (const { resource, type } of counted) {
    const text = textOf(field(resource.values, type.policy));
    if (field(resource.unknown, type.policy) === true) unknown.push(`${resource.address}.${type.policy}`);
    else if (text !== undefined && text !== "")
      policies.push(side.reader.text(text, resource.address, resource.address));
  }
  for (const { resource, policy } of statements) {
    if (policy) policies.push(policy);
    else unknown.push(resource.address);
  }
  const policy = merged(policies);
  const resources = [...(owner ? [owner] : []), ...separate, ...statements].map(({ resource }) => resource);
  return {
    label,
    kind,
    name,
    unknown,
    addresses: resources.map(({ address }) => address),
    sensitive: counted.some(({ resource, type }) => resource.sensitive(type.policy)),
    ...(account !== undefined && { account }),
    ...(arn !== undefined && { arn }),
    ...(policy && { policy }),
  };
}
