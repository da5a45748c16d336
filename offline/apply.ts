import type { Cloud } from "./account";
import type { Refusal } from "./failure";
import { policyProblem } from "./policy-grammar";
import {
  complete,
  deriveAttributes,
  keyOf,
  placeOf,
  refuse,
  settingsFor,
  templateValues,
  type ResourceType,
} from "./resource";
import type { Change, Need } from "./resources/kind";
import type { Settings } from "./settings";
import { placeholders, renderText } from "./template";
import { UNKNOWN, equal, isObject, type ObjectValue, type Value } from "./values";

/** All resource types, by name. */
export type ResourceTypes = ReadonlyMap<string, ResourceType>;

/** What applying needs beside the resource. */
export interface ApplyContext {
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
  provider: ApplyContext,
  prior: ObjectValue | null,
  planned: ObjectValue,
  config: ObjectValue,
): ObjectValue {
  const context = { ...provider, settings: settingsFor(provider.settings, planned) };
  const { cloud, settings } = context;
  const { resource, key } = prior === null ? created(type, context, planned) : updated(type, settings, planned);
  const change: Change = { action: prior === null ? "create" : "update", cloud, settings, resource };
  judge(type, context, change, key);

  const place = placeOf(type, settings);
  const keyBefore = prior === null ? key : keyOf(type, settings, prior);
  // A few names can change in place, those of users and groups among them.
  if (keyBefore !== key) cloud.remove(place, type.type, keyBefore);
  cloud.put(place, type.type, key, stored(type, resource, config, key));
  type.kind.effect?.(change);

  const derived = Object.entries(deriveAttributes(type, context, resource));
  return { ...resource, ...Object.fromEntries(derived.filter(([name]) => planned[name] === UNKNOWN)) };
}

/** Removes a resource, and what exists only within it. @throws Failure where AWS would refuse. */
export function applyDelete(type: ResourceType, provider: ApplyContext, prior: ObjectValue): void {
  const context = { ...provider, settings: settingsFor(provider.settings, prior) };
  const { cloud, settings, types } = context;
  const key = keyOf(type, settings, prior);
  judge(type, context, { action: "delete", cloud, settings, resource: prior }, key);
  cloud.remove(placeOf(type, settings), type.type, key);
  for (const other of types.values()) {
    const place = placeOf(other, settings);
    for (const need of (other.kind.needs ?? []).filter((each) => each.type === type.type)) {
      for (const [partKey, part] of cloud.list(place, other.type)) {
        if (keyNeeded(need, settings, part) === key) cloud.remove(place, other.type, partKey);
      }
    }
  }
}

/** A resource about to be created, with what AWS makes up: a made-up key is one that nothing has. */
function created(
  type: ResourceType,
  { cloud, settings }: ApplyContext,
  planned: ObjectValue,
): { resource: ObjectValue; key: string } {
  const attempt = (n: number): { resource: ObjectValue; key: string } => {
    const resource = complete(type, settings, planned, `${type.type}\n${JSON.stringify(planned)}\n${n}`);
    return { resource, key: keyOf(type, settings, resource) };
  };
  let candidate = attempt(0);
  for (let n = 1; cloud.get(placeOf(type, settings), type.type, candidate.key) !== undefined; n++) {
    const next = attempt(n);
    if (next.key === candidate.key) break;
    candidate = next;
  }
  return candidate;
}

function updated(type: ResourceType, settings: Settings, planned: ObjectValue): { resource: ObjectValue; key: string } {
  const key = keyOf(type, settings, planned);
  return { key, resource: complete(type, settings, planned, `${type.type}\n${key}`) };
}

/** Asks everything that may refuse a change. @throws Failure with the first refusal. */
function judge(type: ResourceType, context: ApplyContext, change: Change, key: string): void {
  for (const refusal of refusals(type, context, change, key)) {
    if (refusal !== undefined) throw refuse(type, change, refusal);
  }
}

function* refusals(
  type: ResourceType,
  context: ApplyContext,
  change: Change,
  key: string,
): Generator<Refusal | undefined> {
  const { cloud, settings, types } = context;
  const { kind } = type;
  const { action, resource } = change;
  if (action === "create") yield takenBy(type, context, resource, key) ? kind.taken : undefined;
  if (action !== "delete") {
    for (const [attribute, sort] of Object.entries(kind.policies ?? {})) {
      const message = policyProblem(resource[attribute], sort, settings.partition);
      const code = kind.api.malformed ?? "MalformedPolicyDocument";
      yield message === undefined ? undefined : { status: 400, code, message };
    }
    for (const need of kind.needs ?? []) {
      const needed = types.get(need.type);
      const neededKey = keyNeeded(need, settings, resource);
      if (needed === undefined || neededKey === undefined) continue;
      yield cloud.get(placeOf(needed, settings), need.type, neededKey) === undefined ? need.refusal : undefined;
    }
  }
  for (const rule of kind.rules ?? []) yield rule(change);
}

/** Whether there is such a resource already. */
function takenBy(type: ResourceType, { cloud, settings }: ApplyContext, resource: ObjectValue, key: string): boolean {
  const place = placeOf(type, settings);
  const { unique } = type.kind;
  if (unique === undefined) return cloud.get(place, type.type, key) !== undefined;
  return cloud.list(place, type.type).some(([, held]) => unique.every((name) => equal(held[name], resource[name])));
}

/** The key of a needed resource; undefined where the argument that names it is not given. */
function keyNeeded(need: Need, settings: Settings, resource: ObjectValue): string | undefined {
  const values = templateValues(settings, resource);
  const given = placeholders(need.key).every((name) => (values[name] ?? "") !== "");
  return given ? renderText(need.key, values, "") : undefined;
}

/** Where a resource is, or Terraform's own business. */
const NOT_STORED = ["region", "tags_all", "timeouts"];

/** What the account keeps of a resource: nothing that is Terraform's alone, empty, or derived from other resources. */
function stored({ kind }: ResourceType, resource: ObjectValue, config: ObjectValue, key: string): ObjectValue {
  const all: ObjectValue = { ...resource, tags: resource.tags_all ?? null };
  const own = Object.entries(all).filter(([name, value]) => {
    if (NOT_STORED.includes(name) || kind.local?.includes(name) === true || isEmpty(value)) return false;
    if (name === "id" && value === key) return false;
    return !(name in (kind.derived ?? {})) || !isEmpty(config[name] ?? null);
  });
  return Object.fromEntries(own);
}

function isEmpty(value: Value): boolean {
  return value === null || equal(value, []) || (isObject(value) && Object.keys(value).length === 0);
}
