import type { Value } from "./values";

/** A policy document's JSON value. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Elements of a statement whose lists have no order, and where one string equals a list of one. */
const UNORDERED = new Set(["Action", "NotAction", "Resource", "NotResource"]);

/** True where two policies differ only in what IAM does not distinguish: white space, order of names and of lists. */
export function equivalentPolicies(left: Value | undefined, right: Value | undefined): boolean {
  if (typeof left !== "string" || typeof right !== "string") return false;
  if (left === right) return true;
  try {
    return canonical(JSON.parse(left) as Json) === canonical(JSON.parse(right) as Json);
  } catch {
    return false;
  }
}

function canonical(value: Json, unordered = false): string {
  if (isArray(value)) {
    const items = value.map((item) => canonical(item));
    if (unordered && items.length === 1) return items[0] ?? "";
    return `[${(unordered ? items.sort() : items).join()}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    // Below Principal and Condition every list is a set of values.
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null, unordered || UNORDERED.has(name))}`)
    .join()}}`;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * A policy as the provider keeps it: parsed by Go and written again, so without white space and with sorted names.
 * What is no JSON stays as it is.
 */
export function normalisePolicy(policy: string): string {
  try {
    return goJson(sorted(JSON.parse(policy) as Json));
  } catch {
    return policy;
  }
}

function sorted(value: Json): Json {
  if (isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}

/** JSON as Go's encoder writes it: what HTML would misread is escaped. */
export function goJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The provider's complaint about an argument that is no JSON object; undefined where it is one. */
export function jsonProblem(attribute: string, policy: Value | undefined): string | undefined {
  if (typeof policy !== "string") return undefined;
  const text = policy.trimStart();
  if (text === "") return `"${attribute}" is an empty string, which is not a valid JSON value`;
  if (!text.startsWith("{")) return `"${attribute}" contains an invalid JSON policy: leading character is not "{"`;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `"${attribute}" contains an invalid JSON policy: ${error instanceof Error ? error.message : ""}`;
  }
}
