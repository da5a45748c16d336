import type { Candidates, CompiledPolicies, CompiledStatement } from "./compile";
import { Context } from "./conditions";
import type { Request, Statement } from "./document";
import { splitArn, type Arn } from "./pattern";

export { compile, type CompiledPolicies } from "./compile";

/** The policies that take part in a decision. */
export interface Authorization {
  /** Policies of the principal. Absent: they are not looked at, the resource's policy alone decides. */
  readonly identity?: CompiledPolicies;
  /** The principal's permissions boundary. */
  readonly boundary?: CompiledPolicies;
  /** The resource's policy, or a role's trust policy. */
  readonly resource?: CompiledPolicies;
  /** Account that owns the resource, 12 digits. @default the resource ARN's, or the principal's where it has none */
  readonly resourceAccount?: string;
}

export interface Decision {
  readonly decision: "allow" | "explicitDeny" | "implicitDeny";
  /** The statement that decided: the deny, or the allow. None decides an implicit deny. */
  readonly statement?: Statement;
  /** The identity policies allow, but the boundary does not. */
  readonly boundary?: true;
}

/**
 * Decides one request as IAM does within one organisation without service and resource control policies:
 * an explicit deny of any policy wins; in one account the identity policies (within the boundary) or the resource's
 * policy must allow; between accounts both must. A key's and a role's own policy must allow in any case, since KMS and
 * STS grant nothing that it does not.
 *
 * Source: "Policy evaluation logic", IAM User Guide; "Key policies in AWS KMS".
 */
export function decide(authorization: Authorization, request: Request): Decision {
  const { identity, boundary, resource } = authorization;
  const arn = splitArn(request.resource);
  const context = new Context(request.context);

  for (const policies of [identity, boundary, resource]) {
    if (!policies) continue;
    for (const candidate of policies.candidates(request.action).deny) {
      if (applies(candidate, request, arn, context) && candidate.principal(request.principal) !== "none") {
        return { decision: "explicitDeny", statement: candidate.statement };
      }
    }
  }

  const ofIdentity = identity && firstAllow(identity.candidates(request.action), request, arn, context);
  const bounded = !boundary || firstAllow(boundary.candidates(request.action), request, arn, context) !== undefined;
  const ofResource = resource && grantOf(resource.candidates(request.action), request, arn, context);

  if (ofIdentity && !bounded) {
    const grantedToSession = ofResource?.direct && isSession(request.principal);
    if (!grantedToSession) return { decision: "implicitDeny", boundary: true };
  }
  if (!identity) return ofResource ? allow(ofResource.statement) : IMPLICIT;
  if (resource && (isForeign(authorization, request, arn) || needsResourcePolicy(request.action))) {
    if (!ofResource) return IMPLICIT;
    if (ofIdentity) return allow(ofIdentity);
    // Within the account a policy that names the principal itself is enough; between accounts both must allow.
    return ofResource.direct && bounded && !isForeign(authorization, request, arn) ? allow(ofResource.statement) : IMPLICIT;
  }
  if (ofIdentity) return allow(ofIdentity);
  return ofResource?.direct && (bounded || isSession(request.principal)) ? allow(ofResource.statement) : IMPLICIT;
}

const IMPLICIT: Decision = { decision: "implicitDeny" };

function allow(statement: Statement): Decision {
  return { decision: "allow", statement };
}

function applies(candidate: CompiledStatement, _request: Request, arn: Arn, context: Context): boolean {
  if (!candidate.resource(arn, context)) return false;
  for (const { holds } of candidate.conditions) if (!holds(context)) return false;
  return true;
}

function firstAllow(candidates: Candidates, request: Request, arn: Arn, context: Context): Statement | undefined {
  for (const candidate of candidates.allow) {
    if (applies(candidate, request, arn, context)) return candidate.statement;
  }
  return undefined;
}

interface Grant {
  readonly statement: Statement;
  /** The principal is named itself, not only through its account. */
  readonly direct: boolean;
}

function grantOf(candidates: Candidates, request: Request, arn: Arn, context: Context): Grant | undefined {
  let found: Grant | undefined;
  for (const candidate of candidates.allow) {
    const match = candidate.principal(request.principal);
    if (match === "none" || !applies(candidate, request, arn, context)) continue;
    if (match === "direct") return { statement: candidate.statement, direct: true };
    found ??= { statement: candidate.statement, direct: false };
  }
  return found;
}

/** A boundary does not limit what a resource's policy gives to a session itself. */
function isSession(principal: string | undefined): boolean {
  return /^arn:[a-z-]+:sts::/.test(principal ?? "");
}

function isForeign({ resourceAccount }: Authorization, { principal }: Request, arn: Arn): boolean {
  const owner = resourceAccount ?? arn[4] ?? "";
  const account = principal?.split(":")[4];
  return owner !== "" && account !== undefined && account !== owner;
}

function needsResourcePolicy(action: string): boolean {
  return /^(kms:|sts:assumerole)/i.test(action);
}

/**
 * The absent context keys that could turn the decision: of an implicit deny, those that an allow statement waits for; of
 * an explicit deny, those that would lift it. Sorted, without duplicates.
 */
export function missingKeys(authorization: Authorization, request: Request): string[] {
  const { decision, statement } = decide(authorization, request);
  if (decision === "allow") return [];
  const arn = splitArn(request.resource);
  const context = new Context(request.context);
  const absent = (key: string): boolean => context.values(key) === undefined;
  const keys = new Set<string>();
  for (const policies of [authorization.identity, authorization.resource, authorization.boundary]) {
    if (!policies) continue;
    const { allow: allows, deny } = policies.candidates(request.action);
    for (const candidate of decision === "explicitDeny" ? deny : allows) {
      if (!candidate.resource(arn, context) || candidate.principal(request.principal) === "none") continue;
      if (decision === "explicitDeny") {
        if (candidate.statement === statement) {
          for (const { condition } of candidate.conditions) if (absent(condition.key)) keys.add(condition.key);
        }
        continue;
      }
      const unmet = candidate.conditions.filter(({ holds }) => !holds(context)).map(({ condition }) => condition.key);
      if (unmet.length > 0 && unmet.every(absent)) unmet.forEach((key) => keys.add(key));
    }
  }
  return [...keys].sort();
}
