import { compareIdentity, compareResource, type Access, type Comparison } from "../policy/compare";
import type { Policy } from "../policy/document";
import { statementEdits } from "./edits";
import type {
  AccessState,
  NetworkRule,
  Note,
  OpaquePolicy,
  PrincipalAccess,
  ResourceAccess,
  Review,
  ReviewInput,
  Row,
} from "./model";
import { compareRules } from "./network";
import { rankNewRoles } from "./new-roles";
import { byRisk, mostOf, rowRisk, rowVerdict } from "./row";

/**
 * Compares what principals, resources and security groups hold before and after. Rows without a change are left out;
 * the riskiest stand first.
 */
export function compareAccess({ before, after, drift, notices, uncompared }: ReviewInput): Review {
  const { rows, compared } = compareStates(before, after);
  return {
    verdict: mostOf(rows.map(rowVerdict)),
    rows,
    counts: { compared, ...uncompared },
    notices,
    drift: drift ? compareStates(drift.before, drift.after).rows : [],
  };
}

function compareStates(before: AccessState, after: AccessState): { rows: Row[]; compared: number } {
  const principals = union(before.principals, after.principals);
  const resources = union(before.resources, after.resources);
  const rules = [rulesByGroup(before), rulesByGroup(after)] as const;
  const groups = union(...rules);
  const found = [
    ...principals.map((key) => principalRow(before.principals.get(key), after.principals.get(key))),
    ...resources.map((key) => resourceRow(before.resources.get(key), after.resources.get(key))),
    ...groups.map((group) => groupRow(group, rules[0].get(group), rules[1].get(group))),
  ].filter((row): row is Row => row !== undefined && rowVerdict(row) !== "none");
  const rows = rankNewRoles(found).sort(byRisk);
  return { rows, compared: principals.length + resources.length + groups.length };
}

function union<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])];
}

const NOTHING: Comparison = { verdict: "none", proven: true, differences: [], unknown: [] };

function principalRow(before: PrincipalAccess | undefined, after: PrincipalAccess | undefined): Row | undefined {
  const subject = after ?? before;
  if (!subject) return undefined;
  const { kind, name, addresses } = subject;
  const named = { kind, name, addresses, created: !before };
  const notes = [...attachmentNotes(before, after), ...boundaryNotes(before, after)];
  const same = before && after && sameAccess(before, after);
  const comparison = same ? NOTHING : compareIdentity(identityAccess(before), identityAccess(after));
  const edits = comparison.verdict === "none" ? [] : statementEdits(policiesOf(before), policiesOf(after));
  const row = { subject: named, comparison, edits, notes };
  return (before?.sensitive ?? false) || (after?.sensitive ?? false) ? redacted(row) : row;
}

/** The very same policies: what most of a plan's principals have, and no comparison is needed to say so. */
function sameAccess(before: PrincipalAccess, after: PrincipalAccess): boolean {
  return (
    before.boundary === after.boundary &&
    before.policies.length === after.policies.length &&
    before.policies.every((policy, i) => policy === after.policies[i]) &&
    [before, after].every(({ unknown, opaque }) => unknown.length === 0 && opaque.every((one) => !one.unknown))
  );
}

/** A row with its verdict and without its statements, which are marked sensitive. */
function redacted(row: Row): Row {
  const { comparison, notes } = row;
  if (comparison.verdict === "none") return row;
  const verdict = comparison.verdict;
  const note: Note = {
    verdict,
    risk: rowRisk(row),
    proven: comparison.proven,
    text: "a policy is marked sensitive, so what changes is not shown",
  };
  return { ...row, comparison: { ...NOTHING, verdict, proven: comparison.proven }, edits: [], notes: [note, ...notes] };
}

function isOpaque(boundary: Policy | OpaquePolicy): boundary is OpaquePolicy {
  return "arn" in boundary;
}

/** A boundary whose text is not at hand is left out: what it forbids counts as possible, which errs towards widened. */
function identityAccess(principal: PrincipalAccess | undefined): Access {
  if (!principal) return { identity: [] };
  const { policies, boundary, unknown, opaque } = principal;
  return {
    identity: policies,
    ...(boundary && !isOpaque(boundary) && { boundary: [boundary] }),
    unknown: [...unknown, ...opaque.filter((policy) => policy.unknown).map(({ arn }) => arn)],
  };
}

/** The policies whose text is known, the boundary's too. */
function policiesOf(principal: PrincipalAccess | undefined): Policy[] {
  const { policies = [], boundary } = principal ?? {};
  return boundary && !isOpaque(boundary) ? [...policies, boundary] : [...policies];
}

const AWS_MANAGED = /^arn:[a-z-]+:iam::aws:policy\//;
/** AWS-managed policies that take rights away, by their names: AWSDenyAll, AWSCompromisedKeyQuarantineV3. */
const DENIES = /Deny|Quarantine/;
const ADMINISTERS = /AdministratorAccess|FullAccess|PowerUser|IAM/;

function attachmentNotes(before: PrincipalAccess | undefined, after: PrincipalAccess | undefined): Note[] {
  const known = (principal: PrincipalAccess | undefined): string[] => [
    ...new Set(principal?.opaque.filter(({ unknown }) => !unknown).map(({ arn }) => arn)),
  ];
  const [had, has] = [known(before), known(after)];
  return [
    ...has.filter((arn) => !had.includes(arn)).map((arn) => opaqueNote(arn, "attached")),
    ...had.filter((arn) => !has.includes(arn)).map((arn) => opaqueNote(arn, "detached")),
  ];
}

/**
 * The text of the policy is not at hand, so its name has to do: what an AWS-managed policy does follows from it; a
 * policy of the customer's may hold anything, so attaching it and detaching it may both widen.
 */
function opaqueNote(arn: string, change: "attached" | "detached"): Note {
  const risk = ADMINISTERS.test(arn) ? "escalation" : "write";
  if (!AWS_MANAGED.test(arn)) {
    const why = change === "attached" ? "may allow anything" : "may have denied anything";
    return { verdict: "widened", risk, proven: false, text: `${arn} is ${change}; its text is not at hand, it ${why}` };
  }
  const grants = DENIES.test(arn) !== (change === "attached");
  return {
    verdict: grants ? "widened" : "narrowed",
    risk,
    proven: true,
    text: `the AWS-managed policy ${arn} is ${change}`,
  };
}

function boundaryNotes(before: PrincipalAccess | undefined, after: PrincipalAccess | undefined): Note[] {
  const [previous, limit] = [before?.boundary, after?.boundary];
  if (!before || !after || (!previous && !limit)) return [];
  const nameOf = (boundary: Policy | OpaquePolicy): string => (isOpaque(boundary) ? boundary.arn : boundary.name);
  if (!previous && limit) {
    return isOpaque(limit)
      ? [
          {
            verdict: limit.unknown ? "unknown" : "narrowed",
            risk: "read",
            proven: true,
            text: `the boundary ${nameOf(limit)} is set`,
          },
        ]
      : [];
  }
  // With a known text on both sides the comparison has seen the boundary; without one nothing is proven.
  if (!previous || (!isOpaque(previous) && (!limit || !isOpaque(limit)))) return [];
  if (limit && nameOf(previous) === nameOf(limit) && !(isOpaque(limit) && limit.unknown)) return [];
  const change = limit ? `is replaced by ${nameOf(limit)}` : "is removed";
  const text = `the boundary ${nameOf(previous)} ${change}; not proven that it forbade nothing`;
  return [{ verdict: "widened", risk: "escalation", proven: false, text }];
}

function resourceRow(before: ResourceAccess | undefined, after: ResourceAccess | undefined): Row | undefined {
  const subject = after ?? before;
  if (!subject) return undefined;
  const { name, addresses, account, arn, kind } = subject;
  const named = { kind: subject.label, name, addresses, created: !before, ...(account !== undefined && { account }) };
  const unknown = [...(after?.unknown ?? [])];
  if (unknown.length > 0) {
    return {
      subject: named,
      comparison: { ...NOTHING, verdict: "unknown", proven: false, unknown },
      edits: [],
      notes: [],
    };
  }
  const context = { kind, ...(account && { account }), ...(arn && { resource: arn }) };
  // A resource that goes takes its denies with it: only what its policy allowed is lost.
  const remaining = after ? after.policy : before?.policy && withoutAllows(before.policy);
  const previous = before?.policy ?? (before ? undefined : deniesOf(after?.policy));
  const comparison = previous === remaining ? NOTHING : compareResource(previous, remaining, context);
  const texts = (access: ResourceAccess | undefined): Policy[] => (access?.policy ? [access.policy] : []);
  const edits = comparison.verdict === "none" ? [] : statementEdits(texts(before), texts(after));
  const row = { subject: named, comparison, edits, notes: [] };
  return (before?.sensitive ?? false) || (after?.sensitive ?? false) ? redacted(row) : row;
}

function withoutAllows(policy: Policy): Policy {
  return {
    name: policy.name,
    version: policy.version,
    statements: policy.statements.filter(({ effect }) => effect === "Deny"),
  };
}

/** A resource that is new denied everything before, so its own denies are no change. */
function deniesOf(policy: Policy | undefined): Policy | undefined {
  return policy && withoutAllows(policy);
}

function rulesByGroup({ rules }: AccessState): Map<string, NetworkRule[]> {
  const groups = new Map<string, NetworkRule[]>();
  for (const rule of rules.values()) {
    const same = groups.get(rule.group);
    if (same) same.push(rule);
    else groups.set(rule.group, [rule]);
  }
  return groups;
}

function groupRow(group: string, before: readonly NetworkRule[] = [], after: readonly NetworkRule[] = []): Row {
  return {
    subject: {
      kind: "security group",
      name: group,
      created: before.length === 0,
      addresses: [...new Set([...after, ...before].map(({ address }) => address))],
    },
    comparison: NOTHING,
    edits: [],
    notes: compareRules(before, after),
  };
}
