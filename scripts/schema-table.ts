import { clauseLink } from "../contract/docs/access";
import type { JsonSchema } from "../config/json-schema";

/** What a reader learns of one key of an environment file. */
export interface KeyRow {
  /** The key with those that hold it: `storage.bucket.name`; `[]` stands for the entries of a list. */
  readonly name: string;
  readonly type: string;
  readonly description: string;
  /** As JSON; empty where the key has none. */
  readonly byDefault: string;
  /** Links to the clauses that it is about. */
  readonly clauses: string;
}

/** The clauses that a description names at its end, or before its last semicolon: `… by name (N1, R2).` */
const CLAUSES = / \(([A-Z]\d(?:, [A-Z]\d)*)\)/;

/**
 * A row for each key, members after the object that holds them, whose clauses are theirs.
 *
 * @param path What stands before each key: the keys that hold it, each with a full stop.
 */
export function keyRows(keys: Readonly<Record<string, JsonSchema>>, path = "", inherited = ""): KeyRow[] {
  return Object.entries(alike(keys)).flatMap(([key, schema]) => {
    const { description = "", default: fallback, properties, items } = schema;
    const [, ids = inherited] = CLAUSES.exec(description) ?? [];
    const name = `${path}${key}`;
    const row: KeyRow = {
      name,
      type: typeOf(schema),
      description: description.replace(CLAUSES, "").replaceAll("<", "&lt;"),
      byDefault: fallback === undefined ? "" : `\`${JSON.stringify(fallback)}\``,
      clauses:
        ids === ""
          ? ""
          : ids
              .split(", ")
              .map((id) => clauseLink(id, { folder: "access/" }))
              .join(", "),
    };
    // An object that is always there is no option; its members are.
    const isOption = properties === undefined || fallback === undefined;
    return [
      ...(isOption ? [row] : []),
      ...keyRows(properties ?? {}, `${name}.`, ids),
      ...(isStatement(items) ? [] : keyRows(items?.properties ?? {}, `${name}[].`, ids)),
    ];
  });
}

/** A policy's statement, which AWS's own documentation describes. */
function isStatement(schema: JsonSchema | undefined): boolean {
  return schema?.properties?.Effect !== undefined;
}

/** How many keys of the same kind are shown as one. */
const MANY = 8;

/** Many keys that differ in nothing but their names, such as services, as one. */
function alike(keys: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonSchema>> {
  const [first, ...others] = Object.values(keys);
  if (!first || others.length < MANY) return keys;
  const same = others.every(({ type, properties }) => type === first.type && properties === undefined);
  return same && Object.keys(keys).includes("notebook") ? { "<service>": first } : keys;
}

function typeOf({ type, enum: values, const: only, items, anyOf }: JsonSchema): string {
  if (values) return values.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  if (only !== undefined) return `\`${JSON.stringify(only)}\``;
  if (type === "array") return isStatement(items) ? "list of statements" : `list of ${plural(items ?? {})}`;
  return (
    { string: "text", integer: "whole number", boolean: "true or false", object: "object" }[type ?? ""] ??
    (anyOf ? "one of several" : (type ?? ""))
  );
}

function plural({ type }: JsonSchema): string {
  return { string: "texts", object: "objects", integer: "whole numbers" }[type ?? ""] ?? "values";
}
