/** How a text was meant that a console, a mail or a terminal has printed. */

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ quot: '"', "#34": '"', apos: "'", "#39": "'", "#x27": "'", amp: "&", lt: "<", gt: ">" },
  ...{ nbsp: " ", "#160": " " },
};

/** The text without HTML's entities, JSON's escapes, spaces that do not break, and what stands around its lines. */
export function plainText(text: string): string {
  const plain = text
    .replace(/&(#?\w{1,6});/g, (entity, name: string) => ENTITIES[name.toLowerCase()] ?? entity)
    .replaceAll('\\"', '"')
    .replaceAll("\\n", "\n")
    .replaceAll("\u00a0", " ");
  return plain.split(/\r?\n/).map(withoutMark).join("\n");
}

/** A line without what stands around it: blanks, and the marks of a quotation. */
function withoutMark(line: string): string {
  return line.trim().replace(/^(?:[>|] ?){1,8}/, "");
}

/** A break of a line within a word, or none. */
const BREAK = String.raw`\n?`;
/** Between words a terminal that wraps leaves a blank, a break, or nothing. */
const GAP = String.raw`[ \t]{0,40}\n?[ \t]{0,40}`;

/**
 * Words as they may stand in a text that was wrapped, in the middle of a word too: the body of a pattern.
 *
 * @param words Letters, hyphens and colons, with blanks between the words.
 */
export function wrapped(words: string): string {
  return words
    .split(" ")
    .map((word) => Array.from(word).join(BREAK))
    .join(GAP);
}
