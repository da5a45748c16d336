import type { CompiledPolicies, CompiledStatement } from "./compile";
import { Context } from "./conditions";
import type { Request, Statement } from "./document";
import { splitArn, type Arn } from "./pattern";
import type { PrincipalMatch } from "./principals";

export { compile, type CompiledPolicies } from "./compile";

/** The policies that take part in a decision. What is absent is not looked at: it neither gives nor takes. */
export interface Authorization {
  /** Policies of the principal. Absent, the resource's policy alone decides. */
  readonly identity?: CompiledPolicies;
  /** The principal's permissions boundary. */
  readonly boundary?: CompiledPolicies;
  /**
   * The resource's policy, or a role's trust policy. Absent, the identity policies alone decide, even over a key or a
   * resource of another account; of a resource that has no policy give `compile([])`.
   */
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
 * Decides one request as IAM does, without service and resource control policies and without session policies.
 *
 * 1. An explicit deny of any policy wins.
 * 2. Within one account the identity policies (within the boundary) or the resource's policy must allow. The latter is
 *    enough where it names everyone, the user or the session; also where it names the role, within the boundary. Where
 *    it names the account it leaves the decision to the identity policies.
 * 3. Between accounts, by the principal's ARN and the resource's owner, both must allow.
 * 4. A key's and a role's own policy must allow in any case: "no AWS principal has any permissions to a KMS key" without.
 *
 * Source: "Policy evaluation logic" and "Permissions boundaries for IAM entities", IAM User Guide; "Key policies in AWS
 * KMS", KMS Developer Guide.
 */
export function decide(authorization: Authorization, request: Request): Decision {
  return evaluate(authorization, request, new Context(request.context), applies);
}

/** Whether a statement is about a resource in a context, leaving the principal aside. */
export type Applies = (candidate: CompiledStatement, arn: Arn, context: Context) => boolean;

const applies: Applies = (candidate, arn, context) => {
  if (!candidate.resource(arn, context)) return false;
  for (const { holds } of candidate.conditions) if (!holds(context)) return false;
  return true;
};

/** `decide` with a given notion of which statements apply. */
export function evaluate(authorization: Authorization, request: Request, context: Context, applies: Applies): Decision {
  const { identity, boundary, resource } = authorization;
  const arn = splitArn(request.resource);

  for (const policies of [identity, boundary, resource]) {
    if (!policies) continue;
    for (const candidate of policies.candidates(request.action).deny) {
      if (applies(candidate, arn, context) && denies(candidate, request, boundary !== undefined)) {
        return { decision: "explicitDeny", statement: candidate.statement };
      }
    }
  }

  const firstAllow = (policies: CompiledPolicies): Statement | undefined => {
    for (const candidate of policies.candidates(request.action).allow) {
      if (applies(candidate, arn, context)) return candidate.statement;
    }
    return undefined;
  };
  const ofIdentity = identity && firstAllow(identity);
  const bounded = !boundary || firstAllow(boundary) !== undefined;
  const ofResource =
    resource &&
    grantOf(
      resource.candidates(request.action).allow.filter((candidate) => applies(candidate, arn, context)),
      request,
    );
  const implicit: Decision = ofIdentity && !bounded ? { decision: "implicitDeny", boundary: true } : IMPLICIT;

  if (!identity) return ofResource ? allow(ofResource.statement) : IMPLICIT;
  if (resource && !ofResource && (needsResourcePolicy(request.action) || isForeign(authorization, request, arn))) {
    return implicit;
  }
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

/**
 * Whether a deny statement is about the principal. Whoever has a permissions boundary is denied "regardless of the
 * values specified in the NotPrincipal element".
 *
 * Source: "AWS JSON policy elements: NotPrincipal", IAM User Guide.
 */
export function denies({ principal, statement }: CompiledStatement, request: Request, hasBoundary: boolean): boolean {
  return principal(request.principal) !== "none" || (hasBoundary && statement.notPrincipals !== undefined);
}

interface Grant {
  readonly statement: Statement;
  readonly to: PrincipalMatch;
}

/** From the most to the least that a resource's policy can give a principal by naming it. */
const MATCHES: readonly PrincipalMatch[] = ["itself", "role", "account"];

function grantOf(applying: readonly CompiledStatement[], request: Request): Grant | undefined {
  const grants = applying.map(({ statement, principal }): Grant => ({ statement, to: principal(request.principal) }));
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
  return /^(kms:|sts:(assumerole|tagsession|setsourceidentity))/i.test(action);
}
