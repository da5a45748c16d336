import type { Difference, StatementReference } from "../../policy/compare";
import type { Condition } from "../../policy/document";
import { rowIsProven, rowRisk, rowVerdict } from "../row";
import type { Review, Row } from "../model";
import { jsonText } from "./escape";
import { countRows } from "./summary";

/** The form that `review.schema.json` describes. A new minor version only adds. */
const FORMAT_VERSION = "1.2";

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
    rows: rows.map(rowData),
    drift: drift.map(rowData),
    ...(tasks && { tasks }),
  })}\n`;
}

function rowData(row: Row): object {
  const { subject, comparison, edits, notes } = row;
  const { kind, name, account, region, source, created, addresses } = subject;
  return {
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
  };
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
