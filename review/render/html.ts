import { RISKS } from "../../policy/compare";
import type { Review, Row } from "../model";
import { rowRisk } from "../row";
import { entriesOf, type Entry } from "./entries";
import { htmlName } from "./escape";
import { code, entryHtml } from "./html-entry";
import { htmlPage } from "./html-page";
import { SCRIPT } from "./html-script";
import { STYLE } from "./html-style";
import {
  comparedInWords,
  countRows,
  MEANINGS,
  noChange,
  RISK_WORDS,
  ROW_VERDICTS,
  uncomparedInWords,
  type RowVerdict,
} from "./summary";
import { tasksHtml } from "./tasks";

/** Entries that are open when the page is. */
const OPEN = 4;
/** Entries whose details stand in the page; those of more would make it slow, and the script puts them in place. */
const WHOLE = 300;

/**
 * Writes a review as one HTML page that needs nothing else: it works from a file, without network, by keyboard and
 * screen reader, dark and light. An overview stands first, then one line for each entry, which opens to its details.
 * Its content security policy lets nothing run but its own script.
 *
 * @param sources The files that were reviewed.
 */
export function renderHtml(review: Review, sources: readonly string[]): string {
  return htmlPage({
    title: `Access review: ${review.verdict}`,
    style: STYLE,
    script: SCRIPT,
    body: `${headerOf(review)}
<main>
${tasksHtml(review.tasks ?? [])}${rowsOf(review)}
</main>
<footer>
<details>
<summary>How to read this</summary>
<dl>
${ROW_VERDICTS.map((name) => `<dt class="${name}">${name}</dt><dd>${MEANINGS[name]}</dd>`).join("\n")}
</dl>
<p>Risks, most first: ${Object.values(RISK_WORDS).join(", ")}.</p>
</details>
<p>Read: ${sources.map(code).join(", ")}</p>
</footer>`,
  });
}

function headerOf(review: Review): string {
  const { rows, verdict, notices } = review;
  const summary =
    rows.length === 0
      ? noChange(review)
      : `Of ${comparedInWords(review)}, access changes, or may, for ${rows.length}. The riskiest stand first.${uncomparedInWords(review)}`;
  return `<header>
<h1>Access review: <span class="${verdict}">${verdict}</span></h1>
${notices.length === 0 ? "" : `<ul class="notices" aria-label="Notices">${notices.map((notice) => `<li>${htmlName(notice)}</li>`).join("\n")}</ul>`}
<p>${summary}</p>
${rows.length === 0 ? "" : overviewOf(rows) + controlsOf(rows)}
</header>`;
}

/** How many rows of each risk, and where there are several accounts of each account, have each verdict. */
function overviewOf(rows: readonly Row[]): string {
  const verdicts = verdictsOf(rows);
  const accounts = accountsOf(rows);
  return `<div class="overview">
${table(
  "Risk",
  verdicts,
  [...byRisk(rows)].map(([risk, of]) => [RISK_WORDS[risk], of]),
)}
${
  accounts.size > 1
    ? table(
        "Account",
        verdicts,
        [...accounts].map(([account, of]) => [accountLabel(account), of]),
      )
    : ""
}
</div>
`;
}

function table(title: string, verdicts: readonly RowVerdict[], lines: [label: string, rows: readonly Row[]][]): string {
  const line = ([label, rows]: (typeof lines)[number]): string => {
    const counts = countRows(rows);
    return `<tr><th scope="row">${label}</th>${verdicts.map((verdict) => `<td>${counts[verdict] || ""}</td>`).join("")}</tr>`;
  };
  return `<table><thead><tr><th scope="col">${title}</th>${verdicts.map((verdict) => `<th scope="col" class="${verdict}">${verdict}</th>`).join("")}</tr></thead>
<tbody>${lines.map(line).join("\n")}</tbody></table>`;
}

/** Shown by the script, since without it there is nothing that filters. */
function controlsOf(rows: readonly Row[]): string {
  const counts = countRows(rows);
  const box = (name: string, value: string, label: string, count: number): string =>
    `<label><input type="checkbox" name="${name}" value="${value}" checked> ${label} <span class="count">${count}</span></label>`;
  const accounts = accountsOf(rows);
  const options = [...accounts.keys()].map(
    (account) => `<option value="in ${htmlName(account)}">${accountLabel(account)}</option>`,
  );
  return `<form role="search" aria-label="Filter and group" hidden>
<label>Filter <input type="search" name="text" autocomplete="off" spellcheck="false" placeholder="name, action, resource…"></label>
<fieldset><legend>Verdict</legend>${verdictsOf(rows)
    .map((verdict) => box("verdict", verdict, `<span class="${verdict}">${verdict}</span>`, counts[verdict]))
    .join("\n")}</fieldset>
<fieldset><legend>Risk</legend>${[...byRisk(rows)]
    .map(([risk, of]) => box("risk", RISK_WORDS[risk], RISK_WORDS[risk], of.length))
    .join("\n")}</fieldset>
${accounts.size > 1 ? `<label>Account <select name="account"><option value="all">all</option>${options.join("")}</select></label>` : ""}
<label>Group by <select name="group"><option value="">existing and new</option><option value="account">account</option><option value="risk">risk</option><option value="verdict">verdict</option></select></label>
<span class="buttons"><button type="button" name="open" value="all">Open all</button> <button type="button" name="open" value="none">Close all</button></span>
<output aria-live="polite">${rows.length} of ${rows.length} shown</output>
</form>`;
}

function rowsOf({ rows, drift }: Review): string {
  const { existing, created } = entriesOf(rows);
  const outside = entriesOf(drift);
  const deferred: string[] = [];
  const defer = (details: string): number => deferred.push(details) - 1;
  let written = 0;
  const section = (title: string, entries: readonly Entry[], opens: boolean): string => {
    const texts = entries.map((entry) => {
      written += 1;
      return entryHtml(entry, { open: opens && written <= OPEN, ...(written > WHOLE && { defer }) });
    });
    return texts.length === 0 ? "" : `<section>\n<h2>${title}</h2>\n${texts.join("\n")}\n</section>`;
  };
  const counted = [section("Access that changes", existing, true), section("Created by this change", created, true)];
  const uncounted = section(
    "Changed outside of Terraform since its last run; counts in no verdict",
    [...outside.existing, ...outside.created],
    false,
  );
  return `<div id="rows">
${counted.join("\n")}
</div>
${uncounted}
${deferred.length === 0 ? "" : deferredHtml(deferred)}`;
}

/** Details that are put in place when somebody opens them: data, in which nothing ends the element that holds it. */
function deferredHtml(details: readonly string[]): string {
  return `<p id="scripts">The details of the last ${details.length} entries need scripts; the JSON format has them, too.</p>
<script type="application/json" id="details">${JSON.stringify(details).replaceAll("<", "\\u003c")}</script>`;
}

function verdictsOf(rows: readonly Row[]): RowVerdict[] {
  const counts = countRows(rows);
  return ROW_VERDICTS.filter((verdict) => counts[verdict] > 0);
}

/** Rows by risk, most first. */
function byRisk(rows: readonly Row[]): Map<(typeof RISKS)[number], Row[]> {
  const groups = new Map(RISKS.map((risk): [(typeof RISKS)[number], Row[]] => [risk, []]));
  for (const row of rows) groups.get(rowRisk(row))?.push(row);
  return new Map([...groups].filter(([, of]) => of.length > 0));
}

/** Rows by account, the account of the riskiest row first; "" where it is not known. */
function accountsOf(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const account = row.subject.account ?? "";
    const group = groups.get(account);
    if (group) group.push(row);
    else groups.set(account, [row]);
  }
  return groups;
}

function accountLabel(account: string): string {
  return account === "" ? "not known" : htmlName(account);
}
