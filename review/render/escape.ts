/**
 * Names from plans and policies are written by anyone: each output format shows them as they are, and nothing in them
 * can act in it. Every renderer takes its escapes from here.
 */

/**
 * Characters that are not seen as what they are: control characters (which move a terminal's cursor), marks that turn
 * the direction of writing, blanks other than the space, lone surrogates, and what fonts draw as nothing.
 */
const UNSEEN = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A text on one line in which everything is seen: `\u{202e}` in place of the mark. */
export function visible(text: string): string {
  return text
    .replace(UNSEEN, (char) => (char === " " ? char : codePoint(char)))
    .replace(/^ | $| (?= )/g, codePoint(" "));
}

function codePoint(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

/** A text of at most `length` characters; what is left out is counted. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = wellFormed(text.slice(0, length));
  return `${kept}… (${text.length - kept.length} more characters)`;
}

/** A text that was cut, without the half of a surrogate pair at its end, which would be no character at all. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, "");
}

/** How much of one name Markdown shows: more than any ARN that AWS makes, far less than a comment holds. */
const MAX_NAME = 400;

/** A name within a line of a Markdown code block. A comment's opening could pose as our marker line: it is broken up. */
export function markdownLine(name: string): string {
  return clip(visible(name), MAX_NAME).replaceAll("<!--", "<\\u{21}--");
}

/**
 * A Markdown code span, in which no mention, link, emphasis or HTML is read. The fence is longer than any run of
 * backticks within.
 *
 * Source: "Code spans", CommonMark 0.31.
 */
export function markdownCode(name: string): string {
  return codeSpan(markdownLine(name));
}

/**
 * A code span within a cell of a Markdown table, of about `length` characters at most. A bar would end the cell, even in
 * a code span, and renderers differ in how it may be escaped: it is shown by its number.
 *
 * Source: "Tables (extension)", GitHub Flavored Markdown 0.29.
 */
export function markdownCell(name: string, length: number): string {
  const line = visible(name.slice(0, length + 1));
  const short = line.length > length ? `${wellFormed(line.slice(0, Math.max(length - 1, 1)))}…` : line;
  return codeSpan(short.replaceAll("<!--", "<\\u{21}--").replaceAll("|", codePoint("|")));
}

function codeSpan(shown: string): string {
  if (shown === "") return "(empty)";
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Words of ours as text of an HTML element. */
export function htmlWords(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/** A name as text of an HTML element or of a quoted attribute. */
export function htmlName(name: string): string {
  return htmlWords(visible(name));
}

/** JSON text in which everything that is not seen is escaped, so that it is safe on a terminal too. */
export function jsonText(data: unknown): string {
  return JSON.stringify(data, null, 2).replace(UNSEEN, (char) => {
    if (char === " " || char === "\n") return char;
    return [...Array(char.length).keys()].map((i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");
  });
}

/**
 * Text of a SARIF message: braces would be placeholders, and brackets links.
 *
 * Source: SARIF 2.1.0, 3.11.5 "Messages with placeholders" and 3.11.6 "Messages with embedded links".
 */
export function sarifText(text: string): string {
  return text.replace(/[{}]/g, "$&$&").replace(/[[\]\\]/g, "\\$&");
}
