import { equivalentPolicies, normalisePolicy } from "./policy-json";
import type { ResourceType } from "./resource";
import type { Block } from "./schema";
import type { Settings } from "./settings";
import { planTagsAll } from "./tags";
import { render } from "./template";
import { UNKNOWN, equal, isList, isObject, type ObjectValue, type Value } from "./values";

/** A planned resource and the attributes whose change replaces it. */
export interface Plan {
  readonly planned: ObjectValue;
  readonly replace: readonly string[];
}

/**
 * Plans a create or an update.
 *
 * @param prior what exists, null on create.
 * @param proposed Terraform's merge of the configuration with what exists.
 */
export function planChange(
  { block, kind }: ResourceType,
  settings: Settings,
  prior: ObjectValue | null,
  proposed: ObjectValue,
  config: ObjectValue,
): Plan {
  const planned: Record<string, Value> = { ...proposed };
  for (const [name, template] of Object.entries(kind.defaults ?? {})) {
    if (planned[name] === null) planned[name] = render(template, proposed, "");
  }
  for (const name of Object.keys(kind.computedBlocks ?? {})) {
    const configured = config[name];
    if (isList(configured) && configured.length === 0) planned[name] = prior === null ? UNKNOWN : (prior[name] ?? []);
  }
  if (planned.region === null) planned.region = settings.region;
  if ("tags_all" in planned) planned.tags_all = planTagsAll(settings.defaultTags, planned.tags);
  for (const name of Object.keys(kind.policies ?? {})) {
    const policy = planned[name] ?? null;
    if (equivalentPolicies(prior?.[name], policy)) planned[name] = prior?.[name] ?? null;
    else if (typeof policy === "string") planned[name] = normalisePolicy(policy);
  }
  const types = new Map(block.attributes.map(({ name, type }) => [name, type]));
  const marked = markComputed(block, planned);
  const replace = ["region", ...(kind.replace ?? [])].filter(
    (name) => prior !== null && name in marked && !equal(prior[name], marked[name], types.get(name)),
  );
  return { planned: marked, replace };
}

/** What neither the configuration nor the state gives is known after apply. */
function markComputed(block: Block, value: ObjectValue): ObjectValue {
  const result: Record<string, Value> = { ...value };
  for (const { name, computed } of block.attributes) {
    if (computed && result[name] === null) result[name] = UNKNOWN;
  }
  for (const { name, block: inner } of block.blocks) {
    const held = result[name];
    if (isList(held)) result[name] = held.map((item) => (isObject(item) ? markComputed(inner, item) : item));
    else if (isObject(held)) result[name] = markComputed(inner, held);
  }
  return result;
}
