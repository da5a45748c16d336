import type { Policy, Request, Statement } from "../../policy/document";
import type { Settings } from "../settings";
import { differingStatements, policyOf, type DifferingStatement } from "./differing";

/** Our side of a comparison: what the admin role carries. */
export interface OurPolicies {
  readonly policies: readonly Policy[];
  /** What the policies were made from. */
  readonly settings: Settings;
}

export type Whose = "theirs" | "ours";

/** One difference between other policies ("theirs") and those of the admin role ("ours"). */
export interface ParityRow {
  /** Which of the two allows it. */
  readonly allowedBy: Whose;
  /** Whose statement makes the difference: an Allow of the side that allows it, or a Deny of the other. */
  readonly statementOf: Whose;
  /** That statement, with those of its actions and resources on which the sides differ. */
  readonly statement: Statement;
  /** Absent where nothing in the contract explains the difference. */
  readonly explanation?: Explanation;
  /** Whether the difference is real: false where it only could not be ruled out. */
  readonly proven: boolean;
  /** A request that one allows and the other does not. */
  readonly witness?: Request;
}

/** Why two sides differ. */
export interface Explanation {
  /** The clause that decides it. */
  readonly clause: string;
  /** The page's sentence behind the clause. */
  readonly says: string;
  /** The reason in words, where one was written down for this very difference. */
  readonly because?: string;
}

/** Knows why a difference is there, or does not. */
export type Explainer = (row: ParityRow, ours: OurPolicies) => Explanation | undefined;

/** Everything that theirs allows and ours does not, and the reverse; the first explainer that knows a row explains it. */
export function parity(theirs: readonly Policy[], ours: OurPolicies, explainers: readonly Explainer[]): ParityRow[] {
  const differing = differingStatements({ identity: theirs }, { identity: ours.policies });
  return explainedRows(differing, ours, explainers);
}

/** What a version of their policy allows that another does not, and where ours stands. */
export interface MovedRow {
  readonly moved: "added" | "removed";
  /** The statement of theirs, with those of its actions and resources that moved. */
  readonly statement: Statement;
  readonly proven: boolean;
  /** What of it ours does not allow, where it was added, and still allows, where it was removed. None: ours agrees. */
  readonly apart: readonly ParityRow[];
}

/** What moved from one version of their policy to another. */
export function movedRows(from: Policy, to: Policy, ours: OurPolicies, explainers: readonly Explainer[]): MovedRow[] {
  return differingStatements({ identity: [from] }, { identity: [to] }).map(({ allowedBy, statement, proven }) => {
    const moved = policyOf(statement);
    if (allowedBy === "after") {
      const apart = parity([moved], ours, explainers).filter((row) => row.allowedBy === "theirs");
      return { moved: "added", statement, proven, apart };
    }
    const still = differingStatements({ identity: [] }, { identity: ours.policies, boundary: [moved] });
    return { moved: "removed", statement, proven, apart: explainedRows(still, ours, explainers) };
  });
}

const SIDES = { before: "theirs", after: "ours" } as const;

function explainedRows(
  differing: readonly DifferingStatement[],
  ours: OurPolicies,
  explainers: readonly Explainer[],
): ParityRow[] {
  const rows = differing.flatMap(eachAction).map((one): ParityRow => {
    const row = { ...one, allowedBy: SIDES[one.allowedBy], statementOf: SIDES[one.statementOf] };
    for (const explain of explainers) {
      const explanation = explain(row, ours);
      if (explanation) return { ...row, explanation };
    }
    return row;
  });
  return merged(rows);
}

/** An Allow action by action, since a reason may be about some of them. */
function eachAction(one: DifferingStatement): DifferingStatement[] {
  const { effect, actions } = one.statement;
  if (effect === "Deny" || !actions) return [one];
  return actions.map((action) => ({ ...one, statement: { ...one.statement, actions: [action] } }));
}

/** Rows that differ in nothing but their actions, as one. */
function merged(rows: readonly ParityRow[]): ParityRow[] {
  const byRest = new Map<string, ParityRow>();
  for (const row of rows) {
    const key = JSON.stringify({ ...row, witness: undefined, statement: { ...row.statement, actions: undefined } });
    const { statement } = byRest.get(key) ?? {};
    if (!statement) byRest.set(key, row);
    else if (statement.actions) {
      const actions = [...statement.actions, ...(row.statement.actions ?? [])];
      byRest.set(key, { ...row, statement: { ...statement, actions } });
    }
  }
  return [...byRest.values()];
}
