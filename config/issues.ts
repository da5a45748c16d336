import type { z } from "zod";
import { environmentJsonSchema, type JsonSchema } from "./json-schema";
import { didYouMean } from "./nearest";
import { valueAt, type Issue, missingKey, type Path, unknownKey, wrongValue, wrongKey } from "./raw";
import { environmentSchema, type Environment } from "./schema";

/** Checks a value against the schema of environment files. */
export function checkSchema(raw: unknown): { readonly environment?: Environment; readonly issues: readonly Issue[] } {
  const { value, issues } = checkAgainst(environmentSchema, raw, () => (jsonSchema ??= environmentJsonSchema()));
  return value === undefined ? { issues } : { environment: value, issues };
}

/**
 * Checks a value that a file holds against any schema.
 *
 * @param jsonSchema The same schema as JSON, asked for only where a key is not known.
 */
export function checkAgainst<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  jsonSchema: () => JsonSchema,
): { readonly value?: z.output<Schema>; readonly issues: readonly Issue[] } {
  const result = schema.safeParse(raw, { error: allowedInWords });
  if (result.success) return { value: result.data, issues: [] };
  const issues = result.error.issues.flatMap((issue) => describe(issue, raw, jsonSchema));
  // A number may be too large in two ways.
  return { issues: [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()] };
}

/** What is allowed, where the schema does not say it in words of its own. */
function allowedInWords(issue: z.core.$ZodRawIssue): string | undefined {
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

function describe(issue: z.core.$ZodIssue, raw: unknown, schema: () => JsonSchema): Issue[] {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(path, schema());
    return issue.keys.map((key) => ({ code: "unknown-key", ...unknownKey(path, key, known) }));
  }
  // A bad key of a map such as tags: what is allowed stands one level down.
  if (issue.code === "invalid_key") {
    return [{ code: "invalid-key", ...wrongKey(path, issue.issues[0]?.message ?? issue.message) }];
  }
  const value = valueAt(raw, path);
  if (value === undefined) return [{ code: "missing-key", ...missingKey(path, issue.message) }];
  const meant =
    issue.code === "invalid_value" && typeof value === "string" ? didYouMean(value, issue.values.map(String)) : "";
  const code = issue.code === "invalid_type" ? "wrong-type" : "invalid-value";
  return [{ code, ...wrongValue(raw, path, issue.message + meant) }];
}

/** Made only for a file with unknown keys, and once for all of them. */
let jsonSchema: JsonSchema | undefined;

/** The keys that a schema knows at a path. */
function knownKeys(path: Path, whole: JsonSchema): string[] {
  let schema: JsonSchema | undefined = whole;
  for (const step of path) schema = typeof step === "number" ? schema?.items : schema?.properties?.[step];
  return Object.keys(schema?.properties ?? {});
}
