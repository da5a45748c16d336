import type { z } from "zod";
import { environmentJsonSchema, type JsonSchema } from "./json-schema";
import { nearest } from "./nearest";
import { environmentSchema, type Environment } from "./schema";
import type { Path } from "./yaml";

/** What is wrong in one environment file, before it is known where in the file that is. */
export interface Issue {
  readonly path: Path;
  /** Whether the key itself is wrong or its value. */
  readonly at: "key" | "value";
  readonly message: string;
}

/** Checks a value against the schema. */
export function checkSchema(raw: unknown): { readonly environment?: Environment; readonly issues: readonly Issue[] } {
  const result = environmentSchema.safeParse(raw, { error: allowed });
  if (result.success) return { environment: result.data, issues: [] };
  return { issues: result.error.issues.flatMap((issue) => describe(issue, raw)) };
}

/** What is allowed, where the schema does not say it in words of its own. */
function allowed(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_value") return issue.values.map(String).join(", ");
  if (issue.code !== "invalid_type") return undefined;
  const kinds: Record<string, string> = {
    boolean: "true or false",
    string: "text in quotes",
    array: "a list",
    object: "keys and values",
    record: "keys and values",
  };
  return kinds[issue.expected];
}

function describe(issue: z.core.$ZodIssue, raw: unknown): Issue[] {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(path, key));
  // A bad key of a map such as tags: what is allowed stands one level down.
  if (issue.code === "invalid_key") {
    return [{ path, at: "key", message: found(path, show(path.at(-1)), issue.issues[0]?.message ?? issue.message) }];
  }
  const value = at(raw, path);
  if (value === undefined) {
    return [{ path, at: "key", message: `${path.join(".")} is missing; allowed: ${issue.message}` }];
  }
  const meant =
    issue.code === "invalid_value" && typeof value === "string" ? nearest(value, issue.values.map(String)) : undefined;
  return [{ path, at: "value", message: found(path, show(value), issue.message) + didYouMean(meant) }];
}

function didYouMean(meant: string | undefined): string {
  return meant === undefined ? "" : `; did you mean ${meant}?`;
}

/** `KEY: found X; allowed: Y` */
export function found(path: Path, value: string, allowed: string): string {
  return `${path.length > 0 ? `${path.join(".")}: ` : ""}found ${value}; allowed: ${allowed}`;
}

function unknownKey(path: Path, key: string): Issue {
  const known = knownKeys(path);
  const meant = nearest(key, known);
  const message = found(path, `the unknown key ${show(key)}`, known.join(", ") || "no key") + didYouMean(meant);
  return { path: [...path, key], at: "key", message };
}

/** The keys that the schema knows at a path. */
function knownKeys(path: Path): string[] {
  let schema: JsonSchema | undefined = environmentJsonSchema();
  for (const step of path) schema = typeof step === "number" ? schema?.items : schema?.properties?.[step];
  return Object.keys(schema?.properties ?? {});
}

/** The value at a path; undefined where there is none. */
export function at(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** A value as a message shows it, shortened. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.length > 100 ? `${value.slice(0, 100)}…` : value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") {
    const keys = Object.keys(value);
    return keys.length === 0 ? "no key" : `the keys ${keys.slice(0, 5).join(", ")}${keys.length > 5 ? ", …" : ""}`;
  }
  return typeof value === "number" || typeof value === "boolean" ? `the ${typeof value} ${value}` : typeof value;
}
