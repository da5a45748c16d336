import { compile, decide, type CompiledPolicies } from "../decide";
import type { Policy, Request, Statement } from "../document";
import { parsePolicy } from "../parse";
import { compilePrincipals } from "../principals";
import { comparisonOf, type Access, type Comparison, type Difference, type IdentityContext } from "./comparison";
import { findDifferences } from "./differences";
import type { SearchContext } from "./search";
import { riskier } from "./risk";
import { Budget, COMPARISON_STEPS } from "./solver/budget";
import type { Where } from "./solver/examples";
import { Patterns } from "./solver/patterns";
import { extentOf, samePolicies, type Extent } from "./solver/extent";

/**
 * Compares what the policies of a principal allow it, within its boundary: allows minus denies, before and after.
 *
 * Never less than `widened` where something is newly possible; exact both ways where no statement has conditions or
 * policy variables and every text is at hand.
 *
 * Policies that are not at hand (`unseen`) are compared twice: as if they allowed nothing, and as if they allowed
 * everything, the same before and after. One of the two shows whatever any text of theirs would show: a request that
 * they allow is decided by denies and the boundary, any other by the known policies. A widening that only the second
 * shows is not proven, and neither is a narrowing that only one of them shows. What they deny is denied before and
 * after, so that no text of theirs adds a difference by it. A boundary that is not at hand may let nothing through, so
 * that within it nothing is proven.
 *
 * @param budget What the comparison may cost; what it cannot afford to decide counts as widened, not proven.
 *
 * @example
 * compareIdentity({ identity: [parsePolicy(before, "p")] }, { identity: [parsePolicy(after, "p")] }).verdict
 */
export function compareIdentity(
  before: Access,
  after: Access,
  { unseen = {}, ...where }: IdentityContext = {},
  budget: Budget = new Budget(COMPARISON_STEPS),
): Comparison {
  const unknown = [...new Set([...(before.unknown ?? []), ...(after.unknown ?? [])])];
  if (isSame(before, after)) return comparisonOf([], unknown);
  const between = comparer(budget, where);
  const known = between(before, after);
  let differences = known.differences;
  if (unseen.policies) {
    const open = between(withAnything(before), withAnything(after));
    const certain = differences.map((one) => (open.shows(one) ? one : unproven(one, ALLOWED_ELSEWHERE)));
    const possible = open.differences.filter((one) => !differences.some((other) => covers(other, one)));
    differences = [...certain, ...possible.map((one) => unproven(one, ALLOWED_ELSEWHERE))];
  }
  if (unknown.length > 0) differences = differences.map((one) => unproven(one, KNOWN_LATER));
  if (unseen.boundary) differences = differences.map((one) => unproven(one, OUTSIDE_BOUNDARY));
  return comparisonOf(differences, unknown);
}

/** Whether both sides hold the same statements, in any order and in any of their policies. */
function isSame(before: Access, after: Access): boolean {
  return samePolicies(before.identity, after.identity) && samePolicies(before.boundary, after.boundary);
}

const ALLOWED_ELSEWHERE = "policies whose text is not at hand may allow it, before and after";
const KNOWN_LATER = "a policy that is known only after apply may allow or forbid it";
const OUTSIDE_BOUNDARY = "the boundary, whose text is not at hand, may forbid it";

/** An Allow of everything, in the place of policies that are not at hand. */
export const ANYTHING: Policy = parsePolicy(
  { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
  "policies whose text is not at hand",
);

function withAnything(access: Access): Access {
  return { ...access, identity: [...access.identity, ANYTHING] };
}

/** Whether one difference says all that another does: the same statement, at no lower risk. */
function covers(one: Difference, other: Difference): boolean {
  return (
    one.verdict === other.verdict &&
    one.cause === other.cause &&
    one.statement.policy === other.statement.policy &&
    one.statement.index === other.statement.index &&
    riskier(one.risk, other.risk) === one.risk
  );
}

function unproven({ witness: _, refused: __, ...difference }: Difference, message: string): Difference {
  return { ...difference, proven: false, message: difference.message ?? message };
}

/** What two sides have between them. */
interface Differences {
  readonly differences: readonly Difference[];
  /** Whether a difference that was found between other sides is one between these: always, where it widens. */
  readonly shows: (difference: Difference) => boolean;
}

/** Compares sides that share policies within one budget, and compiles their statements once. */
function comparer(budget: Budget, where: Where): (before: Access, after: Access) => Differences {
  const patterns = new Patterns(budget);
  const extents = new Map<Statement, Extent>();
  const extent = (statement: Statement): Extent => {
    const known = extents.get(statement) ?? extentOf(statement, patterns);
    extents.set(statement, known);
    return known;
  };
  return (before, after) => {
    const [sideBefore, sideAfter] = [compiledAccess(before, extent), compiledAccess(after, extent)];
    return {
      differences: [
        ...gained(sideBefore, sideAfter, { patterns, where, verdict: "widened" }),
        ...gained(sideAfter, sideBefore, { patterns, where, verdict: "narrowed" }),
      ],
      shows: ({ verdict, witness, refused }) => {
        const request = witness ?? refused;
        return (
          verdict === "widened" || (request !== undefined && sideBefore.allows(request) && !sideAfter.allows(request))
        );
      },
    };
  };
}

/** One side of a comparison, ready to be searched and to decide requests. */
interface CompiledAccess {
  readonly allow: readonly Extent[];
  readonly deny: readonly Extent[];
  /** What the boundary allows; absent without a boundary. */
  readonly boundary: readonly Extent[] | undefined;
  readonly allows: (request: Request) => boolean;
}

function compiledAccess({ identity, boundary }: Access, extent: (statement: Statement) => Extent): CompiledAccess {
  const extentsOf = (policies: readonly Policy[], effect: Statement["effect"]): Extent[] =>
    policies.flatMap(({ statements }) =>
      statements.filter((statement) => statement.effect === effect && applies(statement)).map(extent),
    );
  const authorization: { readonly identity: CompiledPolicies; readonly boundary?: CompiledPolicies } = {
    identity: compile(identity),
    ...(boundary && { boundary: compile(boundary) }),
  };
  return {
    allow: extentsOf(identity, "Allow"),
    deny: extentsOf([...identity, ...(boundary ?? [])], "Deny"),
    boundary: boundary && extentsOf(boundary, "Allow"),
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

function statementsOf(extents: readonly Extent[]): Statement[] {
  return extents.map(({ statement }) => statement);
}
