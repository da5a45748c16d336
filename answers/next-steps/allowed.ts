import type { CompiledPolicies } from "../../policy/decide";
import type { Request } from "../../policy/document";
import type { RoleRequest } from "../role-request";
import type { OtherPolicies } from "../roles";
import { decideSides, sidesOf } from "../sides";

/** What is otherwise than in the request that was denied. */
export interface Change {
  readonly resource?: string;
  readonly context?: Request["context"];
  readonly identity?: CompiledPolicies;
  readonly sides?: Partial<OtherPolicies>;
}

/** Whether a request would be allowed if something were otherwise. */
export function isAllowed(roleRequest: RoleRequest, change: Change): boolean {
  const { request, identity } = roleRequest;
  const given = Object.entries(request.context).filter(([key]) => !holds(change.context, key));
  const changed: Request = {
    ...request,
    ...(change.resource !== undefined && { resource: change.resource }),
    context: { ...Object.fromEntries(given), ...change.context },
  };
  const sides = sidesOf(roleRequest, changed);
  return decideSides(change.identity ?? identity, { ...sides, ...change.sides }, changed).decision === "allow";
}

/** Keys have no case. */
function holds(context: Request["context"] = {}, key: string): boolean {
  return Object.keys(context).some((own) => own.toLowerCase() === key.toLowerCase());
}
