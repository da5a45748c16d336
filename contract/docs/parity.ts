import { fullAccess } from "../../policy/managed";
import { caseSettings, rolePolicies } from "../cases/authorization";
import { CLAUSES } from "../clauses";
import { type Explanation, parity, type ParityRow, type Whose } from "../parity";
import { writtenReason } from "../parity/explain";
import { statementOrigin } from "../render/documents";
import { code, codes, table } from "./markdown";

/** A row of the page: each has a reason that was written for it. */
export type PublishedRow = ParityRow & { readonly explanation: Explanation & { readonly because: string } };

/**
 * The differences between AmazonSageMakerFullAccess, version 29, and the admin role under the default choices.
 *
 * @throws Error where a difference has no reason: it must be decided before it is published.
 */
export function publishedRows(): PublishedRow[] {
  const ours = { policies: rolePolicies("admin"), settings: caseSettings({ as: "admin" }) };
  return parity([fullAccess()], ours, [writtenReason]).map((row) => {
    const { explanation, statement } = row;
    if (explanation?.because !== undefined) {
      return { ...row, explanation: { ...explanation, because: explanation.because } };
    }
    const { sid = "", actions = [], resources = [] } = statement;
    throw new Error(
      `${sid}: no clause decides ${actions.join(", ")} on ${resources.join(" ")}; add a reason to contract/parity/reasons/`,
    );
  });
}

/** `docs/parity.md`: what differs, and why. */
export function parityPage(): { path: string; content: string } {
  const rows = publishedRows();
  const section = (allowedBy: Whose): string =>
    table(
      ["Clause", "Why", "Actions", "On", "Statement"],
      rows
        .filter((row) => row.allowedBy === allowedBy)
        .sort((a, b) => clauseOrder(a.explanation.clause) - clauseOrder(b.explanation.clause))
        .map(({ explanation: { clause, because }, statement: { actions = [], resources = [], sid = "" } }) => [
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
        "actions of a statement differ on some resource and in some context, not that they differ on all. " +
        "`ssps parity` says the same of an environment (`--env`), of another version (`--version`, `--since`) or of any " +
        "policies (`--against`), and ends with status 1 where no clause explains a difference.",
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
