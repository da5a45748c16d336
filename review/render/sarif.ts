import { createHash } from "node:crypto";
import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { rowIsProven, rowRisk, rowVerdict } from "../row";
import type { Place } from "../locate/place";
import type { AcceptanceMark, Review, Row } from "../model";
import { clip, jsonText, sarifText, visible } from "./escape";
import { MEANINGS, RISK_WORDS, type RowVerdict } from "./summary";
import { acceptanceInWords, differenceInWords, type Phrase } from "./words";

/**
 * Each kind of result: its id, how severe it is, and by which number GitHub sorts it (0.0 to 10.0). Widenings are
 * separate by what they put at stake, since severities belong to rules.
 *
 * Source: SARIF 2.1.0, 3.49 "reportingDescriptor object"; "SARIF support for code scanning", GitHub.
 */
const RULES = [
  { id: "access/widened-public", level: "error", severity: "9.5" },
  { id: "access/widened-cross-account", level: "error", severity: "9.0" },
  { id: "access/widened-escalation", level: "error", severity: "8.5" },
  { id: "access/widened-delete", level: "warning", severity: "6.5" },
  { id: "access/widened-write", level: "warning", severity: "5.5" },
  { id: "access/widened-read", level: "warning", severity: "4.5" },
  { id: "access/unknown", level: "warning", severity: "4.0" },
  { id: "access/changed", level: "note", severity: "1.0" },
  { id: "access/narrowed", level: "note", severity: "0.5" },
] as const;

/** How many differences a message shows. */
const MAX_SHOWN = 5;
const MAX_NAME = 400;

/**
 * Writes a review in the Static Analysis Results Interchange Format: one result a row, for code scanning.
 *
 * @param sources The files that were reviewed.
 * @param locate Finds what an author wrote of a row. A result whose place is not known points at the file that was
 *   reviewed.
 */
export function renderSarif(
  review: Review,
  sources: readonly string[],
  locate: (row: Row) => Place | undefined = () => undefined,
): string {
  const uris = distinct(sources.map(uriOf));
  return `${jsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ssps review", rules: RULES.map(rule) } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: review.notices.map((notice) => ({
              level: "warning",
              message: { text: sarifText(shown(notice)) },
            })),
          },
        ],
        columnKind: "utf16CodeUnits",
        artifacts: uris.map((uri) => ({ location: { uri } })),
        results: review.rows.map((row) => result(row, locate(row), uris)),
      },
    ],
  })}\n`;
}

/** Where the standard wants each only once. */
function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function rule({ id, level, severity }: (typeof RULES)[number]): object {
  const [, verdict = ""] = /\/([a-z]+)/.exec(id) ?? [];
  const meaning = MEANINGS[verdict as RowVerdict];
  return {
    id,
    shortDescription: { text: `access ${id.slice("access/".length).replace("-", ", ")}` },
    fullDescription: { text: meaning },
    help: { text: `${verdict}: ${meaning}.` },
    defaultConfiguration: { level },
    properties: { tags: ["security"], precision: "high", "security-severity": severity },
  };
}

function result(row: Row, place: Place | undefined, uris: readonly string[]): object {
  const verdict = rowVerdict(row);
  const risk = rowRisk(row);
  const id = verdict === "widened" ? `access/widened-${RISK_WORDS[risk]}` : `access/${verdict}`;
  const index = RULES.findIndex((rule) => rule.id === id);
  const { kind, name, account, region, addresses } = row.subject;
  return {
    ruleId: id,
    ruleIndex: index,
    level: RULES[index]?.level,
    message: { text: message(row) },
    locations: [
      {
        physicalLocation: place
          ? { artifactLocation: { uri: uriOf(place.file) }, region: { startLine: place.line } }
          : reviewed(row, uris),
        // Several plans may show one address, and names that differ in what is not seen are shown alike.
        logicalLocations: distinct(addresses.map(visible)).map((address) => ({
          fullyQualifiedName: address,
          kind: "resource",
        })),
      },
    ],
    partialFingerprints: {
      "subject/v2": createHash("sha256")
        .update(JSON.stringify([kind, name, account, region]))
        .digest("hex"),
    },
    ...(row.acceptance?.state === "accepted" && { suppressions: [suppression(row.acceptance)] }),
    properties: { verdict, risk, proven: rowIsProven(row), id: row.id },
  };
}

/** What somebody accepted. Source: SARIF 2.1.0, 3.35 "suppression object": it stands outside of what was reviewed. */
function suppression({ by, reason }: AcceptanceMark): object {
  return { kind: "external", status: "accepted", justification: `${shown(by)}: ${shown(reason)}` };
}

/** The plan or stack; it has no lines that its author wrote, and code scanning wants one all the same. */
function reviewed({ subject: { source } }: Row, uris: readonly string[]): object {
  const uri = source === undefined ? (uris[0] ?? "") : uriOf(source);
  const index = uris.indexOf(uri);
  return { artifactLocation: { uri, ...(index >= 0 && { index }) }, region: { startLine: 1 } };
}

/** The row in plain text: what changes, riskiest first, and the request that proves the first of it. */
function message(row: Row): string {
  const { subject, comparison, notes } = row;
  const differences = comparison.differences.slice(0, MAX_SHOWN).map((difference) => {
    const { what, statement, counterpart, proof } = differenceInWords(difference, subject);
    const reasons = [statement, ...(counterpart ? [counterpart] : []), proof].map(plain);
    return `${plain(what)} (${reasons.join("; ")})`;
  });
  const more = comparison.differences.length - differences.length;
  const changes = [
    ...(row.acceptance ? [plain(acceptanceInWords(row.acceptance))] : []),
    ...notes.slice(0, MAX_SHOWN).map(({ text }) => `"${shown(text)}"`),
    ...comparison.unknown.slice(0, MAX_SHOWN).map((name) => `known only after apply: "${shown(name)}"`),
    ...differences,
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  const { kind, name, account, region } = subject;
  const place = [
    ...(account === undefined ? [] : [` in account "${shown(account)}"`]),
    ...(region === undefined ? [] : [` in "${shown(region)}"`]),
  ].join("");
  const verdict = rowVerdict(row);
  return sarifText(
    `${kind} "${shown(name)}"${place}, ${verdict} (${RISK_WORDS[rowRisk(row)]}): ${changes.join("; ")}.`,
  );
}

function plain(phrase: Phrase): string {
  return phrase.map((piece) => (typeof piece === "string" ? piece : `"${shown(piece.name)}"`)).join("");
}

function shown(name: string): string {
  return clip(visible(name), MAX_NAME).replaceAll('"', "'");
}

/** A path within the working folder as a relative reference, any other as a file URL. */
function uriOf(path: string): string {
  // Half a surrogate pair has no encoding.
  const whole = path.replace(/[\ud800-\udfff]/gu, "\ufffd");
  return isAbsolute(whole)
    ? pathToFileURL(whole).href
    : whole.split(sep).map(encodeURIComponent).join("/").replace(/^\.\//, "");
}
