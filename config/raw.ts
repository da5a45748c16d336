/**
 * Reading what an environment file says before it is known to be right: the rules that span keys go by this, so that
 * all problems come at once, however much of the file is wrong.
 */

/** Steps from the top of a file to a value: keys of maps, indices of lists. */
export type Path = readonly (string | number)[];

/** What is wrong in one environment file, before it is known where in the file that is. */
export interface Issue {
  readonly path: Path;
  /** Whether the key itself is wrong or its value. */
  readonly at: "key" | "value";
  readonly message: string;
}

/** What is wrong with an environment file by one rule. */
export type Rule = (raw: unknown) => Iterable<Issue>;

/** The value at a path; undefined where there is none. */
export function at(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** A text, and where it stands. */
interface Text {
  readonly path: Path;
  readonly value: string;
}

/** The entries of a list that are text. */
export function textsIn(raw: unknown, path: Path): Text[] {
  const list = at(raw, path);
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

/** `KEY: found X; allowed: Y` */
export function found(path: Path, value: string, allowed: string): string {
  return `${path.length > 0 ? `${path.join(".")}: ` : ""}found ${value}; allowed: ${allowed}`;
}

/** A problem with the value at a path. */
export function wrong(raw: unknown, path: Path, allowed: string): Issue {
  return { path, at: "value", message: found(path, show(at(raw, path)), allowed) };
}

/** A problem with a key that is not there. */
export function missing(path: Path, allowed: string): Issue {
  return { path, at: "key", message: `${path.join(".")} is missing; allowed: ${allowed}` };
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
