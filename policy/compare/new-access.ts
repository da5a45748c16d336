import type { Policy, Statement } from "../document";
import type { Access, Difference, ResourcePolicyKind } from "./comparison";
import { ANYTHING, compareIdentity } from "./identity";
import { compareResource } from "./resource";
import { Budget, COMPARISON_STEPS } from "./solver/budget";
import { extentOf, mayOverlap } from "./solver/extent";
import { Patterns } from "./solver/patterns";

/**
 * What a comparison found newly possible, as statements: what somebody has seen who accepts it.
 *
 * Newly possible is what lies within one of the first three, is allowed by the side after, and is not denied there. The
 * side after is held only as far as it bears on them: an Allow holds itself, whereas what a lost Deny or boundary sets
 * free is only what something else allows.
 */
export interface NewAccess {
  /** Allow statements, held to what of them is newly possible. */
  readonly newlyAllowed: readonly Statement[];
  /** Deny statements of the side before, held to what of them is no longer denied. */
  readonly noLongerDenied: readonly Statement[];
  /** What a boundary no longer keeps out, as Allow statements. */
  readonly outsideBoundary: readonly Statement[];
  /** Allow statements of the side after that may reach what is no longer denied or kept out. */
  readonly allowedBy: readonly Statement[];
  /** Deny statements of the side after that may hold back something of it. */
  readonly denied: readonly Statement[];
  /** The statements of the boundary after that bear on it; absent where there is no boundary. */
  readonly boundary?: readonly Statement[];
}

/** The policies after a change: those of a principal, or of a resource. */
export interface PoliciesAfter {
  readonly policies: readonly Policy[];
  readonly boundary?: readonly Policy[];
  /** The principal may have further policies, which may allow anything. @default false */
  readonly unseen?: boolean;
}

/** What a comparison's differences say is newly possible; what they take away is left out. */
export function newAccess(differences: readonly Difference[], after: PoliciesAfter): NewAccess {
  const widened = differences.filter(({ verdict }) => verdict === "widened");
  const by = (...causes: Difference["cause"][]): Statement[] =>
    widened.filter(({ cause }) => causes.includes(cause)).map(statementOf);
  const [newlyAllowed, noLongerDenied, outsideBoundary] = [by("allow", "named"), by("deny"), by("boundary")];
  const bearOn = (statements: readonly Statement[], on: readonly Statement[]): Statement[] => {
    const extents = on.map((statement) => extentOf(statement, patterns));
    return statements.filter((one) => extents.some((extent) => mayOverlap(extentOf(one, patterns), extent)));
  };
  const patterns = new Patterns(new Budget(COMPARISON_STEPS));
  const statements = after.policies.flatMap((policy) => policy.statements);
  const isAllow = ({ effect }: Statement): boolean => effect === "Allow";
  const freed = [...noLongerDenied, ...outsideBoundary];
  const all = [...newlyAllowed, ...freed];
  return {
    newlyAllowed,
    noLongerDenied,
    outsideBoundary,
    allowedBy: [
      ...bearOn(statements.filter(isAllow), freed),
      ...(after.unseen && freed.length > 0 ? ANYTHING.statements : []),
    ],
    denied: bearOn(
      statements.filter((one) => !isAllow(one)),
      all,
    ),
    ...(after.boundary && {
      boundary: bearOn(
        after.boundary.flatMap((policy) => policy.statements),
        all,
      ),
    }),
  };
}

/** The statement of a difference, held to those of its principals, actions and resources that make the difference. */
function statementOf(difference: Difference): Statement {
  const { statement, version, conditions } = difference;
  const { principals, notPrincipals, actions, notActions, resources, notResources } = difference;
  return {
    ...statement,
    version,
    ...(principals && { principals }),
    ...(notPrincipals && { notPrincipals }),
    ...(actions && { actions }),
    ...(notActions && { notActions }),
    ...(resources && { resources }),
    ...(notResources && { notResources }),
    conditions,
  };
}

/**
 * What of the access that is newly possible now lies outside of what was accepted; empty where all of it lies within.
 *
 * @param kind Of the policy of a resource; absent for what a principal's own policies give it.
 * @param account The 12 digits of who owns the resource or the principal, where they are known.
 * @param budget What it may cost; what it cannot afford to decide counts as lying outside.
 */
export function beyond(
  accepted: NewAccess,
  now: NewAccess,
  { kind, account }: { readonly kind?: ResourcePolicyKind; readonly account?: string } = {},
  budget: Budget = new Budget(COMPARISON_STEPS),
): Difference[] {
  const place = account === undefined ? {} : { account };
  const between = (before: Access, after: Access): readonly Difference[] =>
    kind === undefined
      ? compareIdentity(before, after, place, budget).differences
      : compareResource(before.identity[0], after.identity[0], { kind, ...place }, budget).differences;
  const within = (of: (access: NewAccess) => readonly Statement[]): readonly Difference[] =>
    between(limited(accepted, of(accepted)), limited(now, of(now)));
  // A statement alone, whatever else allows or denies: what it names lies within what another one names.
  const named = (of: (access: NewAccess) => readonly Statement[]): readonly Difference[] =>
    kind === undefined
      ? between(alone(of(accepted)), alone(of(now)))
      : compareResource(policyOf(of(accepted)), policyOf(of(now)), { kind: "endpoint", ...place }, budget).differences;
  const widened = (found: readonly Difference[]): Difference[] => found.filter(({ verdict }) => verdict === "widened");
  const freed = widened([
    ...named((one) => one.noLongerDenied.map(asAllow)).map((one): Difference => ({ ...one, cause: "deny" })),
    ...named((one) => one.outsideBoundary),
  ]);
  // What is set free within what was seen is only what something allows: no more may allow it than did.
  const isFreed = now.noLongerDenied.length + now.outsideBoundary.length > 0;
  const allows = isFreed && freed.length === 0 ? within((one) => one.allowedBy) : [];
  return [...widened(within((one) => one.newlyAllowed)), ...freed, ...widened(allows)];
}

/** Statements within the denies and the boundary that hold with them. */
function limited({ denied, boundary }: NewAccess, allows: readonly Statement[]): Access {
  return {
    identity: [policyOf([...allows, ...denied])],
    ...(boundary && { boundary: [policyOf(boundary)] }),
  };
}

function alone(statements: readonly Statement[]): Access {
  return { identity: [policyOf(statements)] };
}

function asAllow(statement: Statement): Statement {
  return { ...statement, effect: "Allow" };
}

function policyOf(statements: readonly Statement[]): Policy {
  return { name: "access", version: "2012-10-17", statements };
}
