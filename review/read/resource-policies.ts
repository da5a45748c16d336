import { findPartition } from "../../aws/regions";
import type { ResourcePolicyKind } from "../../policy/compare";
import type { Policy } from "../../policy/document";
import type { OpaquePolicy, ResourceAccess } from "../model";
import { accessPointLimits } from "./access-points";
import { defaultPolicy, OPEN_WITHOUT_POLICY } from "./defaults";
import { contested, distinctTexts } from "./contested";
import { opaqueOf, type Attached, type Inventory } from "./inventory";
import { NAME_SCOPES, POLICY_TYPES, type PolicyType } from "./policy-types";
import { addressName, firstText, keyOf, named, ownName, placeOf, type Named } from "./naming";
import { fieldAt, textOf, type Place, type Resource } from "./resource";
import { arnOf } from "./arns";
import { expressionOf, policyOf, STATEMENTS } from "./statements";

/** How a resource is named. */
type Naming = Pick<PolicyType, "label" | "names"> & { readonly within?: readonly string[] | undefined };

interface Holder {
  readonly resource: Resource;
  readonly type: PolicyType;
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
    if (isUnchanged(was) && isUnchanged(is)) {
      const same = accessOf(is, pair, true, textsOf(inventoryAfter, is, pair, true, "after"), true);
      result.before.set(key, same);
      result.after.set(key, same);
      continue;
    }
    const written = [
      textsOf(inventoryBefore, was, pair, !created, "before"),
      textsOf(inventoryAfter, is, pair, !destroyed, "after"),
    ] as const;
    // A text that one side knows only after apply cannot be compared: permissions and grants beside it can.
    const comparable = created || destroyed || written.every(({ opaque }) => opaque.every(({ literal }) => literal));
    result.before.set(key, accessOf(was, pair, !created, written[0], comparable));
    result.after.set(key, accessOf(is, pair, !destroyed, written[1], comparable));
  }
  return result;
}

/** Whether all that was read of it is the same on the other side, where it has the same key. */
function isUnchanged(entry: Entry | undefined): boolean {
  return entry !== undefined && resourcesOf(entry).every(({ unchanged }) => unchanged);
}

function resourcesOf({ owner, separate, statements }: Entry): Resource[] {
  return [...(owner ? [owner] : []), ...separate, ...statements].map(({ resource }) => resource);
}

function collect(inventory: Inventory): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const entryOf = (resource: Resource, type: Naming & Pick<PolicyType, "kind">): Entry => {
    const { label, kind = "resource" } = type;
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
    const type = Object.hasOwn(POLICY_TYPES, resource.type) ? POLICY_TYPES[resource.type] : undefined;
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
  for (const [type, { label, owner }] of Object.entries(POLICY_TYPES)) {
    if (owner) types.set(label, [...(types.get(label) ?? []), type]);
  }
  return types;
}

/** What a resource is called and where it is: as its owner is, where another refers to it. */
function nameOf(
  inventory: Inventory,
  resource: Resource,
  { label, names, within }: Naming,
): { name: string; place: Place } {
  const types = OWNERS.get(label) ?? [];
  const own = (one: Resource, naming: Omit<Naming, "label">): { name: string; place: Place } => {
    const name = ownName(one, naming.names);
    return { name: qualified(name.name, one, naming.within), place: placeOf(one, name) };
  };
  if (types.includes(resource.type)) return own(resource, { names, within });
  const text = firstText(resource, names);
  if (text !== undefined) {
    const name: Named = named(text, label);
    return { name: qualified(name.name, resource, within), place: placeOf(resource, name) };
  }
  const owner = names.map((name) => inventory.referred(resource, name, types)).find((found) => found !== undefined);
  const ownerType = owner && POLICY_TYPES[owner.type];
  if (owner && ownerType) return own(owner, ownerType);
  return { name: addressName(resource), place: resource };
}

/** A name within others: `DOMAIN/REPOSITORY`. */
function qualified(name: string, resource: Resource, within: readonly string[] = []): string {
  return [...within.flatMap((attribute) => firstText(resource, [attribute]) ?? []), name].join("/");
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
  const texts = new Map<string, Pick<Attached, "policy" | "opaque">>();
  for (const { resource, type } of holders) {
    const { text, unknown } = writtenText({ resource, type });
    // What is not configured, AWS sets; without a configuration, nobody can say.
    if (unknown) {
      if (sets({ resource, type }) !== false)
        texts.set(resource.address, { opaque: opaqueOf(resource, attributeOf(type)) });
    } else if (text !== undefined && text !== "") {
      texts.set(resource.address, {
        policy: reader.text(text, resource.address === "" ? `${label} ${name}` : resource.address),
      });
    }
  }
  const { policies, opaque } = inForce(`the policy of ${label} ${name}`, [...texts.values()]);
  const written = texts.size > 0;
  const byDefault = exists && !written && (pair.separate || entry?.owner !== undefined);
  const standard = byDefault ? defaultPolicy(label, accountOf(place, pair), partitionOf(place)) : undefined;
  const sensitive = holders.some(({ resource, type }) => resource.sensitive(attributeOf(type)));
  return { policies, opaque, standard, sensitive };
}

/** A resource has one policy: of several that are written, one is in force, and nobody can say which. */
function inForce(
  name: string,
  texts: readonly Pick<Attached, "policy" | "opaque">[],
): { readonly policies: readonly Policy[]; readonly opaque: readonly OpaquePolicy[] } {
  const [one, ...others] = distinctTexts(texts);
  if (others.length > 0) return { policies: [], opaque: [contested(name, texts)] };
  return { policies: one?.policy ? [one.policy] : [], opaque: one?.opaque ? [one.opaque] : [] };
}

/** The attribute, without those of the blocks within it, that holds a policy; none for what holds none itself. */
function attributeOf({ policy = "" }: PolicyType): string {
  return policy.split(".")[0] ?? policy;
}

/** What a resource writes as the policy, and whether that is known only after apply. */
function writtenText({ resource, type: { policy, translated } }: Holder): {
  text: string | undefined;
  unknown: boolean;
} {
  if (policy === undefined) return { text: undefined, unknown: false };
  const unknown = [policy.split(".")[0] ?? policy, policy].some((path) => fieldAt(resource.unknown, path) === true);
  const text = textOf(fieldAt(resource.values, policy));
  return { text: text === undefined ? undefined : (translated?.(text) ?? text), unknown };
}

/** Whether the configuration sets the policy; undefined where there is none that could show it. */
function sets({ resource, type }: Holder): boolean | undefined {
  return type.policy === undefined ? false : resource.configured(attributeOf(type));
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
  const resources = entry ? resourcesOf(entry) : [];
  const arn = entry?.arn ?? pair.was?.arn ?? pair.is?.arn ?? arnOf(label, name, place);
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
    atHand: pair.separate || [entry?.owner].some((owner) => owner && writtenText(owner).text !== undefined),
    opaque: [
      ...(comparable ? opaque : opaque.map(({ literal: _, ...other }) => other)),
      ...statements
        .filter(({ policy }) => !policy)
        .map(({ resource }) => ({ name: resource.address, unknown: true, expression: expressionOf(resource) })),
    ],
    limits: [
      ...(entry?.owner ? accessPointLimits(entry.owner.resource) : []),
      ...(OPEN_WITHOUT_POLICY.has(label) && policies.length + opaque.length > 0 ? ["by a policy of its own"] : []),
    ],
    sensitive,
    ...(arn !== undefined && { arn }),
  };
}

/** What sets the policy on one side. */
function writtenBy(entry: Entry | undefined, { separate }: Pair, side: "before" | "after"): readonly Holder[] {
  const owner = entry?.owner;
  const own = owner ? [owner] : [];
  if (!separate) return own;
  const apart = entry?.separate ?? [];
  if (side === "before" && apart.length === 0) return own;
  return [...(owner && sets(owner) === true ? own : []), ...apart];
}

/** The account of a resource, or the one account that its policies name: a key's always names its own. */
function accountOf({ account }: Place, { was, is }: Pair): string | undefined {
  if (account !== undefined) return account;
  const texts = [was, is].flatMap((entry) =>
    [...(entry?.owner ? [entry.owner] : []), ...(entry?.separate ?? [])].map(
      (holder) => writtenText(holder).text ?? "",
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
