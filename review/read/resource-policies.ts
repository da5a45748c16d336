import { findPartition } from "../../aws/regions";
import type { ResourcePolicyKind } from "../../policy/compare";
import type { Policy } from "../../policy/document";
import type { OpaquePolicy, ResourceAccess } from "../model";
import { accessPointLimits } from "./access-points";
import { defaultPolicy } from "./defaults";
import { opaqueOf, type Inventory } from "./inventory";
import { addressName, firstText, keyOf, named, ownName, placeOf, type Named } from "./naming";
import { field, textOf, type Place, type Resource } from "./resource";
import { policyOf, STATEMENTS } from "./statements";
import { NAME_SCOPES, RESOURCE_POLICIES, type ResourcePolicyType } from "./tables";

interface Holder {
  readonly resource: Resource;
  readonly type: ResourcePolicyType;
}

/** What is collected of one resource that has policies, on one side. */
interface Entry {
  readonly label: string;
  readonly kind: ResourcePolicyKind;
  readonly name: string;
  readonly place: Place;
  arn: string | undefined;
  /** The resource itself. */
  owner: Holder | undefined;
  /** Resources that hold a policy of it. */
  readonly separate: Holder[];
  /** Permissions and grants, which are statements in another form. */
  readonly statements: { readonly resource: Resource; readonly policy: Policy | undefined }[];
}

/**
 * The policies of resources, before and after.
 *
 * The provider shows a policy twice where a resource of its own sets it: there, and as a computed attribute of the
 * resource it belongs to, which a plan does not follow. So the attribute counts only where nothing else sets the policy.
 * A policy that goes leaves AWS's default behind, unless the resource goes with it.
 */
export function resourcePolicies(
  inventoryBefore: Inventory,
  inventoryAfter: Inventory,
): { before: Map<string, ResourceAccess>; after: Map<string, ResourceAccess> } {
  const [before, after] = [collect(inventoryBefore), collect(inventoryAfter)];
  const result = { before: new Map<string, ResourceAccess>(), after: new Map<string, ResourceAccess>() };
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)];
    const created = was?.owner === undefined && is?.owner !== undefined;
    const destroyed = was?.owner !== undefined && is?.owner === undefined;
    const [wrote, writes] = [(was?.separate.length ?? 0) > 0, (is?.separate.length ?? 0) > 0];
    const pair = { separate: wrote || writes, was, is };
    const written = [
      textsOf(inventoryBefore, was, pair, !created, "before"),
      textsOf(inventoryAfter, is, pair, !destroyed, "after"),
    ] as const;
    // A text that one side knows only after apply cannot be compared: permissions and grants beside it can.
    const comparable = created || destroyed || written.every(({ opaque }) => opaque.length === 0);
    result.before.set(key, accessOf(was, pair, !created, written[0], comparable));
    result.after.set(key, accessOf(is, pair, !destroyed, written[1], comparable));
  }
  return result;
}

function collect(inventory: Inventory): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const entryOf = (resource: Resource, type: Pick<ResourcePolicyType, "label" | "kind" | "names">): Entry => {
    const { label, kind } = type;
    const { name, place } = nameOf(inventory, resource, type);
    const key = keyOf(label, name, NAME_SCOPES[label] ?? "region", place);
    let entry = entries.get(key);
    if (!entry) {
      entry = { label, kind, name, place, arn: undefined, owner: undefined, separate: [], statements: [] };
      entries.set(key, entry);
    }
    return entry;
  };
  for (const resource of inventory.resources) {
    const type = Object.hasOwn(RESOURCE_POLICIES, resource.type) ? RESOURCE_POLICIES[resource.type] : undefined;
    if (type) {
      const entry = entryOf(resource, type);
      entry.arn ??= type.arn === undefined ? undefined : firstText(resource, [type.arn]);
      if (type.owner) entry.owner = { resource, type };
      else entry.separate.push({ resource, type });
    }
    const statement = Object.hasOwn(STATEMENTS, resource.type) ? STATEMENTS[resource.type] : undefined;
    if (statement) entryOf(resource, statement).statements.push({ resource, policy: policyOf(resource) });
  }
  return entries;
}

/** Label → the resource types that are the thing itself. */
const OWNERS: ReadonlyMap<string, readonly string[]> = ownerTypes();

function ownerTypes(): Map<string, string[]> {
  const types = new Map<string, string[]>();
  for (const [type, { label, owner }] of Object.entries(RESOURCE_POLICIES)) {
    if (owner) types.set(label, [...(types.get(label) ?? []), type]);
  }
  return types;
}

/** What a resource is called and where it is: as its owner is, where another refers to it. */
function nameOf(
  inventory: Inventory,
  resource: Resource,
  { label, names }: Pick<ResourcePolicyType, "label" | "names">,
): { name: string; place: Place } {
  const types = OWNERS.get(label) ?? [];
  const own = (one: Resource, attributes: readonly string[]): { name: string; place: Place } => {
    const name = ownName(one, attributes);
    return { name: name.name, place: placeOf(one, name) };
  };
  if (types.includes(resource.type)) return own(resource, names);
  const text = firstText(resource, names);
  if (text !== undefined) {
    const name: Named = named(text, label);
    return { name: name.name, place: placeOf(resource, name) };
  }
  const owner = names.map((name) => inventory.referred(resource, name, types)).find((found) => found !== undefined);
  const ownerType = owner && RESOURCE_POLICIES[owner.type];
  if (owner && ownerType) return own(owner, ownerType.names);
  return { name: addressName(resource), place: resource };
}

interface Pair {
  /** A resource of its own sets the policy on one side at least. */
  readonly separate: boolean;
  readonly was: Entry | undefined;
  readonly is: Entry | undefined;
}

/** The policy of a resource on one side, without permissions and grants. */
interface Texts {
  readonly policies: readonly Policy[];
  readonly opaque: readonly OpaquePolicy[];
  /** AWS's default, where it counts. */
  readonly standard: Policy | undefined;
  readonly sensitive: boolean;
}

function textsOf(
  { reader }: Inventory,
  entry: Entry | undefined,
  pair: Pair,
  exists: boolean,
  side: "before" | "after",
): Texts {
  const { label, name, place } = eitherOf(entry, pair);
  const holders = exists ? writtenBy(entry, pair, side) : [];
  const policies: Policy[] = [];
  const opaque: OpaquePolicy[] = [];
  for (const { resource, type } of holders) {
    const text = textOf(field(resource.values, type.policy));
    // What is not configured, AWS sets; without a configuration, nobody can say.
    if (field(resource.unknown, type.policy) === true) {
      if (resource.configured(type.policy) !== false) opaque.push(opaqueOf(resource, type.policy));
    } else if (text !== undefined && text !== "") {
      policies.push(reader.text(text, resource.address === "" ? `${label} ${name}` : resource.address));
    }
  }
  const written = policies.length + opaque.length > 0;
  const byDefault = exists && !written && (pair.separate || entry?.owner !== undefined);
  const standard = byDefault ? defaultPolicy(label, accountOf(place, pair), partitionOf(place)) : undefined;
  const sensitive = holders.some(({ resource, type }) => resource.sensitive(type.policy));
  return { policies, opaque, standard, sensitive };
}

/** What is known of an entry, from the other side where it is not on this one. */
function eitherOf(entry: Entry | undefined, { was, is }: Pair): Pick<Entry, "label" | "kind" | "name" | "place"> {
  const known = entry ?? was ?? is;
  if (!known) throw new Error("a pair without a side");
  return known;
}

function accessOf(
  entry: Entry | undefined,
  pair: Pair,
  exists: boolean,
  { policies, opaque, standard, sensitive }: Texts,
  comparable: boolean,
): ResourceAccess {
  const { label, kind, name, place } = eitherOf(entry, pair);
  const statements = entry?.statements ?? [];
  const all = entry ? [...(entry.owner ? [entry.owner] : []), ...entry.separate, ...statements] : [];
  const resources = all.map(({ resource }) => resource);
  const arn = entry?.arn ?? pair.was?.arn ?? pair.is?.arn;
  const source = resources.find((one) => one.source !== undefined)?.source;
  return {
    subject: {
      kind: label,
      name: titleOf(entry?.owner) ?? name,
      ...(place.account !== undefined && { account: place.account }),
      ...(place.region !== undefined && NAME_SCOPES[label] === undefined && { region: place.region }),
      ...(source !== undefined && { source }),
      addresses: [...new Set(resources.map(({ address }) => address).filter((address) => address !== ""))],
    },
    kind,
    exists,
    policies: [
      ...(comparable ? [...policies, ...(standard ? [standard] : [])] : []),
      ...statements.flatMap(({ policy }) => policy ?? []),
    ],
    isDefault: standard !== undefined,
    opaque: [
      ...opaque,
      ...statements
        .filter(({ policy }) => !policy)
        .map(({ resource }) => ({ name: resource.address, unknown: true, expression: resource.expression("") ?? "" })),
    ],
    limits: entry?.owner ? accessPointLimits(entry.owner.resource) : [],
    sensitive,
    ...(arn !== undefined && { arn }),
  };
}

/** What sets the policy on one side. */
function writtenBy(entry: Entry | undefined, { separate, was, is }: Pair, side: "before" | "after"): readonly Holder[] {
  const owner = entry?.owner;
  const own = owner ? [owner] : [];
  if (!separate) {
    // What is not configured and not known stays as it was, unless the object is made anew.
    const { resource, type } = is?.owner ?? {};
    const kept =
      side === "after" && resource && type && !resource.replaced && was?.owner
        ? field(resource.unknown, type.policy) === true && resource.configured(type.policy) === false
        : false;
    return kept && was?.owner ? [was.owner] : own;
  }
  if (side === "before") return was && was.separate.length > 0 ? was.separate : own;
  const sets = owner?.resource.configured(owner.type.policy) === true ? own : [];
  return [...sets, ...(is?.separate ?? [])];
}

/** The account of a resource, or the one account that its policies name: a key's always names its own. */
function accountOf({ account }: Place, { was, is }: Pair): string | undefined {
  if (account !== undefined) return account;
  const texts = [was, is].flatMap((entry) =>
    [...(entry?.owner ? [entry.owner] : []), ...(entry?.separate ?? [])].map(
      ({ resource, type }) => textOf(field(resource.values, type.policy)) ?? "",
    ),
  );
  const accounts = new Set(
    texts.flatMap((text) => [...text.matchAll(/arn:[a-z-]+:iam::(\d{12}):/g)].map(([, id]) => id)),
  );
  return accounts.size === 1 ? [...accounts][0] : undefined;
}

function partitionOf({ region }: Place): string {
  return (region === undefined ? undefined : findPartition(region)) ?? "aws";
}

function titleOf(owner: Holder | undefined): string | undefined {
  if (!owner || firstText(owner.resource, owner.type.names) !== undefined) return undefined;
  return owner.type.title === undefined ? undefined : firstText(owner.resource, [owner.type.title]);
}
