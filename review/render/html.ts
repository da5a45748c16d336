import { createHash } from "node:crypto";
import type { Difference } from "../../policy/compare";
import { rowRisk, rowVerdict } from "../row";
import type { Review, Row, StatementElement } from "../model";
import { htmlName, htmlWords } from "./escape";
import { SCRIPT, STYLE } from "./html-page";
import { countRows, MEANINGS, comparedInWords, noChange, RISK_WORDS, ROW_VERDICTS } from "./summary";
import { differenceInWords, statementInWords, type Phrase } from "./words";

/**
 * Writes a review as one HTML page that needs nothing else: it works from a file, without network, by keyboard and
 * screen reader, dark and light. Its content security policy lets nothing run but its own script.
 *
 * @param sources The files that were reviewed.
 */
export function renderHtml(review: Review, sources: readonly string[]): string {
  const { rows, verdict } = review;
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(STYLE)}'`,
    `script-src '${hashOf(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Access review: ${verdict}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Access review: <span class="${verdict}">${verdict}</span></h1>
<p>${rows.length === 0 ? noChange(review) : `Of ${comparedInWords(review)}, access changes, or may, for ${rows.length}. The riskiest stand first.`}</p>
${rows.length === 0 ? "" : filter(rows)}
</header>
<main>
${rows.map(article).join("\n")}
</main>
<footer>
<details>
<summary>How to read this</summary>
<dl>
${ROW_VERDICTS.map((name) => `<dt class="${name}">${name}</dt><dd>${MEANINGS[name]}</dd>`).join("\n")}
</dl>
<p>Risks, most first: ${Object.values(RISK_WORDS).join(", ")}.</p>
</details>
<p>Read: ${sources.map((source) => `<code>${htmlName(source)}</code>`).join(", ")}</p>
</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** How a content security policy names an inline style or script. */
function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** Shown by the script, since without it there is nothing that filters. */
function filter(rows: readonly Row[]): string {
  const counts = countRows(rows);
  const boxes = ROW_VERDICTS.filter((verdict) => counts[verdict] > 0).map(
    (verdict) =>
      `<label><input type="checkbox" name="verdict" value="${verdict}" checked> <span class="${verdict}">${verdict}</span> ${counts[verdict]}</label>`,
  );
  return `<form role="search" hidden>
<label>Filter <input type="search" name="text" autocomplete="off" spellcheck="false" placeholder="name, action, resource…"></label>
<fieldset><legend>Verdicts</legend>${boxes.join("\n")}</fieldset>
<output aria-live="polite">${rows.length} of ${rows.length} shown</output>
</form>
<ul class="counts">${ROW_VERDICTS.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `<li class="${verdict}">${counts[verdict]} ${verdict}</li>`)
    .join("")}</ul>`;
}

function article(row: Row, i: number): string {
  const { subject, comparison, notes } = row;
  const verdict = rowVerdict(row);
  const items = [
    ...comparison.unknown.map((name) => item("unknown", undefined, `known only after apply: ${code(name)}`)),
    ...notes.map((note) => item(note.verdict, RISK_WORDS[note.risk], htmlName(note.text))),
    ...comparison.differences.map((difference) => differenceItem(difference, row)),
  ];
  return `<article aria-labelledby="row-${i}" data-verdict="${verdict}">
<h2 id="row-${i}"><span class="${verdict}">${verdict}</span> <span class="risk">${RISK_WORDS[rowRisk(row)]}</span> ${htmlName(subject.kind)} ${code(subject.name)}</h2>
${subject.addresses.length === 0 ? "" : `<p class="addresses">${subject.addresses.map(code).join(", ")}</p>`}
<ul>
${items.join("\n")}
</ul>
${editsOf(row)}
</article>`;
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
  return `<details><summary>What changed in the statements</summary>
${statements.join("\n")}
</details>`;
}

function phrase(pieces: Phrase): string {
  return pieces.map((piece) => (typeof piece === "string" ? htmlWords(piece) : code(piece.name))).join("");
}

function code(name: string): string {
  return `<code>${name === "" ? "(empty)" : htmlName(name)}</code>`;
}
