import type { Candidates, CompiledPolicies, CompiledStatement } from "./compile";
import { Context } from "./conditions";
import type { Request, Statement } from "./document";
import { splitArn, type Arn } from "./pattern";
import type { PrincipalMatch } from "./principals";

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
      if (applies(candidate, request, arn, context) && denies(candidate, request, boundary !== undefined)) {
        return { decision: "explicitDeny", statement: candidate.statement };
      }
    }
  }

  const ofIdentity = identity && firstAllow(identity.candidates(request.action), request, arn, context);
  const bounded = !boundary || firstAllow(boundary.candidates(request.action), request, arn, context) !== undefined;
  const ofResource = resource && grantOf(resource.candidates(request.action), request, arn, context);
  const implicit: Decision = ofIdentity && !bounded ? { decision: "implicitDeny", boundary: true } : IMPLICIT;

  if (!identity) return ofResource ? allow(ofResource.statement) : IMPLICIT;
  if (resource && !ofResource && (needsResourcePolicy(request.action) || isForeign(authorization, request, arn))) return implicit;
  if (ofIdentity && bounded) return allow(ofIdentity);
  if (!ofResource || isForeign(authorization, request, arn)) return implicit;
  // In the principal's own account a policy that names it is enough. What it gives to a role the boundary limits, what it
  // gives to everyone, to a user or to a session the boundary does not.
  const enough = ofResource.to === "itself" || (ofResource.to === "role" && bounded);
  return enough ? allow(ofResource.statement) : implicit;
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

/**
 * Whether a deny statement is about the principal. Whoever has a permissions boundary is denied "regardless of the
 * values specified in the NotPrincipal element".
 *
 * Source: "AWS JSON policy elements: NotPrincipal", IAM User Guide.
 */
function denies({ principal, statement }: CompiledStatement, request: Request, hasBoundary: boolean): boolean {
  return principal(request.principal) !== "none" || (hasBoundary && statement.notPrincipals !== undefined);
}

interface Grant {
  readonly statement: Statement;
  readonly to: PrincipalMatch;
}

/** From the most to the least that a resource's policy can give a principal by naming it. */
const MATCHES: readonly PrincipalMatch[] = ["itself", "role", "account"];

function grantOf(candidates: Candidates, request: Request, arn: Arn, context: Context): Grant | undefined {
  const grants = candidates.allow
    .filter((candidate) => applies(candidate, request, arn, context))
    .map(({ statement, principal }): Grant => ({ statement, to: principal(request.principal) }));
  for (const match of MATCHES) {
    const grant = grants.find(({ to }) => to === match);
    if (grant) return grant;
  }
  return undefined;
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
