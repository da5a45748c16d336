import type { Difference, StatementReference } from "../../policy/compare";
import type { Condition, Statement } from "../../policy/document";
import { writeStatement } from "../../policy/write";
import { acceptableOf } from "../acceptance";
import { rowIsProven, rowRisk, rowVerdict } from "../row";
import type { Review, Row } from "../model";
import { jsonText } from "./escape";
import { countRows } from "./summary";

/** The form that `review.schema.json` describes. A new minor version only adds. */
const FORMAT_VERSION = "1.3";

/** Writes a review as JSON; its schema is `review/review.schema.json`. */
export function renderJson({ verdict, counts, rows, notices, drift, tasks }: Review): string {
  const { compared, withoutAccess, notCompared } = counts;
  return `${jsonText({
    formatVersion: FORMAT_VERSION,
    verdict,
    compared,
    withoutAccess,
    notCompared,
    counts: countRows(rows),
    notices,
    rows: rows.map((row) => ({ ...rowData(row), acceptable: acceptableData(row) })),
    drift: drift.map(rowData),
    ...(tasks && { tasks }),
  })}\n`;
}

function rowData(row: Row): object {
  const { id, subject, comparison, edits, notes, acceptance } = row;
  const { kind, name, account, region, source, created, addresses } = subject;
  return {
    id,
    subject: {
      kind,
      name,
      account: account ?? null,
      region: region ?? null,
      source: source ?? null,
      created,
      addresses,
    },
    verdict: rowVerdict(row),
    risk: rowRisk(row),
    proven: rowIsProven(row),
    differences: comparison.differences.map(differenceData),
    edits: edits.map(({ change, statement, gained, lost }) => ({
      change,
      statement: statementData(statement),
      gained,
      lost,
    })),
    notes: notes.map(({ verdict, risk, proven, text }) => ({ verdict, risk, proven, text })),
    unknown: comparison.unknown,
    ...(acceptance && {
      acceptance: { ...acceptance, until: acceptance.until ?? null, beyond: acceptance.beyond.map(differenceData) },
    }),
  };
}

/** What `ssps accept` records of a row; null where nothing can be. */
function acceptableData(row: Row): object | null {
  const acceptable = acceptableOf(row);
  if (acceptable.by === "nothing") return null;
  if (acceptable.by === "texts") return { texts: acceptable.texts };
  const lists = Object.entries(acceptable.access) as [string, readonly Statement[]][];
  // No boundary is another thing than one that allows nothing of it.
  const given = lists.filter(([name, statements]) => statements.length > 0 || name === "boundary");
  return { statements: Object.fromEntries(given.map(([name, statements]) => [name, statements.map(writeStatement)])) };
}

function differenceData(difference: Difference): object {
  const { verdict, cause, risk, proven, message, statement, conditions, witness, counterpart } = difference;
  const { principals, notPrincipals, actions, notActions, resources, notResources } = difference;
  return {
    verdict,
    cause,
    risk,
    proven,
    ...(message !== undefined && { message }),
    statement: statementData(statement),
    // Members that are undefined are left out of JSON.
    ...{ principals, notPrincipals, actions, notActions, resources, notResources },
    published: difference.published,
    publishedCount: difference.publishedCount,
    conditions: conditions.map(conditionData),
    witness: witness ?? null,
    ...(counterpart && {
      counterpart: { ...statementData(counterpart), conditions: counterpart.conditions.map(conditionData) },
    }),
  };
}

function statementData({ policy, index, sid, effect }: StatementReference): object {
  return { policy, index, sid: sid ?? null, effect };
}

/** The operator as a policy writes it, and its key and values. */
function conditionData({ qualifier, operator, ifExists, key, values }: Condition): object {
  const prefix = qualifier === undefined ? "" : `${qualifier}:`;
  return { operator: `${prefix}${operator}${ifExists ? "IfExists" : ""}`, key, values };
}
