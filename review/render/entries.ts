import type { Difference, StatementReference } from "../../policy/compare";
import { isNewPrincipal, rowIsProven, rowRisk, rowVerdict } from "../row";
import type { Row } from "../model";

/** What a reader sees as one line: the same change on one or more principals or resources of one place. */
export interface Entry {
  /** At least one; riskiest first, like the review's. */
  readonly rows: readonly [Row, ...Row[]];
  readonly verdict: ReturnType<typeof rowVerdict>;
  readonly risk: ReturnType<typeof rowRisk>;
}

/** The rows of a review as they are shown: principals that the change creates apart from all that exist before it. */
export interface Entries {
  readonly existing: readonly Entry[];
  readonly created: readonly Entry[];
}

/** Joins rows that say the same of several names, in the order of the rows, and sets new principals apart. */
export function entriesOf(rows: readonly Row[]): Entries {
  return {
    existing: joined(rows.filter(({ subject }) => !isNewPrincipal(subject))),
    created: joined(rows.filter(({ subject }) => isNewPrincipal(subject))),
  };
}

function joined(rows: readonly Row[]): Entry[] {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const key = changeOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((group) => ({
    rows: group,
    verdict: rowVerdict(group[0]),
    risk: rowRisk(group[0]),
  }));
}

/** A text that is the same for rows that say the same: all but the names, and the requests that prove it. */
function changeOf(row: Row): string {
  const { subject, comparison, edits, notes } = row;
  const { kind, account, region, source, created } = subject;
  const changed = edits.map((edit) => ({ ...edit, statement: withoutPolicy(edit.statement) }));
  return JSON.stringify([
    [kind, account, region, source, created],
    rowVerdict(row),
    comparison.differences.map(withoutNames),
    comparison.unknown,
    notes,
    changed,
    row.acceptance,
  ]);
}

/** Policies of several principals bear different names where they are inline. */
function withoutPolicy({ index, sid, effect }: StatementReference): object {
  return { index, sid, effect };
}

function withoutNames({ witness: _, refused: __, statement, counterpart, ...rest }: Difference): object {
  return {
    ...rest,
    statement: withoutPolicy(statement),
    ...(counterpart && { counterpart: { ...withoutPolicy(counterpart), conditions: counterpart.conditions } }),
  };
}

/** What stands beside a row's verdict: that it is not proven, and what became of its acceptance. */
export function flagsOf(row: Row): string[] {
  const state = row.acceptance?.state;
  return [
    ...(rowVerdict(row) === "widened" && !rowIsProven(row) ? ["not proven"] : []),
    ...(state === "accepted" ? ["accepted"] : state === undefined ? [] : ["no longer accepted"]),
  ];
}
