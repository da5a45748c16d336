import { compilePattern } from "../policy/pattern";
import type { Case, Clause } from "./clause";
import { CLAUSES } from "./clauses";

/**
 * The clause behind an action that no statement allows: the one that wants it absent, else the one whose cases deny it
 * whatever the options are. What an option denies, a statement denies.
 */
export function denyingClause(action: string, as: Case["as"]): Clause | undefined {
  const denies = (it: Case): boolean =>
    it.expect === "deny" &&
    it.as === as &&
    it.options === undefined &&
    it.action.toLowerCase() === action.toLowerCase();
  return absenceClause(action) ?? CLAUSES.find(({ cases }) => cases.some(denies));
}

/** The clause that wants an action, or everything that a pattern names, absent. */
export function absenceClause(action: string): Clause | undefined {
  return CLAUSES.find(({ absent = [] }) => absent.some((pattern) => coversAction(pattern, action)));
}

/**
 * Whether every action that one pattern names is named by another: the contract's patterns hold no `?`, so that what
 * takes the written text takes whatever the text stands for.
 */
export function coversAction(pattern: string, action: string): boolean {
  const [named, asked] = [pattern.toLowerCase(), action.toLowerCase()];
  const star = named.indexOf("*");
  if (star < 0) return named === asked;
  // Most patterns are of another service: to see that, none is compiled.
  return asked.startsWith(named.slice(0, star)) && compilePattern(named)(asked);
}
