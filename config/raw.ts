import { didYouMean } from "./nearest";

/**
 * Reading what an environment file says before it is known to be right: the rules that span keys go by this, so that
 * all problems come at once, however much of the file is wrong.
 */

/** Steps from the top of a file to a value: keys of maps, indices of lists. */
export type Path = readonly (string | number)[];

/** What a rule finds wrong in one environment file, before it is known where in the file that is. */
export interface Finding {
  readonly path: Path;
  /** Whether the key itself is wrong or its value. */
  readonly mark: "key" | "value";
  readonly message: string;
}

/** The same with the stable name of its kind. */
export interface Issue extends Finding {
  readonly code: string;
}

/** What is wrong with an environment file by one rule. */
export type Rule = (raw: unknown) => Iterable<Finding>;

/** Rules by the codes of what they find; a code is published, and never changes. */
export type Rules = Readonly<Record<string, Rule>>;

/** Says what is allowed and is still likely a mistake; the path is put in front of the message. */
export type Warn = (code: string, path: Path, message: string, at?: Finding["mark"]) => void;

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** The text at a path; empty where there is none, or something else. */
export function textAt(value: unknown, path: Path): string {
  const text = valueAt(value, path);
  return typeof text === "string" ? text : "";
}

/** A text, and where it stands. */
interface Text {
  readonly path: Path;
  readonly value: string;
}

/** The entries of a list that are text. */
export function textsIn(raw: unknown, path: Path): Text[] {
  const list = valueAt(raw, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((value: unknown, index) =>
    typeof value === "string" ? [{ path: [...path, index], value }] : [],
  );
}

/** Every text below a value. */
export function* textsBelow(value: unknown, path: Path = []): Generator<Text> {
  if (typeof value === "string") yield { path, value };
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* textsBelow(item, [...path, index]);
  else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* textsBelow(item, [...path, key]);
  }
}

/** Every key below a value, at the path of what it stands for. */
export function* everyKeyBelow(value: unknown, path: Path = []): Generator<Text> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    if (!Array.isArray(value)) yield { path: place, value: key };
    yield* everyKeyBelow(item, place);
  }
}

/** A path as a message names it: `tags."cost centre"`. */
export function formatPath(path: Path): string {
  return path.map((step) => (typeof step === "number" ? step : asWord(step))).join(".");
}

/** A name of a file's as a message shows it: a plain word as it is, anything else in quotes, and escaped. */
export function asWord(name: string): string {
  return /^[\w.:,!*/@+-]{1,100}$/.test(name) ? name : inQuotes(name);
}

/** `KEY: found X; allowed: Y` */
export function findingMessage(path: Path, value: string, allowed: string): string {
  return `${path.length > 0 ? `${formatPath(path)}: ` : ""}found ${value}; allowed: ${allowed}`;
}

/** A problem with the value at a path. */
export function wrongValue(raw: unknown, path: Path, allowed: string): Finding {
  return { path, mark: "value", message: findingMessage(path, describeValue(valueAt(raw, path)), allowed) };
}

/** A problem with a key. */
export function wrongKey(path: Path, allowed: string): Finding {
  return { path, mark: "key", message: findingMessage(path, describeValue(path.at(-1)), allowed) };
}

/** A problem with a key that means nothing where it stands. @param known Those that do. */
export function unknownKey(path: Path, key: string, known: readonly string[]): Finding {
  const found = `the unknown key ${describeValue(key)}`;
  const message = findingMessage(path, found, keysInWords(known)) + didYouMean(key, known);
  return { path: [...path, key], mark: "key", message };
}

/** Longest list of keys in a message, in characters; a stack may have hundreds of addresses. */
const MAX_KEYS = 400;

function keysInWords(known: readonly string[]): string {
  if (known.length === 0) return "no key";
  let length = 0;
  const shown = known.filter((key) => (length += key.length + 2) <= MAX_KEYS);
  return `${shown.join(", ")}${shown.length < known.length ? `, and ${known.length - shown.length} more` : ""}`;
}

/** A problem with a key that is not there. */
export function missingKey(path: Path, allowed: string): Finding {
  return { path, mark: "key", message: `${formatPath(path)} is missing; allowed: ${allowed}` };
}

/** A value as a message shows it, shortened. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return inQuotes(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") {
    const keys = Object.keys(value);
    const shown = keys.slice(0, 5).map(asWord);
    return keys.length === 0 ? "no key" : `the keys ${shown.join(", ")}${keys.length > 5 ? ", …" : ""}`;
  }
  return typeof value === "number" || typeof value === "boolean" ? `the ${typeof value} ${value}` : typeof value;
}

/**
 * A text of a file's in quotes, shortened, on one line: line feeds, control characters and the marks that turn the
 * direction of writing are escaped, so that it can neither forge a line nor hide one.
 */
export function inQuotes(text: string): string {
  const shortened = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  return JSON.stringify(shortened).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (char) => {
    return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
