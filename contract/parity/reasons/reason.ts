/** A statement that differs between AmazonSageMakerFullAccess and the admin role. */
export interface DifferingStatement {
  readonly sid: string;
  /** Its resource patterns as docs/parity.md shows them, sorted: a reason is for these and for no others. */
  readonly on: readonly string[];
  /** Its actions that differ, where it is on any resource. */
  readonly actions?: readonly string[];
}

/** Why a statement differs. */
export interface Reason extends DifferingStatement {
  readonly because: string;
}

/** The reason of each statement. @param reasons Each once, for all statements that differ for it. */
export function reasonsOf<R extends { readonly because: string; readonly statements: readonly DifferingStatement[] }>(
  reasons: readonly R[],
): (DifferingStatement & Omit<R, "statements">)[] {
  return reasons.flatMap(({ statements, ...reason }) => statements.map((statement) => ({ ...statement, ...reason })));
}
