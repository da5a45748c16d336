import { GLOBAL, type Place } from "./account";
import { Failure, awsFailure, type Refusal } from "./failure";
import type { Api, Change, ResourceKind } from "./resources/kind";
import type { Block, TypeExpression } from "./schema";
import type { Settings } from "./settings";
import { placeholders, render, renderText } from "./template";
import { UNKNOWN, isList, isObject, type ObjectValue, type Value } from "./values";

/** A resource type: its name, its schema and what else is known of it. */
export interface ResourceType {
  readonly type: string;
  readonly block: Block;
  readonly kind: ResourceKind;
}

/** Where a resource lives: its own `region` argument comes before the provider's. */
export function placeOf({ kind }: Pick<ResourceType, "kind">, settings: Settings, resource: ObjectValue): Place {
  const region = typeof resource.region === "string" ? resource.region : settings.region;
  return { accountId: settings.accountId, region: kind.global ? GLOBAL : region };
}

/** What templates may take: the resource's attributes and where it is. */
export function templateValues(settings: Settings, resource: ObjectValue): ObjectValue {
  const region = typeof resource.region === "string" ? resource.region : settings.region;
  const { accountId, partition, dnsSuffix } = settings;
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
  const id = renderText(kind.id ?? kind.key, { ...values, id: result.id ?? null }, seed);
  return zeroComputed(block, { ...result, id: id });
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
