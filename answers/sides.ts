import { decide, type CompiledPolicies, type Decision } from "../policy/decide";
import type { Request, Statement } from "../policy/document";
import type { PolicyType } from "./answer";
import type { RoleRequest } from "./role-request";
import { contractKey } from "./contract-key";
import type { OtherPolicies } from "./roles";

/** A decision, and whose policy took it. */
export interface SidedDecision {
  readonly decision: Decision["decision"];
  readonly side: PolicyType;
  /** The statement that decided; none decides an implicit deny. */
  readonly statement?: Statement;
}

/** The policies beside the role's that take part in deciding a request. */
export function sidesOf(
  { source, assumesKey }: Pick<RoleRequest, "source" | "assumesKey">,
  request: Request,
): OtherPolicies {
  return {
    ...(assumesKey && { resource: contractKey(source.settings) }),
    ...source.environment?.otherPolicies(request),
  };
}

/**
 * Decides a request by the role's policies, the resource's and the endpoint's. An endpoint's policy gives nothing: it
 * must allow as well, whoever else does.
 *
 * Source: "Control access to VPC endpoints using endpoint policies", AWS PrivateLink.
 */
export function decideSides(identity: CompiledPolicies, sides: OtherPolicies, request: Request): SidedDecision {
  const resource = sides.resource?.policies;
  const { decision, statement } = decide({ identity, ...(resource && { resource }) }, request);
  if (statement) {
    const side = resource?.statements.some((one) => one.statement === statement) ? "resource" : "identity";
    if (decision === "explicitDeny" || !sides.endpoint) return { decision, side, statement };
    const passing = decide({ identity: sides.endpoint.policies }, request);
    if (passing.decision === "allow") return { decision, side, statement };
    return { ...passing, side: "endpoint" };
  }
  const identityAllows = decide({ identity }, request).decision === "allow";
  return { decision, side: identityAllows ? "resource" : "identity" };
}
