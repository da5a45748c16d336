import { hclString } from "./hcl";

/**
 * Nothing but a class of Unicode's, so many times: RE2 writes the class out as often, which takes it longer than all the
 * rest of a plan.
 */
const LONG_REPETITION = /^\^(\[[^\]]*\\p\{[^\]]*\])\{(\d+),(\d+)\}\$$/;

/**
 * A regular expression as a condition of Terraform, whose engine (RE2) knows no look-around: a look-ahead at the
 * beginning and a look-behind at the end, which is all that our patterns use, become conditions of their own.
 *
 * @param pattern Anchored at both ends where it has no look-around.
 * @param expression The Terraform expression of the text.
 * @throws Error where the pattern looks around anywhere else.
 */
export function matches(pattern: RegExp, expression: string): string {
  const flags = pattern.flags.replace(/[^is]/g, "");
  const test = (source: string): string => {
    return `can(regex(${hclString((flags && `(?${flags})`) + source.replaceAll("\\/", "/"))}, ${expression}))`;
  };
  const conditions: string[] = [];
  let rest = pattern.source;
  while (rest.startsWith("^(?!")) {
    const end = closingParenthesis(rest, 1);
    conditions.push(`!${test(`^(?:${rest.slice(4, end)})`)}`);
    rest = `^${rest.slice(end + 1)}`;
  }
  const behind = rest.lastIndexOf("(?<!");
  if (behind >= 0 && closingParenthesis(rest, behind) === rest.length - 2 && rest.endsWith("$")) {
    conditions.push(`!${test(`(?:${rest.slice(behind + 4, -2)})$`)}`);
    rest = `${rest.slice(0, behind)}$`;
  }
  if (/\(\?(?:[=!]|<[=!])/.test(rest)) throw new Error(`Terraform cannot match ${String(pattern)}: it looks around`);
  const [, classOf, shortest = "", longest = ""] = LONG_REPETITION.exec(rest) ?? [];
  if (classOf !== undefined) {
    const length = `length(${expression})`;
    const least = shortest === "0" ? [] : [`${length} >= ${shortest}`];
    conditions.unshift(test(`^${classOf}*$`), ...least, `${length} <= ${longest}`);
  } else if (!/^\^?\$?$/.test(rest)) conditions.unshift(test(rest));
  return conditions.join(" && ");
}

/** The position of the parenthesis that closes the one at `open`. */
function closingParenthesis(source: string, open: number): number {
  let depth = 0;
  let inClass = false;
  for (let index = open; index < source.length; index += 1) {
    const char = source[index];
    if (char === "\\") index += 1;
    else if (inClass) inClass = char !== "]";
    else if (char === "[") inClass = true;
    else if (char === "(") depth += 1;
    else if (char === ")" && --depth === 0) return index;
  }
  throw new Error(`unbalanced pattern ${source}`);
}
