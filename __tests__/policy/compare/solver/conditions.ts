import { Budget } from "../../../../policy/compare/solver/budget";
import { comparableCondition, type ComparableCondition } from "../../../../policy/compare/solver/condition";
import { extentOf, type Extent } from "../../../../policy/compare/solver/extent";
import { Patterns } from "../../../../policy/compare/solver/patterns";
import type { PolicyStatement, Statement } from "../../../../policy/document";
import { parsePolicy } from "../../../../policy/parse";

/** Patterns with a budget that no table reaches. */
export function newPatterns(): Patterns {
  return new Patterns(new Budget(1_000_000));
}

/** A statement that allows reading objects, with changes. */
export function statement(changes: Partial<PolicyStatement> = {}): Statement {
  const action = changes.NotAction === undefined ? { Action: "s3:GetObject" } : {};
  const whole = { Effect: "Allow", ...action, Resource: "*", ...changes } as PolicyStatement;
  const [parsed] = parsePolicy({ Version: "2012-10-17", Statement: [whole] }, "p").statements;
  if (!parsed) throw new Error("no statement");
  return parsed;
}

/** The only condition of a block such as `{ StringEquals: { "k:a": "x" } }`. */
export function condition(
  block: NonNullable<PolicyStatement["Condition"]>,
  patterns: Patterns = newPatterns(),
): ComparableCondition {
  const [written] = statement({ Condition: block }).conditions;
  if (!written) throw new Error("no condition");
  return comparableCondition(written, "2012-10-17", patterns);
}

/** The extent of a statement that allows reading objects, with changes. */
export function extent(changes: Partial<PolicyStatement>, patterns: Patterns): Extent {
  return extentOf(statement(changes), patterns);
}
