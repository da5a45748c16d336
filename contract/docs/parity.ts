import { compareIdentity, type Difference } from "../../policy/compare";
import { fullAccess } from "../../policy/managed";
import { rolePolicies } from "../cases/authorization";
import { CLAUSES } from "../clauses";
import { code, codes, exampleText, table } from "./markdown";
import { DENIED, OURS_ONLY, type Reason, THEIRS_ONLY } from "./parity-reasons";
import { statementOrigin } from "../render/documents";

/** One difference between AmazonSageMakerFullAccess, version 29, and the admin role. */
export interface ParityRow {
  /** Which of the two allows it. */
  readonly allowedBy: "theirs" | "ours";
  /** The Sid of the statement that makes the difference: an Allow of that side, or a Deny of ours. */
  readonly sid: string;
  readonly actions: readonly string[];
  /** The resource patterns of that statement. */
  readonly resources: readonly string[];
  readonly clause: string;
  readonly because: string;
}

/**
 * Everything that one allows and the other does not, each with the clause that decides it.
 *
 * @throws Error where a difference has no clause: it must be decided before it is published.
 */
export function parity(): ParityRow[] {
  const theirs = fullAccess();
  const { differences } = compareIdentity({ identity: [theirs] }, { identity: rolePolicies("admin") });
  const rows = new Map<string, ParityRow>();
  for (const row of differences.flatMap(rowsOf)) {
    const key = JSON.stringify({ ...row, actions: undefined });
    rows.set(key, { ...row, actions: [...(rows.get(key)?.actions ?? []), ...row.actions] });
  }
  return [...rows.values()];
}

function rowsOf(difference: Difference): ParityRow[] {
  const { verdict, statement, actions = [], resources = [] } = difference;
  const allowedBy = verdict === "widened" ? "ours" : "theirs";
  const sid = statement.sid ?? "";
  const row = { allowedBy, sid, resources } as const;
  const origin = statementOrigin(sid);
  if (origin && statement.effect === "Deny") {
    const because = DENIED[sid];
    if (because === undefined) throw new Error(`${sid}: say in parity-reasons.ts why this deny takes away`);
    return [{ ...row, actions, clause: origin.id, because }];
  }
  return actions.map((action) => {
    const { clause, because } = origin
      ? { clause: origin.id, because: reasonFor(OURS_ONLY, sid, action, resources).because }
      : reasonFor(THEIRS_ONLY, sid, action, resources);
    return { ...row, actions: [action], clause, because };
  });
}

function reasonFor<R extends Omit<Reason, "clause">>(
  reasons: readonly R[],
  sid: string,
  action: string,
  resources: readonly string[],
): R {
  const on = resources.map(exampleText).sort().join(" ");
  const found = reasons.find(
    (reason) => reason.sid === sid && reason.on.join(" ") === on && (reason.actions?.includes(action) ?? true),
  );
  if (found) return found;
  throw new Error(`${sid}: no clause decides ${action} on ${on}; add a reason to contract/docs/parity-reasons.ts`);
}

/** `docs/parity.md`: what differs, and why. */
export function parityPage(): { path: string; content: string } {
  const rows = parity();
  const section = (allowedBy: ParityRow["allowedBy"]): string =>
    table(
      ["Clause", "Why", "Actions", "On", "Statement"],
      rows
        .filter((row) => row.allowedBy === allowedBy)
        .sort((a, b) => clauseOrder(a.clause) - clauseOrder(b.clause))
        .map(({ clause, because, actions, resources, sid }) => [
          clause,
          because,
          codes(actions),
          codes(resources),
          code(sid),
        ]),
    );
  return {
    path: "docs/parity.md",
    content: [
      "# The admin role and AmazonSageMakerFullAccess",
      "Generated from the contract; do not edit. " +
        `The page says: "${statementOrigin("D1Reads")?.quote ?? ""}" and takes out RoboMaker, Cognito, Glue and ` +
        "endpoint autoscaling. This is every difference from version 29 of AmazonSageMakerFullAccess (2026-02-12), under " +
        "the default choices; each has a clause of the contract, explained in [docs/access](access/README.md). A row says which " +
        "actions of a statement differ on some resource and in some context, not that they differ on all.",
      "## Theirs allows it, ours does not",
      section("theirs"),
      "## Ours allows it, theirs does not",
      section("ours"),
    ].join("\n\n"),
  };
}

function clauseOrder(id: string): number {
  return CLAUSES.findIndex((clause) => clause.id === id);
}
