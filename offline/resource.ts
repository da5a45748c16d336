import { GLOBAL, type Place } from "./account";
import { Failure, awsFailure, type Refusal } from "./failure";
import type { Api, Change, Context, ResourceKind } from "./resources/kind";
import type { Block, TypeExpression } from "./schema";
import { place, type Settings } from "./settings";
import { placeholders, render, renderText } from "./template";
import { UNKNOWN, conform, isList, isObject, type ObjectValue, type Value } from "./values";

/** A resource type: its name, its schema and what else is known of it. */
export interface ResourceType {
  readonly type: string;
  readonly block: Block;
  readonly kind: ResourceKind;
}

/** The settings as a resource sees them: its own `region` argument comes before the provider's. */
export function settingsFor(settings: Settings, resource: ObjectValue): Settings {
  return typeof resource.region === "string" ? { ...settings, ...place(resource.region) } : settings;
}

/** Where a resource lives. */
export function placeOf({ kind }: Pick<ResourceType, "kind">, { accountId, region }: Settings): Place {
  return { accountId, region: kind.global ? GLOBAL : region };
}

/** What templates may take: the resource's attributes and where it is. */
export function templateValues(
  { accountId, region, partition, dnsSuffix }: Settings,
  resource: ObjectValue,
): ObjectValue {
  return { ...resource, region, account: accountId, partition, dns_suffix: dnsSuffix };
}

/** A resource's key in its account. @throws Failure where an attribute that the key is made of is missing. */
export function keyOf({ kind }: Pick<ResourceType, "kind">, settings: Settings, resource: ObjectValue): string {
  return renderText(kind.key, templateValues(settings, resource), "");
}

/** The attributes that a key is made of. @throws Failure where the key has another form. */
export function attributesOfKey({ type, kind }: Pick<ResourceType, "type" | "kind">, key: string): ObjectValue {
  const names = placeholders(kind.key);
  if (kind.importId === undefined) {
    const [name] = names;
    return name !== undefined && names.length === 1 ? { [name]: key } : { id: key };
  }
  const groups = kind.importId.exec(key)?.groups;
  if (groups === undefined) {
    const form = kind.key.replace(/[{}]/g, "");
    throw new Failure(`unexpected format of ID (${JSON.stringify(key)}) for ${type}, expected ${form}`);
  }
  return { ...groups };
}

/** Fills in what AWS and the provider decide where nothing is configured; afterwards nothing is unknown. */
export function complete(
  resourceType: ResourceType,
  settings: Settings,
  resource: ObjectValue,
  seed: string,
): ObjectValue {
  const { kind, block } = resourceType;
  const result: Record<string, Value> = { ...resource };
  const values: Record<string, Value> = { ...templateValues(settings, resource) };
  for (const [name, template] of Object.entries({ ...kind.defaults, ...kind.computed })) {
    const held = result[name] ?? null;
    if ((held !== null && held !== UNKNOWN) || kind.local?.includes(name) === true) continue;
    result[name] = values[name] = render(template, values, `${seed}\n${name}`);
  }
  for (const [name, template] of Object.entries(kind.computedBlocks ?? {})) {
    const held = result[name] ?? null;
    if (held === UNKNOWN || held === null || (isList(held) && held.length === 0)) {
      result[name] = render(template, values, `${seed}\n${name}`);
    }
  }
  if (block.attributes.some(({ name }) => name === "id") && (result.id ?? UNKNOWN) === UNKNOWN) {
    result.id = renderText(kind.id ?? kind.key, values, seed);
  }
  return zeroComputed(block, conform(block, result));
}

/** The attributes and blocks that follow from other resources. */
export function deriveAttributes({ kind }: ResourceType, context: Context, resource: ObjectValue): ObjectValue {
  const all = Object.entries(kind.derived ?? {}).map(([name, derive]) => [name, derive(resource, context)] as const);
  return Object.fromEntries(all);
}

/** The SDK knows no null for what AWS does not return: it is empty, zero or false. */
function zeroComputed(block: Block, value: ObjectValue): ObjectValue {
  const result: Record<string, Value> = { ...value };
  for (const { name, type, computed } of block.attributes) {
    const held = result[name] ?? null;
    if (held === UNKNOWN || (held === null && computed)) result[name] = zero(type);
  }
  for (const { name, block: inner } of block.blocks) {
    const held = result[name] ?? null;
    if (held === UNKNOWN) result[name] = [];
    else if (isList(held)) result[name] = held.map((item) => (isObject(item) ? zeroComputed(inner, item) : item));
    else if (isObject(held)) result[name] = zeroComputed(inner, held);
  }
  return result;
}

function zero(type: TypeExpression): Value {
  if (type === "string") return "";
  if (type === "number") return 0;
  if (type === "bool") return false;
  return type[0] === "map" || type[0] === "object" ? {} : [];
}

/** A refusal of AWS as the provider words it for this resource and change. */
export function refuse({ kind }: Pick<ResourceType, "kind">, change: Change, refusal: Refusal): Failure {
  const { api } = kind;
  const values = templateValues(change.settings, change.resource);
  const message = renderText(refusal.message, values, "");
  const doing = `${verb(api, change.action)} ${renderText(api.noun, values, "")}`;
  return awsFailure(doing, api.service, operation(api, change.action), { ...refusal, message });
}

const VERBS = { create: "creating", update: "updating", delete: "deleting" } as const;

function verb(api: Api, action: Change["action"]): string {
  return api.verbs?.[action] ?? VERBS[action];
}

function operation(api: Api, action: Change["action"]): string {
  return action === "update" ? (api.update ?? api.create) : api[action];
}
