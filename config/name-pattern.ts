import { basename } from "node:path";
import { describeValue, findingMessage } from "./raw";

/** The longest pattern; a name has 40 characters at most. */
const MAX_PATTERN = 80;

/** How many names a message lists. */
const MAX_NAMES = 10;

/** The files whose environments are wanted, and what is wrong with the patterns. */
export function chosenFiles(
  files: readonly string[],
  patterns: readonly string[],
): { chosen: ReadonlySet<string>; unmatched: string[] } {
  if (patterns.length === 0) return { chosen: new Set(files), unmatched: [] };
  const name = (file: string): string => basename(file, ".yaml");
  const matching = patterns.map((pattern) => files.filter((file) => matchesName(pattern, name(file))));
  const unmatched = patterns.filter((_, i) => matching[i]?.length === 0);
  return {
    chosen: new Set(matching.flat()),
    unmatched: unmatched.map((pattern) => findingMessage([], describeValue(pattern), allowedNames(files.map(name)))),
  };
}

/**
 * Whether an environment's name is meant by a pattern: `*` stands for any text, `?` for one character. No regular
 * expression: one made of many stars takes for ever.
 */
function matchesName(pattern: string, name: string): boolean {
  if (pattern.length > MAX_PATTERN) return false;
  let [at, star, from] = [0, -1, 0];
  for (let i = 0; i < name.length;) {
    if (pattern[at] === "*") [star, from, at] = [at, i, at + 1];
    else if (pattern[at] === "?" || pattern[at] === name[i]) [at, i] = [at + 1, i + 1];
    else if (star >= 0) [at, from, i] = [star + 1, from + 1, from + 1];
    else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

/** What a pattern may be, in words. */
function allowedNames(names: readonly string[]): string {
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : "";
  return `a name or a pattern such as eu-*; there are ${names.slice(0, MAX_NAMES).join(", ")}${more}`;
}

/**
 * The patterns of `--env` or, without it, of the variable `SSPS_ENV`: separated by commas or white space. None means
 * every environment.
 */
export function namePatterns(flags: readonly string[] | undefined, variable: string | undefined): string[] {
  return (flags ?? [variable ?? ""]).flatMap((text) => text.split(/[\s,]+/)).filter((pattern) => pattern !== "");
}
