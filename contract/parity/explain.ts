import { compareIdentity } from "../../policy/compare";
import { compile, decide } from "../../policy/decide";
import type { Statement } from "../../policy/document";
import { fullAccess } from "../../policy/managed";
import type { Clause } from "../clause";
import { CLAUSES } from "../clauses";
import { absenceClause, coversAction } from "../denying-clause";
import { statementOrigin } from "../render/documents";
import { policyOf } from "./differing";
import type { Explainer, Explanation, OurSide } from "./index";
import { DENIED, OURS_ONLY, type Reason, THEIRS_ONLY } from "./reasons";

/** The reason that was written for this statement on these resources, and for no others. */
export const writtenReason: Explainer = ({ statementOf, statement }, { settings }) => {
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
export const reasonAround: Explainer = ({ statementOf, statement }) => {
  const [action] = statement.actions ?? [];
  if (statementOf !== "theirs" || statement.effect === "Deny" || action === undefined) return undefined;
  const around = THEIRS_ONLY.find((reason) => {
    const outer = statementBehind(reason);
    return (outer?.actions ?? []).some((written) => coversAction(written, action)) && isWithin(statement, outer);
  });
  return around && explanationOf(clauseOf(around.clause), around.because);
};

/** The clause of our statement, or the one that gives the action elsewhere, in another context, or to nobody. */
export const decidingClause: Explainer = ({ statementOf, statement, witness }, { policies }) => {
  if (statementOf === "ours") return explanationOf(statementOrigin(statement.sid ?? ""));
  if (statement.effect === "Deny") {
    // Theirs denies it: ours comes from the statement that allows it.
    const allows = witness && decide({ identity: compile(policies) }, witness).statement;
    return explanationOf(statementOrigin(allows?.sid ?? ""));
  }
  const [action] = statement.actions ?? [];
  return action === undefined ? undefined : explanationOf(absenceClause(action) ?? allowingClause(action));
};

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
  if (!found) throw new Error(`contract/parity/reasons.ts: there is no clause ${id}`);
  return found;
}

function explanationOf(clause: Clause, because?: string): Explanation;
function explanationOf(clause: Clause | undefined, because?: string): Explanation | undefined;
function explanationOf(clause: Clause | undefined, because?: string): Explanation | undefined {
  return clause && { clause: clause.id, says: clause.quote, ...(because !== undefined && { because }) };
}

function reasonFor<R extends Omit<Reason, "clause">>(reasons: readonly R[], statement: Statement): R | undefined {
  const { sid, actions = [], resources = [] } = statement;
  const on = [...resources].sort().join(" ");
  return reasons.find(
    (reason) =>
      reason.sid === sid &&
      reason.on.join(" ") === on &&
      actions.every((action) => reason.actions?.includes(action) ?? true),
  );
}

/** A statement with account and region as reasons write them. */
function withExampleNames(statement: Statement, { values }: OurSide["settings"]): Statement {
  const { account, region } = values;
  const resources = statement.resources?.map((text) =>
    text.replaceAll(String(account), "ACCOUNT").replaceAll(String(region), "REGION"),
  );
  return { ...statement, ...(resources && { resources }) };
}

/** The statement of AmazonSageMakerFullAccess that a reason is about, as far as it is about it. */
function statementBehind({ sid, on, actions }: Reason): Statement | undefined {
  const whole = fullAccess().statements.find((statement) => statement.sid === sid);
  return whole && { ...whole, resources: on, ...(actions && { actions }) };
}

/** Whether one statement allows nothing that another does not. */
function isWithin(inner: Statement, outer: Statement | undefined): boolean {
  if (!outer) return false;
  return compareIdentity({ identity: [policyOf(outer)] }, { identity: [policyOf(inner)] }).verdict !== "widened";
}
