import type { PolicyVersion } from "./document";
import { literal, tokenise, type Token } from "./pattern";

/** The value of a single-valued context key, or undefined where the request lacks it. */
export type Lookup = (key: string) => string | undefined;

/** Stops at the next brace, so that a text of nothing but `${` costs no more than its length. */
const VARIABLE = /\$\{([^{}]*)\}/g;

/** Whether a text holds a policy variable: in 2008-10-17 documents there are none, `${…}` is literal text. */
export function hasVariable(text: string, version: PolicyVersion): boolean {
  return version === "2012-10-17" && text.search(VARIABLE) >= 0;
}

/**
 * A text in which IAM finds no variable: each `$` that begins one is escaped (`${$}`). Source as for `resolve`.
 */
export function withoutVariables(text: string): string {
  return text.replace(/\$(?=\{(?:[^{}]*:[^{}]*|[*?$])\})/g, "${$}");
}

/**
 * The tokens of a pattern with its policy variables filled in: `${aws:username}`, `${aws:username, 'default'}`, and the
 * escapes `${*}`, `${?}`, `${$}`. Filled-in text is literal, wildcards in it match themselves only.
 *
 * Returns undefined where a variable has neither a value nor a default: nothing matches then.
 *
 * Source: "IAM policy elements: Variables and tags", IAM User Guide.
 */
export function resolve(pattern: string, lookup: Lookup): Token[] | undefined {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of pattern.matchAll(VARIABLE)) {
    tokens.push(...tokenise(pattern.slice(end, match.index)));
    end = match.index + match[0].length;
    const value = variableValue(match[1] ?? "", lookup);
    if (value === undefined) return undefined;
    tokens.push(...literal(value));
  }
  tokens.push(...tokenise(pattern.slice(end)));
  return tokens;
}

/** "Separate the variable text and the default value with a comma and space". */
const DEFAULTED = /^([^,]*), '(.*)'$/s;

function variableValue(name: string, lookup: Lookup): string | undefined {
  if (name === "*" || name === "?" || name === "$") return name;
  const [, key = name, fallback] = DEFAULTED.exec(name) ?? [];
  return lookup(key.trim()) ?? fallback;
}
