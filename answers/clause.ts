import type { Case, Clause } from "../contract/clause";
import { CLAUSES } from "../contract/clauses";
import { coversAction, denyingClause } from "../contract/denying-clause";
import { THEIRS_ONLY } from "../contract/parity/reasons/theirs";
import { statementOrigin } from "../contract/render/documents";
import type { CompiledStatement } from "../policy/compile";

/**
 * The clause behind a deny that no statement decided: the one that allows the action elsewhere, else the one that wants
 * it absent, else the one whose cases deny it. Undefined where no clause is about the action.
 *
 * @param nearest The allow statement for the action that comes nearest to allowing it.
 */
export function governingClause(
  action: string,
  role: Case["as"],
  nearest: CompiledStatement | undefined,
): Clause | undefined {
  return (
    (nearest && statementOrigin(nearest.statement.sid ?? "")) ??
    keyClause(action, role) ??
    denyingClause(action, role) ??
    reasonedClause(action)
  );
}

/** The clause for which something of AmazonSageMakerFullAccess was left out. */
function reasonedClause(action: string): Clause | undefined {
  const reason = THEIRS_ONLY.find(({ actions = [] }) => actions.some((pattern) => coversAction(pattern, action)));
  return CLAUSES.find(({ id }) => id === reason?.clause);
}

/** The clause that lets a role use a key through the key's own policy. */
function keyClause(action: string, role: Case["as"]): Clause | undefined {
  return CLAUSES.find(({ statements }) =>
    statements.some(
      ({ documents, actions, conditions }) =>
        documents.includes("key") &&
        actions.some((pattern) => coversAction(pattern, action)) &&
        [conditions?.ArnEquals?.["aws:PrincipalArn"] ?? []].flat().includes(`{${role}RoleArn}`),
    ),
  );
}

/** The clauses that hold statements about an action, with these alone. */
export function clausesAbout(action: string): Clause[] {
  return CLAUSES.flatMap((clause) => {
    const statements = clause.statements.filter(({ actions }) => actions.some((one) => coversAction(one, action)));
    return statements.length === 0 ? [] : [{ ...clause, statements }];
  });
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
