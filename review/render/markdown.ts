import type { Review, Row } from "../model";
import { entriesOf, type Entry } from "./entries";
import { markdownCode, markdownLine } from "./escape";
import { tablesOf } from "./markdown-table";
import { acceptedInWords, comparedInWords, countsInWords, noChange, RISK_WORDS, uncomparedInWords } from "./summary";
import { tasksMarkdown } from "./tasks";
import { acceptanceInWords, differenceInWords, type Phrase } from "./words";

/** Stands first in the text, so that a pipeline finds its comment and updates it in place. */
export const MARKER = "<!-- ssps review -->";

/** Verdicts that somebody decides about: they name the row for `ssps accept`. */
const DECIDED: ReadonlySet<string> = new Set(["widened", "unknown"]);

/** Characters that a comment may hold: GitHub refuses more than 65,536. */
const MAX_COMMENT = 65_000;
/** Characters that an entry may have in any case; beyond that, its share of the comment, so that none hides the others. */
const MIN_ENTRY = 8_000;
/** Characters that an entry's statements have in any case. */
const MIN_EDITS = 2000;

/** Lines about what changed outside of Terraform. */
const MAX_DRIFT = 20;
/** Notices that a comment shows; there are a few kinds, each at most once a file. */
const MAX_NOTICES = 20;

/**
 * Writes a review for a pull request, as a comment of at most 65,000 characters: the counts, then every row on one line,
 * then the details, riskiest first, as far as there is room. What has no room is counted.
 */
export function renderMarkdown(review: Review): string {
  const { rows, drift, notices, tasks = [] } = review;
  const noticeLines = noticesText(notices);
  const outside = driftText(drift);
  // A comment's line is HTML up to its end, so a text behind it holds words of ours only.
  if (rows.length === 0)
    return `${MARKER} ${noChange(review)}\n${noticeLines}${noticeLines ? "\n" : ""}${outside}${outside ? "\n" : ""}`;
  const head = [
    MARKER,
    `## Access review: ${review.verdict}`,
    noticeLines,
    `**${countsInWords(rows)}**${acceptedInWords(rows)}, of ${comparedInWords(review)}. The riskiest stand first.${uncomparedInWords(review)}${tasksMarkdown(tasks)}`,
  ].join("\n");
  const { existing, created } = entriesOf(rows);
  const order = inOrderOf(rows, [...existing, ...created]);
  const space = MAX_COMMENT - head.length - outside.length - 200;
  const sections = [{ entries: existing }, { title: "Created by this change", entries: created }];
  const tables = tablesOf(sections, order, space);
  const missing = leftOut("Not named", tables.left);
  return `${head}${tables.text}${missing}${outside}${detailsOf([...existing, ...created], space - tables.text.length)}\n`;
}

/** Entries in the order of a review's rows: riskiest first. */
function inOrderOf(rows: readonly Row[], entries: readonly Entry[]): Entry[] {
  const position = new Map(rows.map((row, i) => [row, i]));
  return [...entries].sort((a, b) => (position.get(a.rows[0]) ?? 0) - (position.get(b.rows[0]) ?? 0));
}

function leftOut(what: string, rows: readonly Row[]): string {
  if (rows.length === 0) return "";
  return `\n\n**${what} for lack of room: ${countsInWords(rows)}.** The JSON and HTML formats have them.`;
}

function noticesText(notices: readonly string[]): string {
  const lines = notices.slice(0, MAX_NOTICES).map((notice) => `\n- ${markdownCode(notice)}`);
  const more = notices.length - lines.length;
  return `${lines.join("")}${more > 0 ? `\n- and ${more} more` : ""}${lines.length > 0 ? "\n" : ""}`;
}

/** What changed outside of Terraform: named, without details. */
function driftText(drift: readonly Row[]): string {
  if (drift.length === 0) return "";
  const { existing, created } = entriesOf(drift);
  const entries = inOrderOf(drift, [...existing, ...created]);
  const title = "Changed outside of Terraform since its last run; counts in no verdict";
  const { text } = tablesOf([{ title, entries: entries.slice(0, MAX_DRIFT) }], entries.slice(0, MAX_DRIFT), 8_000);
  const left = entries.slice(MAX_DRIFT).flatMap(({ rows }) => rows);
  return `${text}${leftOut("Not named", left)}`;
}

function detailsOf(entries: readonly Entry[], room: number): string {
  const share = Math.max(MIN_ENTRY, Math.floor(room / entries.length) - 200);
  const { kept, left } = fitting(
    entries,
    (entry) => `\n\n${entryText(entry, share)}`,
    (rest) =>
      leftOut(
        "Details left out",
        rest.flatMap(({ rows }) => rows),
      ),
    room,
  );
  return `${kept}${left}`;
}

function entryText({ rows, verdict, risk }: Entry, room: number): string {
  const [row] = rows;
  const { kind, account, region, source } = row.subject;
  const addresses = [...new Set(rows.flatMap(({ subject }) => subject.addresses))];
  const place = [
    ...(account === undefined ? [] : [` in account ${markdownCode(account)}`]),
    ...(region === undefined ? [] : [` in ${markdownCode(region)}`]),
    ...(source === undefined ? [] : [` from ${markdownCode(source)}`]),
  ].join(",");
  const head = [
    `### ${verdict} (${RISK_WORDS[risk]}): ${kind} ${listOf(rows.map(({ subject }) => subject.name))}${place}`,
    ...(addresses.length > 0
      ? ["", `${listOf(addresses)}${DECIDED.has(verdict) ? ` (row ${listOf(rows.map(({ id }) => id))})` : ""}`]
      : []),
    "",
    ...(row.acceptance ? [`- ${phrase(acceptanceInWords(row.acceptance))}`] : []),
    ...(row.comparison.unknown.length > 0 ? [`- known only after apply: ${listOf(row.comparison.unknown)}`] : []),
  ].join("\n");
  const items = [
    ...row.notes.map(({ risk: noteRisk, text }) => `\n- **${RISK_WORDS[noteRisk]}** ${markdownCode(text)}`),
    ...row.comparison.differences.map((difference) => {
      const { what, published, statement, counterpart, proof } = differenceInWords(difference, row.subject);
      const lines = [published, statement, counterpart, proof].map((line) => (line ? `\n  - ${phrase(line)}` : ""));
      return `\n- **${RISK_WORDS[difference.risk]}** ${phrase(what)}${lines.join("")}`;
    }),
  ];
  const differences = fitting(
    items,
    (item) => item,
    (rest) => `\n- … and ${rest.length} more`,
    room - head.length - (row.edits.length > 0 ? MIN_EDITS + 300 : 0),
  );
  return `${head}${differences.kept}${differences.left}${editsText(row.edits, room - head.length - differences.kept.length - 300)}`;
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
