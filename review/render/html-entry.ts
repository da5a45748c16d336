import type { Difference } from "../../policy/compare";
import type { Row, StatementElement } from "../model";
import { rowInBrief } from "./brief";
import { flagsOf, type Entry } from "./entries";
import { htmlName, htmlWords } from "./escape";
import { RISK_WORDS } from "./summary";
import { acceptanceInWords, differenceInWords, statementInWords, type Phrase } from "./words";

/** Names that the line of an entry lists; the rest stand within. */
const MAX_NAMES = 3;

/** How an entry is written into the page. */
export interface EntryStyle {
  /** Whether it is open when the page is. */
  readonly open: boolean;
  /** Takes the details, which the script puts in place when the entry is opened, and returns their number. */
  readonly defer?: (details: string) => number;
}

/** An entry of the page: one line, which opens to what changes, with the request that proves it. */
export function entryHtml({ rows, verdict, risk }: Entry, { open, defer }: EntryStyle): string {
  const [row] = rows;
  const { kind, account, region, source, created } = row.subject;
  const names = rows.slice(0, MAX_NAMES).map(({ subject }) => code(subject.name));
  const more = rows.length - names.length;
  const flags = [...(created ? ["new"] : []), ...flagsOf(row)].map((flag) => ` <span class="flag">${flag}</span>`);
  const place = [
    ...(account === undefined ? [] : [`account ${code(account)}`]),
    ...(region === undefined ? [] : [code(region)]),
    ...(source === undefined ? [] : [`from ${code(source)}`]),
  ];
  const details = detailsOf(rows);
  const body = defer ? ` data-body="${defer(details)}"` : "";
  const label = `${verdict}, ${RISK_WORDS[risk]}: ${htmlName(kind)} ${htmlName(row.subject.name)}`;
  return `<article aria-label="${label}" data-verdict="${verdict}" data-risk="${RISK_WORDS[risk]}" data-account="${htmlName(account ?? "")}" data-rows="${rows.length}">
<details${body}${open ? " open" : ""}>
<summary>
<span class="verdict ${verdict}">${verdict}</span> <span class="risk">${RISK_WORDS[risk]}</span>
<h3>${htmlName(kind)} ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}${flags.join("")}</h3>
${place.length === 0 ? "" : `<span class="place">${place.join(", ")}</span>`}
<span class="brief">${phrase(rowInBrief(row))}</span>
</summary>
${defer ? "" : details}
</details>
</article>`;
}

function detailsOf(rows: Entry["rows"]): string {
  const [row] = rows;
  const names = rows.length > MAX_NAMES ? rows.map(({ subject }) => code(subject.name)) : [];
  const addresses = [...new Set(rows.flatMap(({ subject }) => subject.addresses))].map(code);
  const line = (name: string, codes: readonly string[]): string =>
    codes.length === 0 ? "" : `<p class="${name}">${codes.join(", ")}</p>\n`;
  const ids = rows.map(({ id }) => code(id)).join(", ");
  const accepted = row.acceptance ? `<p class="acceptance">${phrase(acceptanceInWords(row.acceptance))}</p>\n` : "";
  return `${line("names", names)}${line("addresses", addresses)}<p class="ids">row ${ids}</p>
${accepted}<ul>
${itemsOf(row).join("\n")}
</ul>
${editsOf(row)}`;
}

function itemsOf(row: Row): string[] {
  const { comparison, notes } = row;
  return [
    ...comparison.unknown.map((name) => item("unknown", undefined, `known only after apply: ${code(name)}`)),
    ...notes.map((note) => item(note.verdict, RISK_WORDS[note.risk], htmlName(note.text))),
    ...comparison.differences.map((difference) => differenceItem(difference, row)),
  ];
}

function item(verdict: string, risk: string | undefined, content: string): string {
  const sign = verdict === "widened" ? "+" : verdict === "narrowed" ? "−" : "?";
  const badge = risk === undefined ? "" : `<span class="risk">${risk}</span> `;
  return `<li><span class="sign ${verdict}" aria-hidden="true">${sign}</span> <div>${badge}${content}</div></li>`;
}

function differenceItem(difference: Difference, row: Row): string {
  const { what, published, statement, counterpart, proof } = differenceInWords(difference, row.subject);
  return item(
    difference.verdict,
    RISK_WORDS[difference.risk],
    `${phrase(what)}
${published ? `<p>${phrase(published)}</p>` : ""}
<p class="proof">${phrase(proof)}</p>
${counterpart ? `<p>${phrase(counterpart)}</p>` : ""}
<p class="statement">${phrase(statement)}</p>`,
  );
}

/** What changed in the statements; `ins` and `del` say it to a screen reader too. */
function editsOf({ edits }: Row): string {
  if (edits.length === 0) return "";
  const line = (tag: "ins" | "del", sign: string) => (element: StatementElement) =>
    `<li><${tag}><span aria-hidden="true">${sign} </span>${element.element} ${code(element.text)}</${tag}></li>`;
  const statements = edits.map(
    ({ change, statement, gained, lost }) =>
      `<p>${change}: ${phrase(statementInWords(statement))}</p>
<ul>${[...lost.map(line("del", "−")), ...gained.map(line("ins", "+"))].join("")}</ul>`,
  );
  return `<details class="edits"><summary>What changed in the statements</summary>
${statements.join("\n")}
</details>`;
}

function phrase(pieces: Phrase): string {
  return pieces.map((piece) => (typeof piece === "string" ? htmlWords(piece) : code(piece.name))).join("");
}

/** A name as it is, set apart from words of ours. */
export function code(name: string): string {
  return `<code>${name === "" ? "(empty)" : htmlName(name)}</code>`;
}
