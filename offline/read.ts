import { Failure } from "./failure";
import {
  attributesOfKey,
  complete,
  deriveAttributes,
  keyOf,
  placeOf,
  settingsFor,
  type ResourceType,
} from "./resource";
import type { Context } from "./resources/kind";
import { readTags } from "./tags";
import { render } from "./template";
import { conform, equal, isList, isObject, type ObjectValue, type Value } from "./values";

/** A resource as it is in the account now, in the form of a state; null where it is gone. */
export function readResource(type: ResourceType, provider: Context, state: ObjectValue): ObjectValue | null {
  const { kind } = type;
  const context = { ...provider, settings: settingsFor(provider.settings, state) };
  const key = keyOf(type, context.settings, state);
  const entry = context.cloud.get(placeOf(type, context.settings), type.type, key);
  if (entry === undefined) return null;
  const resource = fullResource(type, context, key, entry);
  const computed = new Set(type.block.attributes.filter((attribute) => attribute.computed).map(({ name }) => name));
  const result: Record<string, Value> = { ...state };
  for (const [name, value] of Object.entries(resource)) {
    if (kind.local?.includes(name) === true || name === "timeouts" || name === "region") continue;
    const held = state[name] ?? null;
    // What the account leaves out is empty there, however the state writes that.
    const same = !Object.hasOwn(entry, name) && isEmpty(value) && isEmpty(held);
    result[name] = same && (held !== null || !computed.has(name)) ? held : value;
  }
  if (state.region === null) result.region = context.settings.region;
  if ("tags_all" in state) {
    const all = isObject(entry.tags) ? entry.tags : {};
    result.tags = readTags(context.settings.defaultTags, all, state.tags);
    result.tags_all = all;
  }
  return result;
}

/** What an account entry amounts to, with everything filled in that it leaves out. */
export function fullResource(type: ResourceType, context: Context, key: string, entry: ObjectValue): ObjectValue {
  const { block } = type;
  const names = new Set([...block.attributes, ...block.blocks].map(({ name }) => name));
  const unknown = Object.keys(entry).find((name) => !names.has(name));
  if (unknown !== undefined) throw misfit(type, key, `${type.type} has no attribute "${unknown}"`);
  let resource: ObjectValue;
  try {
    resource = conform(block, { ...attributesOfKey(type, key), ...entry, tags_all: entry.tags ?? null });
  } catch (error) {
    throw misfit(type, key, error instanceof Error ? error.message : "");
  }
  const completed = complete(type, context.settings, resource, `${type.type}\n${key}`);
  return { ...completed, ...deriveAttributes(type, context, completed) };
}

/** The state of a resource that is about to be imported, by the id that `terraform import` was given. */
export function importResource(type: ResourceType, context: Context, id: string): ObjectValue {
  // "ID@region" imports from another region than the provider's.
  const [, plainId = id, region] = /^(.*)@([a-z]{2}(?:-[a-z]+)+-\d+)$/.exec(id) ?? [];
  const { kind, block } = type;
  const local = Object.entries(kind.imported ?? {}).map(([name, value]) => [name, render(value, {}, "")] as const);
  const state = { id: plainId, ...attributesOfKey(type, plainId), ...Object.fromEntries(local) };
  return conform(block, { ...state, region: region ?? context.settings.region });
}

function misfit({ type }: ResourceType, key: string, problem: string): Failure {
  return new Failure(`The account's ${type} "${key}" does not fit the provider's schema`, problem);
}

function isEmpty(value: Value): boolean {
  return value === null || value === "" || (isList(value) && value.length === 0) || equal(value, {});
}
