import type { z } from "zod";

/** A value that a schema refuses, and the messages that a module must then give, from the schema's own verdict. */
export interface Broken {
  readonly value: unknown;
  readonly messages: readonly string[];
}

/** Texts that break one rule or another. */
const TEXTS = [
  "",
  "?*",
  "two words",
  "UPPER",
  "-sagemaker",
  "sagemaker-",
  "sagemaker..x",
  "10.20.30.40",
  "xn--sagemaker",
  "sagemaker-s3alias",
  "aws:sagemaker",
  "aws/sagemaker",
  "sg-sagemaker",
  "tag\u00e9;",
  "x".repeat(600),
];

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly entries?: Readonly<Record<string, string>>;
}

/**
 * Breaks a value that a schema accepts, at each place and by each rule of the schema once.
 *
 * @param name The variable, for the messages.
 */
export function brokenValues(name: string, schema: z.ZodType, value: unknown): Broken[] {
  const seen = new Set<string>();
  const broken: Broken[] = [];
  for (const candidate of candidates(schema, value)) {
    const { error } = schema.safeParse(candidate);
    const messages = (error?.issues ?? []).flatMap((issue) => messageOf(name, schema, issue));
    if (messages.length === 0 || messages.every((message) => seen.has(message))) continue;
    for (const message of messages) seen.add(message);
    broken.push({ value: candidate, messages });
  }
  return broken;
}

function* candidates(schema: z.ZodType, value: unknown): Generator {
  const { type, innerType, element, keyType, valueType, shape } = definitionOf(schema);
  if (innerType) yield* candidates(innerType, value);
  else if (type === "string" || type === "enum") yield* TEXTS;
  else if (type === "number") yield* [-1, 1e9, 1.5];
  else if (element && Array.isArray(value)) {
    const items: readonly unknown[] = value;
    yield [];
    yield [items[0], items[0]];
    for (const item of candidates(element, items[0])) yield [item, ...items.slice(1)];
  } else if (keyType && valueType) {
    const [[key, entry] = ["", undefined]] = Object.entries(value as object) as [string, unknown][];
    for (const other of candidates(keyType, key))
      yield { [typeof other === "string" ? other : JSON.stringify(other)]: entry };
    for (const other of candidates(valueType, entry)) yield { [key]: other };
  } else if (shape) {
    const members = (value ?? {}) as Record<string, unknown>;
    for (const [member, of] of Object.entries(shape)) {
      if (members[member] === undefined) continue;
      for (const other of candidates(of, members[member])) yield { ...members, [member]: other };
    }
  }
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The module's words for an issue: `each of buckets.names must be …`. */
function messageOf(name: string, schema: z.ZodType, issue: Issue): string[] {
  const { label, inList, keys } = place(name, schema, issue.path);
  if (issue.code === "invalid_key") {
    const inner = (issue as unknown as { issues: readonly Issue[] }).issues;
    return inner.map(
      ({ message, code }) => `each key of ${label} must be ${code === "invalid_value" ? oneOf(message) : message}.`,
    );
  }
  if (issue.code === "unrecognized_keys") return [`each key of ${label} must be one of ${keys.join(", ")}.`];
  // Code of the environment's own, which says "each entry once" of the second entry.
  if (issue.message === "each entry once") return [`${label} must be a list with each entry once.`];
  if (issue.code === "custom") return [];
  const allowed = issue.code === "invalid_value" ? oneOf(issue.message) : issue.message;
  return [`${inList}${label} must be ${allowed}.`];
}

/** zod's own words for a text that is none of several: `Invalid option: expected one of "a"|"b"`. */
function oneOf(message: string): string {
  return `one of ${[...message.matchAll(/"([^"]*)"/g)].map(([, text]) => text).join(", ")}`;
}

interface Place {
  readonly label: string;
  readonly inList: string;
  /** The keys that a map may have, where they are listed. */
  readonly keys: readonly string[];
}

function place(name: string, schema: z.ZodType, path: readonly PropertyKey[]): Place {
  let label = name;
  let inList = "";
  let at = definitionOf(schema);
  for (const key of path) {
    while (at.innerType) at = definitionOf(at.innerType);
    const member = at.shape?.[String(key)];
    if (at.element) inList = "each of ";
    else if (member) label += `.${String(key)}`;
    else if (at.valueType) inList = "each value of ";
    const next = at.element ?? member ?? at.valueType;
    if (next) at = definitionOf(next);
  }
  while (at.innerType) at = definitionOf(at.innerType);
  const keys = at.keyType ? Object.values(definitionOf(at.keyType).entries ?? {}) : [];
  return { label, inList, keys };
}

function definitionOf(schema: z.ZodType): Definition {
  return schema.def;
}
