import { decode, encode, ExtensionCodec } from "@msgpack/msgpack";
import type { Block, TypeExpression } from "./schema";
import type { DynamicValue } from "./protocol";

/** A value that is known only after apply. */
export const UNKNOWN = Symbol("known after apply");

/** Any Terraform value. Numbers are JavaScript's: exact up to 2^53, enough for every attribute of the provider. */
export type Value =
  null | boolean | number | string | typeof UNKNOWN | readonly Value[] | { readonly [name: string]: Value };

/** The value of a resource, a block or a map. */
export type ObjectValue = Readonly<Record<string, Value>>;

/** True for objects and maps, false for lists, scalars, null and {@link UNKNOWN}. */
export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for lists and sets. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** A string; empty where the value is anything else. */
export function asText(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

/** True where nothing in the value is {@link UNKNOWN}. */
export function isWhollyKnown(value: Value): boolean {
  if (value === UNKNOWN) return false;
  if (isList(value)) return value.every(isWhollyKnown);
  return !isObject(value) || Object.values(value).every(isWhollyKnown);
}

/**
 * Terraform encodes an unknown value as msgpack extension 0, and as extension 12 where it knows something about it
 * ("not null", a prefix); the refinement is of no use here.
 */
const codec = new ExtensionCodec();
codec.register({
  type: 0,
  encode: (value) => (value === UNKNOWN ? new Uint8Array([0]) : null),
  decode: () => UNKNOWN,
});
codec.register({ type: 12, encode: () => null, decode: () => UNKNOWN });

/** Reads a value from the wire; null where it is absent. */
export function fromWire(value: DynamicValue | null | undefined): Value {
  if (value?.msgpack !== undefined && value.msgpack.length > 0) {
    return decode(value.msgpack, { extensionCodec: codec }) as Value;
  }
  if (value?.json !== undefined && value.json.length > 0) {
    return JSON.parse(Buffer.from(value.json).toString("utf8")) as Value;
  }
  return null;
}

/** Writes a value for the wire. */
export function toWire(value: Value): DynamicValue {
  return { msgpack: encode(value, { extensionCodec: codec }) };
}

/** Equal by content; in sets the order does not count, and Terraform sends sets as lists. */
export function equal(left: Value | undefined, right: Value | undefined, type?: TypeExpression): boolean {
  const a = left ?? null;
  const b = right ?? null;
  if (isList(a) && isList(b)) {
    if (a.length !== b.length) return false;
    if (Array.isArray(type) && type[0] === "set") {
      const texts = (list: readonly Value[]): string => list.map(setElement).sort().join("\n");
      return texts(a) === texts(b);
    }
    return a.every((item, index) => equal(item, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => equal(a[name], b[name]));
  }
  return a === b && a !== UNKNOWN;
}

function setElement(value: Value): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner === UNKNOWN ? "\u0000" : inner));
}

/** The shape Terraform expects: every attribute and block of the schema, absent ones null or empty, no others. */
export function conform(block: Block, value: ObjectValue): ObjectValue {
  const result: Record<string, Value> = {};
  for (const { name, type } of block.attributes) result[name] = conformType(type, value[name] ?? null, name);
  for (const { name, nesting, block: inner } of block.blocks) {
    const held = value[name] ?? null;
    if (held === UNKNOWN) result[name] = UNKNOWN;
    else if (nesting === "single") result[name] = isObject(held) ? conform(inner, held) : null;
    else result[name] = isList(held) ? held.map((item) => (isObject(item) ? conform(inner, item) : item)) : [];
  }
  return result;
}

/** Throws where an account file or a state holds another type than the schema has; a policy may be written as JSON. */
function conformType(type: TypeExpression, value: Value, name: string): Value {
  if (value === null || value === UNKNOWN) return value;
  if (typeof type === "string") {
    const found = typeof value === "boolean" ? "bool" : typeof value;
    if (type === "string" && found === "object") return JSON.stringify(value);
    if (found !== type) throw new TypeError(`attribute "${name}" holds a ${found}; its type is ${type}`);
    return value;
  }
  const [kind, inner] = type;
  if (kind === "list" || kind === "set") {
    if (!isList(value)) throw new TypeError(`attribute "${name}" holds no list; its type is ${JSON.stringify(type)}`);
    return value.map((item) => conformType(inner, item, name));
  }
  if (!isObject(value)) throw new TypeError(`attribute "${name}" holds no object; its type is ${JSON.stringify(type)}`);
  if (kind === "map") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, conformType(inner, item, name)]));
  }
  return Object.fromEntries(
    Object.entries(inner).map(([member, memberType]) => [
      member,
      conformType(memberType, value[member] ?? null, member),
    ]),
  );
}
