import { isAccountId } from "../../aws/ids";
import { compile, decide, type CompiledPolicies } from "../decide";
import type { Policy, Principal, Request, Statement } from "../document";
import type { PrincipalMatch } from "../principals";
import { comparisonOf, type Comparison, type Difference, type ResourceContext } from "./comparison";
import { findDifferences } from "./differences";
import { partitionOf, representatives, withCanonicalPrincipals } from "./principals";
import { riskOfPrincipals } from "./exposure";
import type { SearchContext } from "./search";
import { Budget, COMPARISON_STEPS } from "./solver/budget";
import { Patterns } from "./solver/patterns";
import { extentOf, samePolicies, type Extent } from "./solver/extent";

/**
 * Compares two versions of a resource's policy, or of a role's trust policy; `undefined` where there is none.
 *
 * A policy of a resource can give less or more in steps: it denies; it says nothing, and within the account a
 * principal's own policies decide; it allows the principal's account, whose policies decide; it allows the role; it
 * allows the session or everyone, which no boundary limits. A step up for any principal, action and resource widens:
 * so does losing a Deny, even where nothing is allowed, and naming a role beside its own account.
 *
 * @param budget What the comparison may cost; what it cannot afford to decide counts as widened, not proven.
 */
export function compareResource(
  before: Policy | undefined,
  after: Policy | undefined,
  context: ResourceContext,
  budget: Budget = new Budget(COMPARISON_STEPS),
): Comparison {
  const absent = context.kind === "endpoint" ? OPEN : EMPTY;
  if (samePolicies([before ?? absent], [after ?? absent])) return comparisonOf([]);
  const patterns = new Patterns(budget);
  const partition = partitionOf([before ?? absent, after ?? absent]);
  const sideBefore = compiledPolicy(withCanonicalPrincipals(before ?? absent, partition));
  const sideAfter = compiledPolicy(withCanonicalPrincipals(after ?? absent, partition));
  const space = {
    patterns,
    principals: representatives([sideBefore.policy, sideAfter.policy], context.account),
    // An endpoint gives nobody anything: it only lets through what other policies allow.
    ...(context.kind !== "endpoint" && {
      exposure: (statement: Statement, principals: readonly Principal[]) =>
        riskOfPrincipals(statement, principals, context.account),
    }),
    where: context,
  };
  return comparisonOf([
    ...gained(sideBefore, sideAfter, context, { ...space, verdict: "widened" }),
    ...gained(sideAfter, sideBefore, context, { ...space, verdict: "narrowed" }),
  ]);
}

interface CompiledPolicy {
  readonly policy: Policy;
  readonly compiled: CompiledPolicies;
  readonly allow: readonly Statement[];
  readonly deny: readonly Statement[];
}

function compiledPolicy(policy: Policy): CompiledPolicy {
  return {
    policy,
    compiled: compile([policy]),
    allow: policy.statements.filter(({ effect }) => effect === "Allow"),
    deny: policy.statements.filter(({ effect }) => effect === "Deny"),
  };
}

const EMPTY: Policy = { name: "no policy", version: "2012-10-17", statements: [] };

/** What an endpoint has that is given no policy. Source: "Control access to VPC endpoints", AWS PrivateLink. */
const OPEN: Policy = {
  name: "default endpoint policy",
  version: "2012-10-17",
  statements: [
    {
      policy: "default endpoint policy",
      index: 0,
      version: "2012-10-17",
      sid: undefined,
      effect: "Allow",
      principals: [{ type: "*", id: "*" }],
      actions: ["*"],
      resources: ["*"],
      conditions: [],
    },
  ],
};

/**
 * The steps of an Allow above the first: the ways of naming a principal that reach the step, and those that reach the
 * one below it too.
 */
const STEPS: readonly { readonly by: readonly PrincipalMatch[]; readonly lower: readonly PrincipalMatch[] }[] = [
  { by: ["itself", "role"], lower: ["itself", "role", "account"] },
  { by: ["itself"], lower: ["itself", "role"] },
];

/** What `to` gives to someone and `from` does not, step by step. */
function gained(
  from: CompiledPolicy,
  to: CompiledPolicy,
  { kind, account, resource }: ResourceContext,
  context: SearchContext,
): Difference[] {
  const extents = (statements: readonly Statement[], by?: readonly PrincipalMatch[]): Extent[] =>
    statements.map((statement) => extentOf(statement, context.patterns, by));
  const denied = extents(to.deny);
  const becomes = (holds: (side: CompiledPolicy, request: Request) => boolean) => (request: Request) =>
    !holds(from, request) && holds(to, request);

  const allowed = findDifferences(
    {
      cause: "allow",
      statements: to.allow,
      within: [],
      outside: [...extents(from.allow), ...denied],
      check: becomes(allows),
    },
    context,
  );
  // Where the policy must allow in any case, a Deny counts only against what it allows.
  const undenied = findDifferences(
    {
      cause: "deny",
      statements: from.deny,
      within: kind === "resource" ? [] : [extents(to.allow)],
      outside: denied,
      check: kind === "resource" ? becomes((side, request) => !denies(side, request)) : becomes(allows),
    },
    context,
  );
  // A Deny with NotPrincipal is about whoever has a boundary, even those whom it does not name otherwise.
  const freed = findDifferences(
    {
      cause: "deny",
      statements: from.deny.filter(({ notPrincipals }) => notPrincipals).map(forEveryone),
      within: kind === "resource" ? [] : [extents(to.allow)],
      outside: denied.map(forBounded),
      check: kind === "resource" ? becomes((side, request) => !deniesBounded(side, request)) : becomes(allowsBounded),
    },
    context,
  );
  if (kind === "endpoint") return [...allowed, ...undenied, ...freed];
  // The steps above the first are those of the resource's own account: between accounts both sides must allow.
  const owner = account ?? resource?.split(":")[4];
  const own = { ...context, principals: (context.principals ?? []).filter((id) => !isForeign(id, owner)) };
  const named = STEPS.flatMap(({ by, lower }) =>
    findDifferences(
      {
        cause: "named",
        statements: to.allow,
        by,
        within: [extents(from.allow, lower)],
        outside: [...extents(from.allow, by), ...(by.includes("role") ? denied : denied.map(forBounded))],
        check: becomes((side, request) => reaches(side, request, by)),
      },
      own,
    ),
  );
  return [...allowed, ...undenied, ...named, ...freed];
}

/** Whether a principal is of another account than the resource's, as far as that is known. */
function isForeign(id: string | undefined, owner: string | undefined): boolean {
  const account = id?.split(":")[4];
  return isAccountId(owner) && isAccountId(account) && account !== owner;
}

/** A Deny with NotPrincipal denies whoever has a boundary, and only for those does the last step differ. */
function forBounded(extent: Extent): Extent {
  return extent.statement.notPrincipals ? { ...extent, names: () => true } : extent;
}

/** The same to those who have a boundary, as a statement. */
function forEveryone({ notPrincipals: _, ...statement }: Statement): Statement {
  return { ...statement, principals: [{ type: "*", id: "*" }] };
}

const NOTHING = compile([]);

function allows({ compiled }: CompiledPolicy, request: Request): boolean {
  return decide({ resource: compiled }, request).decision === "allow";
}

function denies({ compiled }: CompiledPolicy, request: Request): boolean {
  return decide({ resource: compiled }, request).decision === "explicitDeny";
}

/** The same for somebody who has a permissions boundary. */
function allowsBounded({ compiled }: CompiledPolicy, request: Request): boolean {
  return decide({ resource: compiled, boundary: NOTHING }, request).decision === "allow";
}

function deniesBounded({ compiled }: CompiledPolicy, request: Request): boolean {
  return decide({ resource: compiled, boundary: NOTHING }, request).decision === "explicitDeny";
}

/** Whether the policy alone allows a principal of its account that has no policies, or a boundary that allows nothing. */
function reaches({ compiled }: CompiledPolicy, request: Request, by: readonly PrincipalMatch[]): boolean {
  const owner = request.principal?.split(":")[4];
  const authorization = {
    identity: NOTHING,
    ...(by.includes("role") ? {} : { boundary: NOTHING }),
    resource: compiled,
    ...(isAccountId(owner) ? { resourceAccount: owner } : {}),
  };
  return decide(authorization, request).decision === "allow";
}
