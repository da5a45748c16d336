import { compile, decide, type CompiledPolicies } from "../decide";
import type { Policy, Request, Statement } from "../document";
import { compilePrincipals } from "../principals";
import { comparisonOf, type Access, type Comparison, type Difference } from "./comparison";
import { findDifferences, type SearchContext } from "./differences";
import { Budget, COMPARISON_STEPS } from "./solver/budget";
import { Patterns } from "./solver/patterns";
import { regionOf, type Region } from "./solver/region";

/**
 * Compares what the policies of a principal allow it, within its boundary: allows minus denies, before and after.
 *
 * Never less than `widened` where something is newly possible; exact both ways where no statement has conditions or
 * policy variables.
 *
 * @example
 * compareIdentity({ identity: [parsePolicy(before, "p")] }, { identity: [parsePolicy(after, "p")] }).verdict
 */
export function compareIdentity(before: Access, after: Access): Comparison {
  const patterns = new Patterns(new Budget(COMPARISON_STEPS));
  // Both sides share the statements of policies that stay the same.
  const regions = new Map<Statement, Region>();
  const region = (statement: Statement): Region => {
    const known = regions.get(statement) ?? regionOf(statement, patterns);
    regions.set(statement, known);
    return known;
  };
  const [sideBefore, sideAfter] = [compiledAccess(before, region), compiledAccess(after, region)];
  return comparisonOf(
    [
      ...gained(sideBefore, sideAfter, { patterns, verdict: "widened" }),
      ...gained(sideAfter, sideBefore, { patterns, verdict: "narrowed" }),
    ],
    [...new Set([...(before.unknown ?? []), ...(after.unknown ?? [])])],
  );
}

/** One side of a comparison, ready to be searched and to decide requests. */
interface CompiledAccess {
  readonly allow: readonly Region[];
  readonly deny: readonly Region[];
  /** What the boundary allows; absent without a boundary. */
  readonly boundary: readonly Region[] | undefined;
  readonly allows: (request: Request) => boolean;
}

function compiledAccess({ identity, boundary }: Access, region: (statement: Statement) => Region): CompiledAccess {
  const regionsOf = (policies: readonly Policy[], effect: Statement["effect"]): Region[] =>
    policies.flatMap(({ statements }) =>
      statements.filter((statement) => statement.effect === effect && applies(statement)).map(region),
    );
  const authorization: { readonly identity: CompiledPolicies; readonly boundary?: CompiledPolicies } = {
    identity: compile(identity),
    ...(boundary && { boundary: compile(boundary) }),
  };
  return {
    allow: regionsOf(identity, "Allow"),
    deny: regionsOf([...identity, ...(boundary ?? [])], "Deny"),
    boundary: boundary && regionsOf(boundary, "Allow"),
    allows: (request) => decide(authorization, request).decision === "allow",
  };
}

/** IAM takes no Principal in identity policies; a Deny that names someone all the same is not counted on. */
function applies(statement: Statement): boolean {
  return statement.effect === "Allow" || compilePrincipals(statement)(undefined) !== "none";
}

/** What `to` allows and `from` does not, for each of the three reasons why it does not. */
function gained(from: CompiledAccess, to: CompiledAccess, context: SearchContext): Difference[] {
  const check = (request: Request): boolean => !from.allows(request) && to.allows(request);
  const withinBoundary = to.boundary ? [to.boundary] : [];
  const allowed = findDifferences(
    {
      cause: "allow",
      statements: statementsOf(to.allow),
      within: withinBoundary,
      outside: [...from.allow, ...to.deny],
      check,
    },
    context,
  );
  const undenied = findDifferences(
    {
      cause: "deny",
      statements: statementsOf(from.deny),
      within: [to.allow, ...withinBoundary],
      outside: to.deny,
      check,
    },
    context,
  );
  if (!from.boundary) return [...allowed, ...undenied];
  // What a boundary lets through that was not let through before; without one, whatever is allowed.
  const [letThrough, within] = to.boundary ? [to.boundary, [to.allow]] : [to.allow, []];
  const unbounded = findDifferences(
    { cause: "boundary", statements: statementsOf(letThrough), within, outside: [...from.boundary, ...to.deny], check },
    context,
  );
  return [...allowed, ...unbounded, ...undenied];
}

function statementsOf(regions: readonly Region[]): Statement[] {
  return regions.map(({ statement }) => statement);
}
