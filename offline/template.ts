import { createHash } from "node:crypto";
import { Failure } from "./failure";
import { UNKNOWN, isList, isObject, type ObjectValue, type Value } from "./values";

/**
 * Values that AWS makes up, written as text with placeholders:
 *
 * - `{name}`: an attribute of the resource, or `account`, `partition`, `region`, `dns_suffix`.
 * - `{name|text}`: the same, or the text where the attribute is null or not known.
 * - `{name-text}`: the same, without the text in front.
 * - `{hex:17}`, `{base32:17}`, `{digits:12}`, `{uuid:}`: made up, always the same for the same resource.
 */
export type Template = string | number | boolean | null | readonly Template[] | { readonly [name: string]: Template };

const PLACEHOLDER = /\{(\w+)(?:([|:-])([^{}]*))?\}/g;

/**
 * Fills in a template.
 *
 * @param values what the placeholders stand for.
 * @param seed what is made up depends on it alone.
 * @throws Failure where a placeholder without alternative has no value.
 */
export function render(template: Template, values: ObjectValue, seed: string): Value {
  if (typeof template === "string") return renderText(template, values, seed);
  if (typeof template !== "object" || template === null) return template;
  if (isList(template)) return template.map((item) => render(item, values, seed));
  return Object.fromEntries(Object.entries(template).map(([name, inner]) => [name, render(inner, values, seed)]));
}

/** Fills in a template that is text. */
export function renderText(template: string, values: ObjectValue, seed: string): string {
  return template.replace(PLACEHOLDER, (_, name: string, kind: string | undefined, argument: string | undefined) => {
    if (kind === ":") return makeUp(name, argument ?? "", `${seed}\n${template}`);
    const value = values[name] ?? null;
    if (value === null || value === UNKNOWN) {
      if (kind === "|") return argument ?? "";
      throw new Failure(`"${template}" needs "${name}", which has no value`);
    }
    const text = isObject(value) || isList(value) ? JSON.stringify(value) : String(value);
    return kind === "-" && text.startsWith(argument ?? "") ? text.slice((argument ?? "").length) : text;
  });
}

/** The attributes that a template takes. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].filter(([, , kind]) => kind !== ":").map(([, name = ""]) => name);
}

function makeUp(alphabet: string, argument: string, seed: string): string {
  const digest = createHash("sha256").update(seed).digest();
  const letters = (characters: string): string =>
    [...digest]
      .map((byte) => characters.charAt(byte % characters.length))
      .join("")
      .slice(0, Number(argument));
  switch (alphabet) {
    case "hex":
      return letters("0123456789abcdef");
    case "digits":
      return letters("0123456789");
    case "base32":
      return letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    case "uuid":
      return digest.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
    default:
      throw new Error(`unknown placeholder {${alphabet}:${argument}}`);
  }
}
