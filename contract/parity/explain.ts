import { compareIdentity, withinBudget } from "../../policy/compare";
import { compile, decide } from "../../policy/decide";
import type { Statement } from "../../policy/document";
import { fullAccess } from "../../policy/managed";
import type { Clause } from "../clause";
import { CLAUSES } from "../clauses";
import { absenceClause, coversAction } from "../denying-clause";
import { statementOrigin } from "../render/documents";
import { policyOf } from "./differing";
import type { Explainer, Explanation, OurPolicies } from "./index";
import { DENIED, OURS_ONLY } from "./reasons/ours";
import type { Reason } from "./reasons/reason";
import { THEIRS_ONLY } from "./reasons/theirs";

/** The reason that was written for this statement on these resources, and for no others. */
export const writtenReason: Explainer = ({ statementOf, statement: given }, { settings }) => {
  const statement = inPartitionAws(given);
  const { effect, sid = "" } = statement;
  if (statementOf === "theirs") {
    const reason = effect === "Allow" ? reasonFor(THEIRS_ONLY, statement) : undefined;
    return reason && explanationOf(clauseOf(reason.clause), reason.because);
  }
  const because =
    effect === "Deny" ? DENIED[sid] : reasonFor(OURS_ONLY, withExampleNames(statement, settings))?.because;
  return because === undefined ? undefined : explanationOf(statementOrigin(sid), because);
};

/** What a reason says of a statement of theirs holds for whatever lies within that statement. */
const reasonAround: Explainer = ({ statementOf, statement: given }) => {
  const statement = inPartitionAws(given);
  const [action] = statement.actions ?? [];
  if (statementOf !== "theirs" || statement.effect === "Deny" || action === undefined) return undefined;
  const around = statementsWithReasons().find(
    ({ statement: outer }) =>
      (outer.actions ?? []).some((written) => coversAction(written, action)) && isWithin(statement, outer),
  );
  return around && explanationOf(clauseOf(around.reason.clause), around.reason.because);
};

/** The clause of our statement, or the one that gives the action elsewhere, in another context, or to nobody. */
const decidingClause: Explainer = ({ statementOf, statement, witness }, { policies }) => {
  if (statementOf === "ours") return explanationOf(statementOrigin(statement.sid ?? ""));
  if (statement.effect === "Deny") {
    // Theirs denies it: ours comes from the statement that allows it.
    const allows = witness && decide({ identity: compile(policies) }, witness).statement;
    return explanationOf(statementOrigin(allows?.sid ?? ""));
  }
  const [action] = statement.actions ?? [];
  return action === undefined ? undefined : explanationOf(absenceClause(action) ?? allowingClause(action));
};

/** Who explains a difference: the first that knows it. */
export const EXPLAINERS: readonly Explainer[] = [writtenReason, reasonAround, decidingClause];

const ADMIN_DOCUMENTS: readonly string[] = ["admin", "adminNames", "adminIntegrations"];

/** The clause that allows an action to the admin role, whatever the resource, the context and the options. */
function allowingClause(action: string): Clause | undefined {
  for (const { id, statements } of CLAUSES) {
    const found = statements.find(
      ({ effect, documents, actions }) =>
        effect !== "Deny" &&
        documents.some((document) => ADMIN_DOCUMENTS.includes(document)) &&
        actions.some((written) => coversAction(written, action)),
    );
    if (found) return { ...clauseOf(id), quote: found.quote ?? clauseOf(id).quote };
  }
  return undefined;
}

function clauseOf(id: string): Clause {
  const found = CLAUSES.find((clause) => clause.id === id);
  if (!found) throw new Error(`contract/parity/reasons/: there is no clause ${id}`);
  return found;
}

function explanationOf(clause: Clause, because?: string): Explanation;
function explanationOf(clause: Clause | undefined, because?: string): Explanation | undefined;
function explanationOf(clause: Clause | undefined, because?: string): Explanation | undefined {
  return clause && { clause: clause.id, says: clause.quote, ...(because !== undefined && { because }) };
}

function reasonFor<R extends Reason>(reasons: readonly R[], statement: Statement): R | undefined {
  const { sid, actions = [], resources = [] } = statement;
  const on = [...resources].sort().join(" ");
  return reasons.find(
    (reason) =>
      reason.sid === sid &&
      reason.on.join(" ") === on &&
      actions.every((action) => reason.actions?.includes(action) ?? true),
  );
}

/** A statement with the partition as reasons write it: those of other partitions are the same but for it. */
function inPartitionAws(statement: Statement): Statement {
  const resources = statement.resources?.map((text) => text.replace(/^arn:aws-[a-z-]+:/, "arn:aws:"));
  return { ...statement, ...(resources && { resources }) };
}

/** A statement with account and region as reasons write them. */
function withExampleNames(statement: Statement, { values }: OurPolicies["settings"]): Statement {
  const { account, region } = values;
  const resources = statement.resources?.map((text) =>
    text.replaceAll(String(account), "ACCOUNT").replaceAll(String(region), "REGION"),
  );
  return { ...statement, ...(resources && { resources }) };
}

/** A reason, and the statement of AmazonSageMakerFullAccess that it is about, as far as it is about it. */
interface StatementWithReason {
  readonly reason: (typeof THEIRS_ONLY)[number];
  readonly statement: Statement;
}

let withReasons: readonly StatementWithReason[] | undefined;

/** Put together when a first difference asks for them. */
function statementsWithReasons(): readonly StatementWithReason[] {
  if (withReasons) return withReasons;
  const { statements } = fullAccess();
  withReasons = THEIRS_ONLY.flatMap((reason) => {
    const { sid, on, actions } = reason;
    return statements
      .filter((statement) => statement.sid === sid)
      .map((statement) => ({ reason, statement: { ...statement, resources: on, ...(actions && { actions }) } }));
  });
  return withReasons;
}

/** What it may cost to say that a statement lies within another: single statements are small. */
const WITHIN_STEPS = 20_000;

/** Whether one statement allows nothing that another does not; false too where that is too costly to decide. */
function isWithin(inner: Statement, outer: Statement): boolean {
  const [before, after] = [{ identity: [policyOf(outer)] }, { identity: [policyOf(inner)] }];
  const [comparison] = withinBudget([(budget) => compareIdentity(before, after, {}, budget)], WITHIN_STEPS);
  return comparison?.verdict !== "widened";
}
