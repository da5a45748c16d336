import { compile, decide, type CompiledPolicies } from "../decide";
import type { Policy, Principal, Request, Statement } from "../document";
import type { PrincipalMatch } from "../principals";
import { boxOf, type Box } from "./box";
import type { Comparison, Difference, ResourceContext } from "./comparison";
import { differencesOf, type Setting } from "./differences";
import { COMPARISON_STEPS } from "./identity";
import { comparisonOf } from "./order";
import { Patterns } from "./patterns";
import { riskOfPrincipals } from "./risk";
import { partitionOf, representatives, withCanonicalPrincipals } from "./principals";

/**
 * Compares two versions of a resource's policy, or of a role's trust policy; `undefined` where there is none.
 *
 * A policy of a resource can give less or more in steps: it denies; it says nothing, and within the account a
 * principal's own policies decide; it allows the principal's account, whose policies decide; it allows the role; it
 * allows the session or everyone, which no boundary limits. A step up for any principal, action and resource widens:
 * so does losing a Deny, even where nothing is allowed, and naming a role beside its own account.
 */
export function compareResource(
  before: Policy | undefined,
  after: Policy | undefined,
  context: ResourceContext,
): Comparison {
  const patterns = new Patterns({ steps: COMPARISON_STEPS });
  const absent = context.kind === "endpoint" ? OPEN : EMPTY;
  const partition = partitionOf([before ?? absent, after ?? absent]);
  const old = side(withCanonicalPrincipals(before ?? absent, partition));
  const young = side(withCanonicalPrincipals(after ?? absent, partition));
  const space = {
    patterns,
    principals: representatives([old.policy, young.policy], context.account),
    // An endpoint gives nobody anything: it only lets through what other policies allow.
    ...(context.kind !== "endpoint" && {
      exposure: (statement: Statement, principals: readonly Principal[]) =>
        riskOfPrincipals(statement, principals, context.account),
    }),
    ...(context.resource !== undefined && { resource: context.resource }),
  };
  return comparisonOf([
    ...growth(old, young, context, { ...space, verdict: "widened" }),
    ...growth(young, old, context, { ...space, verdict: "narrowed" }),
  ]);
}

interface Side {
  readonly policy: Policy;
  readonly compiled: CompiledPolicies;
  readonly allow: readonly Statement[];
  readonly deny: readonly Statement[];
}

function side(policy: Policy): Side {
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

/** The steps of an allow above the first: the ways of naming a principal that reach it, and those that reach the last. */
const STEPS: readonly { readonly by: readonly PrincipalMatch[]; readonly from: readonly PrincipalMatch[] }[] = [
  { by: ["itself", "role"], from: ["itself", "role", "account"] },
  { by: ["itself"], from: ["itself", "role"] },
];

function growth(before: Side, after: Side, { kind }: ResourceContext, setting: Setting): Difference[] {
  const boxes = (statements: readonly Statement[], by?: readonly PrincipalMatch[]): Box[] =>
    statements.map((statement) => boxOf(statement, setting.patterns, by));
  const denied = boxes(after.deny);
  const grows = (reaches: (side: Side, request: Request) => boolean) => (request: Request) =>
    !reaches(before, request) && reaches(after, request);

  const allowed = differencesOf(
    {
      cause: "allow",
      subjects: after.allow,
      companions: [],
      against: [...boxes(before.allow), ...denied],
      check: grows(allows),
    },
    setting,
  );
  // Where the policy must allow in any case, a Deny counts only against what it allows.
  const undenied = differencesOf(
    {
      cause: "deny",
      subjects: before.deny,
      companions: kind === "resource" ? [] : [boxes(after.allow)],
      against: denied,
      check: kind === "resource" ? grows((one, request) => !denies(one, request)) : grows(allows),
    },
    setting,
  );
  if (kind === "endpoint") return [...allowed, ...undenied];
  const named = STEPS.flatMap(({ by, from }) =>
    differencesOf(
      {
        cause: "named",
        subjects: after.allow,
        by,
        companions: [boxes(before.allow, from)],
        against: [...boxes(before.allow, by), ...(by.includes("role") ? denied : denied.map(forBounded))],
        check: grows((one, request) => reaches(one, request, by)),
      },
      setting,
    ),
  );
  // A Deny with NotPrincipal that goes frees whoever has a boundary, even those whom it did not name otherwise.
  const freed = differencesOf(
    {
      cause: "deny",
      subjects: before.deny.filter(({ notPrincipals }) => notPrincipals).map(forEveryone),
      companions: [boxes(after.allow, ["itself"])],
      against: denied.map(forBounded),
      check: grows((one, request) => reaches(one, request, ["itself"])),
    },
    setting,
  );
  return [...allowed, ...undenied, ...named, ...freed];
}

/** A Deny with NotPrincipal denies whoever has a boundary, and only for those does the last step differ. */
function forBounded(box: Box): Box {
  return box.statement.notPrincipals ? { ...box, names: () => true } : box;
}

/** The same to those who have a boundary, as a statement. */
function forEveryone({ notPrincipals: _, ...statement }: Statement): Statement {
  return { ...statement, principals: [{ type: "*", id: "*" }] };
}

const NOTHING = compile([]);

function allows({ compiled }: Side, request: Request): boolean {
  return decide({ resource: compiled }, request).decision === "allow";
}

function denies({ compiled }: Side, request: Request): boolean {
  return decide({ resource: compiled }, request).decision === "explicitDeny";
}

/** Whether the policy alone allows a principal of its account that has no policies, or a boundary that allows nothing. */
function reaches({ compiled }: Side, request: Request, by: readonly PrincipalMatch[]): boolean {
  const owner = request.principal?.split(":")[4];
  const authorization = {
    identity: NOTHING,
    ...(by.includes("role") ? {} : { boundary: NOTHING }),
    resource: compiled,
    ...(owner !== undefined && /^\d{12}$/.test(owner) ? { resourceAccount: owner } : {}),
  };
  return decide(authorization, request).decision === "allow";
}
