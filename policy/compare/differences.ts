import { ActionGroups } from "./action-groups";
import type { Difference } from "./comparison";
import { PrincipalGroups } from "./principal-groups";
import { rowsOf } from "./rows";
import { type Query, type SearchContext, StatementSearch } from "./search";
import { liesWithin } from "./solver/dimensions";
import { canonicalText, extentOf, lengthOf, type Extent } from "./solver/extent";

/** Up to how many statements that make a difference are compared with one another. */
const MAX_COMPARED = 24;

/** What it costs that a request is decided on both sides, in steps, for each text of the statements. */
const CHECK_COST = 4;

/** The differences that answer a query, in no order. */
export function findDifferences(asked: Query, context: SearchContext): Difference[] {
  const others = [...asked.within.flat(), ...asked.outside];
  const { budget } = context.patterns;
  const cost = [...others, ...asked.statements.map((statement) => ({ statement }))].reduce(
    (sum, one) => sum + lengthOf(one),
    0,
  );
  const check: Query["check"] = (request) => {
    budget.charge(CHECK_COST * cost);
    return asked.check(request);
  };
  const query = { ...asked, check };
  const groups = {
    actions: new ActionGroups(others, budget),
    principals: context.principals && new PrincipalGroups(others, context.principals, budget),
  };
  const unchanged = new Set(query.outside.map(canonicalText));
  const searches = query.statements
    .filter((statement) => !unchanged.has(canonicalText({ statement })))
    .map((statement) => new StatementSearch(query, context, groups, extentOf(statement, context.patterns, query.by)))
    .filter((search) => search.mayDiffer());
  return withoutContained(searches, context).flatMap((search) => {
    const findings = search.findings();
    return rowsOf(search.whole.statement, findings, query, context);
  });
}

/** What lies within another statement that makes a difference says nothing more to a reader. */
function withoutContained(searches: readonly StatementSearch[], context: SearchContext): readonly StatementSearch[] {
  if (searches.length > MAX_COMPARED) return searches;
  const contains = (outer: Extent, inner: Extent): boolean =>
    liesWithin(inner, outer, context.patterns, context.principals);
  return searches.filter(
    ({ whole: one }, i) =>
      !searches.some(({ whole: other }, j) => i !== j && contains(other, one) && (j < i || !contains(one, other))),
  );
}
