import type { Cloud } from "./account";
import { policyProblem } from "./policy-grammar";
import { complete, keyOf, placeOf, refuse, templateValues, type ResourceType } from "./resource";
import type { Change, Need } from "./resources/kind";
import type { Settings } from "./settings";
import { placeholders, renderText } from "./template";
import { equal, isObject, type ObjectValue, type Value } from "./values";

/** All resource types, by name. */
export type ResourceTypes = ReadonlyMap<string, ResourceType>;

/** What applying needs beside the resource. */
export interface World {
  readonly cloud: Cloud;
  readonly settings: Settings;
  readonly types: ResourceTypes;
}

/**
 * Makes or changes a resource in the account, as planned.
 *
 * @returns the resource's new state.
 * @throws Failure where AWS would refuse; nothing has changed then.
 */
export function applyChange(
  type: ResourceType,
  world: World,
  prior: ObjectValue | null,
  planned: ObjectValue,
  config: ObjectValue,
): ObjectValue {
  const { cloud, settings } = world;
  const { resource, key } = prior === null ? found(type, world, planned) : settled(type, settings, planned);
  const change: Change = { action: prior === null ? "create" : "update", cloud, settings, resource };
  judge(type, world, change, key);
  cloud.put(placeOf(type, settings, resource), type.type, key, stored(type, resource, config));
  return resource;
}

/** Removes a resource, and what exists only as a part of it. @throws Failure where AWS would refuse. */
export function applyDelete(type: ResourceType, world: World, prior: ObjectValue): void {
  const { cloud, settings, types } = world;
  const key = keyOf(type, settings, prior);
  judge(type, world, { action: "delete", cloud, settings, resource: prior }, key);
  cloud.remove(placeOf(type, settings, prior), type.type, key);
  for (const other of types.values()) {
    for (const need of other.kind.needs ?? []) {
      if (need.type !== type.type) continue;
      const place = placeOf(other, settings, prior);
      for (const [otherKey, part] of cloud.list(place, other.type)) {
        if (neededKey(need, settings, part) === key) cloud.remove(place, other.type, otherKey);
      }
    }
  }
}

/** A resource about to be created, with the parts that AWS makes up: a made-up key is one that nobody has. */
function found(
  type: ResourceType,
  { cloud, settings }: World,
  planned: ObjectValue,
): { resource: ObjectValue; key: string } {
  const attempt = (n: number): { resource: ObjectValue; key: string } => {
    const resource = complete(type, settings, planned, `${type.type}\n${JSON.stringify(planned)}\n${n}`);
    return { resource, key: keyOf(type, settings, resource) };
  };
  let candidate = attempt(0);
  for (let n = 1; cloud.get(placeOf(type, settings, candidate.resource), type.type, candidate.key) !== undefined; n++) {
    const next = attempt(n);
    if (next.key === candidate.key) break;
    candidate = next;
  }
  return candidate;
}

function settled(type: ResourceType, settings: Settings, planned: ObjectValue): { resource: ObjectValue; key: string } {
  const key = keyOf(type, settings, planned);
  return { key, resource: complete(type, settings, planned, `${type.type}\n${key}`) };
}

/** Asks everything that may refuse a change. */
function judge(type: ResourceType, world: World, change: Change, key: string): void {
  const { cloud, settings, types } = world;
  const { kind } = type;
  const { action, resource } = change;
  const refusals = function* (): Generator<Parameters<typeof refuse>[2] | undefined> {
    if (action === "create" && kind.taken && cloud.get(placeOf(type, settings, resource), type.type, key)) {
      yield kind.taken;
    }
    if (action !== "delete") {
      for (const [attribute, sort] of Object.entries(kind.policies ?? {})) {
        const message = policyProblem(resource[attribute], sort, settings.partition);
        if (message !== undefined) yield { status: 400, code: "MalformedPolicyDocument", message };
      }
      for (const need of kind.needs ?? []) {
        const needed = types.get(need.type);
        const neededBy = neededKey(need, settings, resource);
        if (needed === undefined || neededBy === undefined) continue;
        if (!cloud.get(placeOf(needed, settings, resource), need.type, neededBy)) yield need.refusal;
      }
    }
    for (const rule of kind.rules ?? []) yield rule(change);
  };
  for (const refusal of refusals()) {
    if (refusal !== undefined) throw refuse(type, change, refusal);
  }
}

/** The key of a needed resource; undefined where the argument that names it is not given. */
function neededKey(need: Need, settings: Settings, resource: ObjectValue): string | undefined {
  const values = templateValues(settings, resource);
  const given = placeholders(need.key).every((name) => (values[name] ?? "") !== "");
  return given ? renderText(need.key, values, "") : undefined;
}

/** What the account keeps of a resource: nothing that is Terraform's alone, empty, or derived from other resources. */
function stored({ kind }: ResourceType, resource: ObjectValue, config: ObjectValue): ObjectValue {
  const result: Record<string, Value> = {};
  const derived = Object.keys(kind.derived ?? {});
  for (const [name, value] of Object.entries(resource)) {
    if (["id", "region", "timeouts", "tags", "tags_all"].includes(name) || kind.local?.includes(name) === true)
      continue;
    if (isEmpty(value) || (derived.includes(name) && isEmpty(config[name] ?? null))) continue;
    result[name] = value;
  }
  const tags = resource.tags_all ?? null;
  return isEmpty(tags) ? result : { ...result, tags };
}

function isEmpty(value: Value): boolean {
  return value === null || equal(value, []) || (isObject(value) && Object.keys(value).length === 0);
}
