import { compareIdentity, type Access, type Difference } from "../../policy/compare";
import type { Policy, Request, Statement } from "../../policy/document";

/** One of the two sides of a comparison. */
export type BeforeOrAfter = "before" | "after";

/** A statement that makes a difference between two sides. */
export interface DifferingStatement {
  /** The side that allows what the other does not. */
  readonly allowedBy: BeforeOrAfter;
  /** Whose statement it is: an Allow of the side that allows it, or a Deny of the other. */
  readonly statementOf: BeforeOrAfter;
  /** The statement, with those of its actions and resources on which the sides differ. */
  readonly statement: Statement;
  /** Whether the difference is real: false where it only could not be ruled out. */
  readonly proven: boolean;
  /** A request that one allows and the other does not. */
  readonly witness?: Request;
}

/** Compares two sides, and gives the statements themselves rather than how a review shows them. */
export function differingStatements(before: Access, after: Access): DifferingStatement[] {
  const sides = { before, after };
  return compareIdentity(before, after).differences.map((difference) => {
    const { verdict, proven, witness } = difference;
    const [allowedBy, other] = verdict === "widened" ? (["after", "before"] as const) : (["before", "after"] as const);
    const statementOf = difference.statement.effect === "Allow" ? allowedBy : other;
    const statement = partOf(wholeStatement(sides[statementOf], difference), difference);
    return { allowedBy, statementOf, statement, proven, ...(witness && { witness }) };
  });
}

function wholeStatement({ identity, boundary = [] }: Access, { statement: { policy, index } }: Difference): Statement {
  const whole = [...identity, ...boundary].find(({ name }) => name === policy)?.statements[index];
  if (!whole) throw new Error(`statement ${index} of ${policy} is not among those that were compared`);
  return whole;
}

function partOf(whole: Statement, { actions, resources }: Difference): Statement {
  return { ...whole, ...(actions && { actions }), ...(resources && { resources }) };
}

/** A policy of one statement. */
export function policyOf(statement: Statement): Policy {
  return { name: statement.policy, version: statement.version, statements: [{ ...statement, index: 0 }] };
}
