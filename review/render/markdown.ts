import { rowRisk, rowVerdict } from "../compare";
import type { Review, Row } from "../model";
import { markdownCode, markdownLine } from "./escape";
import { comparedInWords, countsInWords, noChange, RISK_WORDS } from "./summary";
import { differenceInWords, type Phrase } from "./words";

/** Stands first in the text, so that a pipeline finds its comment and updates it in place. */
export const MARKER = "<!-- ssps review -->";

/** Characters that a comment may hold: GitHub refuses more than 65,536. */
const MAX_COMMENT = 65_000;
/** Characters that a row may have in any case; beyond that, its share of the comment, so that no row hides the others. */
const MIN_ROW = 8_000;
/** Characters that a row's statements have in any case. */
const MIN_EDITS = 2000;

/**
 * Writes a review for a pull request, as a comment of at most 65,000 characters: the counts, then the rows, riskiest
 * first; where not all have room, how many were left out.
 */
export function renderMarkdown(review: Review): string {
  // A comment's line is HTML up to its end, so a text behind it holds words of ours only.
  if (review.rows.length === 0) return `${MARKER} ${noChange(review)}\n`;
  const head = [
    MARKER,
    `## Access review: ${review.verdict}`,
    "",
    `**${countsInWords(review.rows)}**, of ${comparedInWords(review)}. The riskiest stand first.`,
  ].join("\n");
  const room = MAX_COMMENT - head.length - 1;
  const share = Math.max(MIN_ROW, Math.floor(room / review.rows.length) - 200);
  const { kept, left } = fitting(
    review.rows,
    (row) => `\n\n${rowText(row, share)}`,
    (rows) => `\n\n**Left out for lack of room: ${countsInWords(rows)}.** The JSON and HTML formats have them.`,
    room,
  );
  return `${head}${kept}${left}\n`;
}

function rowText(row: Row, room: number): string {
  const { kind, name, addresses } = row.subject;
  const title = `### ${rowVerdict(row)} (${RISK_WORDS[rowRisk(row)]}): ${kind} ${markdownCode(name)}`;
  const head = [
    title,
    ...(addresses.length > 0 ? ["", listOf(addresses)] : []),
    "",
    ...(row.comparison.unknown.length > 0 ? [`- known only after apply: ${listOf(row.comparison.unknown)}`] : []),
  ].join("\n");
  const items = [
    ...row.notes.map(({ risk, text }) => `\n- **${RISK_WORDS[risk]}** ${markdownCode(text)}`),
    ...row.comparison.differences.map((difference) => {
      const { what, published, statement, counterpart, proof } = differenceInWords(difference, row.subject);
      const lines = [published, statement, counterpart, proof].map((line) => (line ? `\n  - ${phrase(line)}` : ""));
      return `\n- **${RISK_WORDS[difference.risk]}** ${phrase(what)}${lines.join("")}`;
    }),
  ];
  const told = fitting(
    items,
    (item) => item,
    (rest) => `\n- … and ${rest.length} more`,
    room - head.length - (row.edits.length > 0 ? MIN_EDITS + 300 : 0),
  );
  return `${head}${told.kept}${told.left}${editsText(row.edits, room - head.length - told.kept.length - 300)}`;
}

/** What changed in the statements, as a difference that reads like one of `git diff`, folded. */
function editsText(edits: Row["edits"], room: number): string {
  if (edits.length === 0) return "";
  const lines = edits.flatMap(({ change, statement, gained, lost }) => {
    const name = statement.sid === undefined ? `${statement.index + 1}` : markdownLine(statement.sid);
    return [
      `  ${change}: ${statement.effect} statement ${name} of ${markdownLine(statement.policy)}`,
      ...lost.map(({ element, text }) => `- ${element} ${markdownLine(text)}`),
      ...gained.map(({ element, text }) => `+ ${element} ${markdownLine(text)}`),
    ];
  });
  const { kept, left } = fitting(
    lines,
    (line) => `${line}\n`,
    (rest) => `  … and ${rest.length} more lines\n`,
    Math.max(room, MIN_EDITS),
  );
  // No line can close the fence, since each begins with a sign or blanks and a word of ours.
  return `\n\n<details><summary>What changed in the statements</summary>\n\n\`\`\`diff\n${kept}${left}\`\`\`\n\n</details>`;
}

const MAX_LISTED = 5;

function listOf(names: readonly string[]): string {
  const more = names.length - MAX_LISTED;
  return names.slice(0, MAX_LISTED).map(markdownCode).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function phrase(pieces: Phrase): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : markdownCode(piece.name))).join("");
}

/** The texts of as many items as have room, in order, and where not all have, a text about the rest. */
function fitting<T>(
  items: readonly T[],
  textOf: (item: T) => string,
  about: (rest: readonly T[]) => string,
  room: number,
): { kept: string; left: string } {
  // Kept free for the text about the rest.
  const reserve = 200;
  let kept = "";
  for (const [i, item] of items.entries()) {
    const text = textOf(item);
    const last = i === items.length - 1;
    if (kept.length + text.length > (last ? room : room - reserve)) return { kept, left: about(items.slice(i)) };
    kept += text;
  }
  return { kept, left: "" };
}
