import type { Case, Clause } from "../contract/clause";
import { CLAUSES } from "../contract/clauses";
import { denyingClause } from "../contract/denying-clause";
import { statementOrigin } from "../contract/render/documents";
import type { CompiledStatement } from "../policy/compile";

/**
 * The clause behind a deny that no statement decided: the one that allows the action elsewhere, else the one that wants
 * it absent, else the one whose cases deny it. Undefined where no clause is about the action.
 *
 * @param allows The role's allow statements for the action, those that take the resource (and wait for a condition)
 *   first.
 */
export function governingClause(
  action: string,
  role: Case["as"],
  allows: readonly CompiledStatement[],
): Clause | undefined {
  const [nearest] = allows;
  return (nearest && statementOrigin(nearest.statement.sid ?? "")) ?? denyingClause(action, role);
}

/** The ids of the clauses that allow a role something of an action's service. */
export function clausesOfService(action: string, role: "admin" | "execution" | "workforce"): string[] {
  const service = `${action.split(":")[0]?.toLowerCase() ?? ""}:`;
  return CLAUSES.filter(({ statements }) =>
    statements.some(
      ({ effect, actions, documents }) =>
        effect !== "Deny" &&
        documents.some((document) => document.startsWith(role) && !document.endsWith("Trust")) &&
        actions.some((pattern) => pattern.toLowerCase().startsWith(service)),
    ),
  ).map(({ id }) => id);
}
