import { isAccountId } from "../aws/ids";
import { statementOrigin } from "../contract/render/documents";
import type { Clause } from "../contract/clause";
import type { Settings } from "../contract/settings";
import type { CompiledStatement } from "../policy/compile";
import { compile } from "../policy/decide";
import type { Request } from "../policy/document";
import { missingKeys } from "../policy/missing";
import { splitArn } from "../policy/pattern";
import type { Answer, Decider } from "./answer";
import type { RoleRequest } from "./role-request";
import { assumptions } from "./assumptions";
import { governingClause } from "./clause";
import { instant } from "./instant";
import { nearestFirst, whatWouldTurn } from "./nearest";
import { nextSteps } from "./next-steps";
import { requestNotes } from "./notes";
import type { Question, RoleKind } from "./question";
import { roleName, rolePolicies, type OtherPolicies, type RoleSource } from "./roles";
import { decideSides, sidesOf, type SidedDecision } from "./sides";

/** How many sets of compiled policies are kept: one for each account and role that requests name. */
const MAX_COMPILED = 64;

/**
 * Decides on our policies.
 *
 * @param rolesOf The environment of a request.
 * @param now The instant of requests that give none, in milliseconds since 1970.
 */
export function roleDecider(rolesOf: (question: Question) => RoleSource, defaultRole: RoleKind, now: number): Decider {
  const kept = new Map<string, Pick<RoleRequest, "role" | "source" | "identity">>();
  return (question) => {
    const role = question.role ?? defaultRole;
    const source = rolesOf(question);
    const { account, partition, region } = source.settings.values;
    const key = [role, account, partition, region].join(" ");
    const known = kept.get(key) ?? { role, source, identity: compile(rolePolicies(source, role)) };
    if (kept.size >= MAX_COMPILED) kept.clear();
    kept.set(key, known);
    const sent = sentRequest(question, known.source.settings, role, question.at ?? now);
    const { contractKey = false, completed = false } = question;
    return answerTo({ ...sent, ...known, assumesKey: contractKey, completed });
  };
}

function answerTo(roleRequest: RoleRequest): Answer {
  const { request, role, source, identity } = roleRequest;
  const sides = sidesOf(roleRequest, request);
  const decided = decideSides(identity, sides, request);
  const { decision, side, statement } = decided;
  const candidates = nearestFirst(candidatesOf(roleRequest, sides, decided), request);
  const nearest = decision === "implicitDeny" ? candidates[0] : undefined;
  const clause = clauseOf(decided, nearest, roleRequest);
  const missing = missingKeys(
    {
      identity,
      ...(sides.resource && { resource: sides.resource.policies }),
      // In a boundary's place: it gives nothing and must allow as well.
      ...(sides.endpoint && { boundary: sides.endpoint.policies }),
    },
    request,
  );
  const answer: Answer = {
    action: request.action,
    resource: request.resource,
    role,
    account: String(source.settings.values.account),
    environment: source.environment?.name ?? null,
    decision,
    side,
    policy: statement?.policy ?? null,
    sid: statement?.sid ?? null,
    clause: clause?.id ?? null,
    title: clause?.title ?? null,
    says: clause?.quote ?? null,
    missing,
    ...whatWouldTurn(nearest, candidates, missing, request),
    assumed: assumptions(roleRequest, sides),
    notes: requestNotes(request, source),
    next: [],
  };
  return decision === "allow" ? answer : { ...answer, next: nextSteps(roleRequest, answer) };
}

/** The statements that decide, or might: the allows where none does, else the denies. */
function candidatesOf(
  { request, identity }: RoleRequest,
  { resource, endpoint }: OtherPolicies,
  { decision, side }: SidedDecision,
): readonly CompiledStatement[] {
  if (decision !== "implicitDeny") {
    return [identity, resource?.policies, endpoint?.policies].flatMap(
      (one) => one?.candidates(request.action).deny ?? [],
    );
  }
  if (side === "endpoint") return endpoint?.policies.candidates(request.action).allow ?? [];
  const naming = (resource?.policies.candidates(request.action).allow ?? []).filter(({ principal }) =>
    ["itself", "role"].includes(principal(request.principal)),
  );
  return [...identity.candidates(request.action).allow, ...naming];
}

function clauseOf(
  { decision, side, statement }: SidedDecision,
  nearest: CompiledStatement | undefined,
  { request, role }: RoleRequest,
): Clause | undefined {
  if (decision !== "implicitDeny") return statementOrigin(statement?.sid ?? "");
  if (side === "endpoint") return statementOrigin(nearest?.statement.sid ?? "");
  return governingClause(request.action, role, nearest);
}

/** The request with the context that AWS sends along whatever the action. Source: "Global condition context keys". */
function sentRequest(
  question: Question,
  settings: Settings,
  role: RoleKind,
  at: number,
): Pick<RoleRequest, "request" | "assumedOwner"> {
  const text = (name: string): string => String(settings.values[name]);
  const [account, partition] = [text("account"), text("partition")];
  const name = roleName(settings, role);
  const [, , , region, owner = ""] = splitArn(question.resource);
  const given = new Set(Object.keys(question.context).map((key) => key.toLowerCase()));
  const assumesOwner = owner === "" && question.resource !== "*" && !given.has("aws:resourceaccount");
  const sentContext: Request["context"] = {
    "aws:PrincipalArn": text(`${role}RoleArn`),
    "aws:PrincipalAccount": account,
    "aws:PrincipalType": "AssumedRole",
    "aws:PrincipalIsAWSService": "false",
    "aws:ViaAWSService": "false",
    "aws:RequestedRegion": region === undefined || region === "" ? text("region") : region,
    "aws:SecureTransport": "true",
    ...instant(at),
    ...(assumesOwner && { "aws:ResourceAccount": account }),
    ...(isAccountId(owner) && { "aws:ResourceAccount": owner }),
    // Source: "AWS KMS condition keys": in every request to KMS.
    ...(/^kms:/i.test(question.action) && { "kms:CallerAccount": account }),
  };
  const filled = Object.entries(sentContext).filter(([key]) => !given.has(key.toLowerCase()));
  return {
    request: {
      principal: question.principal ?? `arn:${partition}:sts::${account}:assumed-role/${name}/session`,
      action: question.action,
      resource: question.resource,
      context: { ...Object.fromEntries(filled), ...question.context },
    },
    ...(assumesOwner && { assumedOwner: account }),
  };
}
