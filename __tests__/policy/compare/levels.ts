import type { ResourcePolicyKind } from "../../../policy/compare";
import { compile, decide } from "../../../policy/decide";
import type { Policy, Request } from "../../../policy/document";

/** How much a request may do, a number that a widening raises. */
export type Level = (request: Request) => number;

/** The account of the resources. */
export const OWNER = "111122223333";

/** The steps of a resource's policy: denied, unmentioned, allowed through the account, the role, the session. */
export function levelOf(policy: Policy, kind: ResourcePolicyKind): Level {
  const resource = compile([policy]);
  const nothing = compile([]);
  return (request) => {
    const alone = decide({ resource }, request).decision;
    const owner = request.principal?.split(":")[4];
    const own = owner === undefined ? {} : { resourceAccount: owner };
    if (alone === "explicitDeny") return kind === "resource" ? -1 : 0;
    if (alone === "implicitDeny") return 0;
    // Between accounts both sides must allow, however the resource's policy names the principal.
    if (owner !== undefined && owner !== OWNER) return 1;
    if (kind === "endpoint" || decide({ resource, identity: nothing, ...own }, request).decision !== "allow") return 1;
    return decide({ resource, identity: nothing, boundary: nothing, ...own }, request).decision === "allow" ? 3 : 2;
  };
}

/** The same for somebody who has a permissions boundary, whom a Deny with NotPrincipal denies in any case. */
export function boundedLevelOf(policy: Policy, kind: ResourcePolicyKind): Level {
  const [resource, boundary] = [compile([policy]), compile([])];
  return (request) => {
    const { decision } = decide({ resource, boundary }, request);
    return decision === "allow" ? 1 : kind === "resource" && decision === "explicitDeny" ? -1 : 0;
  };
}
