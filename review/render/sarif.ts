import { createHash } from "node:crypto";
import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { rowRisk, rowVerdict } from "../row";
import type { Review, Row } from "../model";
import { clip, jsonText, sarifText, visible } from "./escape";
import { MEANINGS, RISK_WORDS, type RowVerdict } from "./summary";
import { differenceInWords, type Phrase } from "./words";

/**
 * Each kind of result: its id, how severe it is, and by which number GitHub sorts it (0.0 to 10.0). A widening is told
 * apart by what it puts at stake, since severities belong to rules.
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

/** How many differences a message tells. */
const MAX_TOLD = 5;
const MAX_NAME = 400;

/**
 * Writes a review in the Static Analysis Results Interchange Format: one result a row, for code scanning.
 *
 * @param sources The files that were reviewed: results of several point at the first.
 */
export function renderSarif(review: Review, sources: readonly string[]): string {
  return `${jsonText({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ssps review", rules: RULES.map(rule) } },
        columnKind: "utf16CodeUnits",
        artifacts: sources.map((source) => ({ location: { uri: uriOf(source) } })),
        results: review.rows.map((row) => result(row, sources[0] ?? "")),
      },
    ],
  })}\n`;
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

function result(row: Row, source: string): object {
  const verdict = rowVerdict(row);
  const risk = rowRisk(row);
  const id = verdict === "widened" ? `access/widened-${RISK_WORDS[risk]}` : `access/${verdict}`;
  const index = RULES.findIndex((rule) => rule.id === id);
  const { kind, name, addresses } = row.subject;
  return {
    ruleId: id,
    ruleIndex: index,
    level: RULES[index]?.level,
    message: { text: message(row) },
    locations: [
      {
        // A plan has no lines that its author wrote; code scanning wants one all the same.
        physicalLocation: { artifactLocation: { uri: uriOf(source), index: 0 }, region: { startLine: 1 } },
        logicalLocations: addresses.map((address) => ({ fullyQualifiedName: visible(address), kind: "resource" })),
      },
    ],
    partialFingerprints: {
      "subject/v1": createHash("sha256")
        .update(JSON.stringify([kind, name]))
        .digest("hex"),
    },
    properties: { verdict, risk, proven: row.comparison.proven },
  };
}

/** The row in plain text: what changes, riskiest first, and the request that proves the first of it. */
function message(row: Row): string {
  const { subject, comparison, notes } = row;
  const told = comparison.differences.slice(0, MAX_TOLD).map((difference) => {
    const { what, statement, counterpart, proof } = differenceInWords(difference, subject);
    const reasons = [statement, ...(counterpart ? [counterpart] : []), proof].map(plain);
    return `${plain(what)} (${reasons.join("; ")})`;
  });
  const more = comparison.differences.length - told.length;
  const parts = [
    ...notes.slice(0, MAX_TOLD).map(({ text }) => `"${shown(text)}"`),
    ...comparison.unknown.slice(0, MAX_TOLD).map((name) => `known only after apply: "${shown(name)}"`),
    ...told,
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  const verdict = rowVerdict(row);
  return sarifText(
    `${subject.kind} "${shown(subject.name)}", ${verdict} (${RISK_WORDS[rowRisk(row)]}): ${parts.join("; ")}.`,
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
  return isAbsolute(path)
    ? pathToFileURL(path).href
    : path.split(sep).map(encodeURIComponent).join("/").replace(/^\.\//, "");
}
