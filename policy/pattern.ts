/**
 * Patterns of `*` (any text, also none) and `?` (one character), as IAM writes actions, resources and values.
 *
 * A pattern is compiled to tokens first, so that text which a policy variable brings in stays text even where it holds
 * a wildcard. Matching never goes back: it takes a step for each character of the text and 32 of the pattern.
 */

/** A character code, or one of the two wildcards. */
export type Token = number;
export const STAR: Token = -1;
export const ONE: Token = -2;
const WRITTEN_STAR = "*".charCodeAt(0);
const WRITTEN_ONE = "?".charCodeAt(0);

/** Decides whether a text matches. */
export type Matcher = (text: string) => boolean;

/** The tokens of a pattern without policy variables. */
export function tokenise(pattern: string): Token[] {
  const tokens = literal(pattern);
  for (const [i, token] of tokens.entries()) {
    if (token === WRITTEN_STAR) tokens[i] = STAR;
    else if (token === WRITTEN_ONE) tokens[i] = ONE;
  }
  return tokens;
}

/** The tokens of plain text: wildcards are characters. */
export function literal(text: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; i++) tokens.push(text.charCodeAt(i));
  return tokens;
}

/** The text that tokens stand for, a wildcard as its own character. */
export function textOf(tokens: readonly Token[]): string {
  let text = "";
  for (const token of tokens) text += token === STAR ? "*" : token === ONE ? "?" : String.fromCharCode(token);
  return text;
}

/** Compiles a pattern, with a short cut for each of the usual forms. */
export function compilePattern(pattern: string | readonly Token[]): Matcher {
  const tokens = typeof pattern === "string" ? tokenise(pattern) : pattern;
  if (tokens.includes(ONE)) return matcherOf(tokens);
  const pieces = splitAtStars(tokens);
  const [first = "", last = ""] = [pieces[0], pieces.at(-1)];
  if (pieces.length === 1) return (text) => text === first;
  if (pieces.length === 2) {
    if (last === "") return first === "" ? () => true : (text) => text.startsWith(first);
    if (first === "") return (text) => text.endsWith(last);
    const shortest = first.length + last.length;
    return (text) => text.length >= shortest && text.startsWith(first) && text.endsWith(last);
  }
  const [, middle = ""] = pieces;
  if (pieces.length === 3 && first === "" && last === "") return (text) => text.includes(middle);
  return matcherOf(tokens);
}

function splitAtStars(tokens: readonly Token[]): string[] {
  const pieces = [""];
  for (const token of tokens) {
    if (token === STAR) pieces.push("");
    else pieces.push((pieces.pop() ?? "") + String.fromCharCode(token));
  }
  return pieces;
}

/** All ways of matching a pattern at once: bit `i` says whether the text so far may be its first `i` tokens, stars apart. */
function matcherOf(tokens: readonly Token[]): Matcher {
  const places = tokens.filter((token) => token !== STAR);
  const words = (places.length >> 5) + 1;
  const set = (bits: Int32Array, place: number): void => {
    bits[place >> 5] = (bits[place >> 5] ?? 0) | (1 << (place & 31));
  };
  // Where any character leads on, where one of its own does, and where a star lets the text grow.
  const any = new Int32Array(words);
  for (const [place, token] of places.entries()) if (token === ONE) set(any, place);
  const own = new Map<Token, Int32Array>();
  for (const [place, token] of places.entries()) {
    if (token === ONE) continue;
    const bits = own.get(token) ?? any.slice();
    set(bits, place);
    own.set(token, bits);
  }
  const stays = new Int32Array(words);
  let before = 0;
  for (const token of tokens) {
    if (token === STAR) set(stays, before);
    else before += 1;
  }
  return (text) => {
    const held = new Int32Array(words);
    held[0] = 1;
    for (let t = 0; t < text.length; t++) {
      const leads = own.get(text.charCodeAt(t)) ?? any;
      let carry = 0;
      let active = 0;
      for (let w = 0; w < words; w++) {
        const now = held[w] ?? 0;
        const moved = now & (leads[w] ?? 0);
        const next = (moved << 1) | carry | (now & (stays[w] ?? 0));
        carry = moved >>> 31;
        held[w] = next;
        active |= next;
      }
      if (active === 0) return false;
    }
    return (((held[words - 1] ?? 0) >>> (places.length & 31)) & 1) === 1;
  };
}

const COLON = ":".charCodeAt(0);

/** How many segments an ARN has: `arn:partition:service:region:account:resource`; the last may hold colons. */
export const ARN_SEGMENTS = 6;

/** An ARN taken apart; a text that is no ARN (`*`) is one segment. */
export type Arn = readonly string[];

/** Takes an ARN apart at its first five colons. */
export function splitArn(text: string): Arn {
  const segments: string[] = [];
  let start = 0;
  while (segments.length < ARN_SEGMENTS - 1) {
    const colon = text.indexOf(":", start);
    if (colon < 0) break;
    segments.push(text.slice(start, colon));
    start = colon + 1;
  }
  segments.push(text.slice(start));
  return segments;
}

/** The segments of a pattern that is written as an ARN, taken apart at its first five colons. */
export function patternSegments(tokens: readonly Token[]): Token[][] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    if (token === COLON && segments.length < ARN_SEGMENTS) segments.push([]);
    else segments.at(-1)?.push(token);
  }
  return segments;
}

/**
 * The segments of a `Resource` or `NotResource` pattern as IAM compares them with an ARN's: a wildcard stays within its
 * segment, so the first five are separate patterns; the sixth may span `:` and `/`. An incomplete ARN is completed "by
 * adding wildcard characters (*) to all missing fields": `arn:aws:sqs` is `arn:aws:sqs:*:*:*`. A single segment (`*`)
 * stays as it is.
 *
 * "If the * wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon
 * boundaries" is read as this completion: S3's documentation has it that "a wildcard character can't span segments".
 *
 * Source: "IAM JSON policy elements: Resource" and "Identify AWS resources with Amazon Resource Names", IAM User Guide.
 */
export function resourceSegments(tokens: readonly Token[]): Token[][] {
  const segments = patternSegments(tokens);
  while (segments.length > 1 && segments.length < ARN_SEGMENTS) segments.push([STAR]);
  return segments;
}

/** Decides whether an ARN matches the pattern of a `Resource` or `NotResource` element. */
export function compileArnPattern(pattern: string | readonly Token[]): (arn: Arn) => boolean {
  const tokens = typeof pattern === "string" ? tokenise(pattern) : pattern;
  const segments = resourceSegments(tokens);
  if (segments.length === 1) {
    const whole = compilePattern(tokens);
    return (arn) => whole(arn.join(":"));
  }
  // Segments that are nothing but `*` match any text: the others decide, the most selective (the last) first.
  const selective = segments
    .map((segment, i) => [i, compilePattern(segment), segment.length === 1 && segment[0] === STAR] as const)
    .filter(([, , any]) => !any)
    .reverse();
  return (arn) => {
    if (arn.length !== ARN_SEGMENTS) return false;
    for (const [i, matches] of selective) if (!matches(arn[i] ?? "")) return false;
    return true;
  };
}
