import type { AccessState } from "../model";
import { PolicyReader } from "../policy-text";
import { Inventory } from "./inventory";
import { securityGroups } from "./network";
import { principalsOf } from "./principals";
import { resourcePolicies } from "./resource-policies";
import type { Change } from "./resource";

/** The access of everybody and everything before and after a change. */
export function accessOf(change: Change): { before: AccessState; after: AccessState } {
  const reader = new PolicyReader();
  const [before, after] = [new Inventory(change.before, reader), new Inventory(change.after, reader)];
  const principals = principalsOf(before, after);
  const resources = resourcePolicies(before, after);
  const groups = securityGroups(before, after);
  return {
    before: { principals: principals.before, resources: resources.before, securityGroups: groups.before },
    after: { principals: principals.after, resources: resources.after, securityGroups: groups.after },
  };
}
