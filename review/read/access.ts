import type { AccessState, PrincipalAccess } from "../model";
import { PolicyReader } from "../policy-text";
import { assignments, isCredential } from "./assignments";
import { exposures } from "./exposure";
import { groupMembers } from "./group-members";
import { Inventory } from "./inventory";
import { securityGroups } from "./network";
import { networkAcls } from "./network-acls";
import { subnetAcls } from "./subnet-acls";
import { addTargets } from "./organization";
import { principalsOf } from "./principals";
import { resourcePolicies } from "./resource-policies";
import type { Change } from "./resource";
import { runsAs } from "./runs-as";
import { TYPES } from "../types";
import { READ } from "./exposure-rules";
import { unchangedKeys } from "./map-resources";

/** The access of everybody and everything before and after a change. */
export function accessOf(change: Change): { before: AccessState; after: AccessState } {
  const reader = new PolicyReader();
  const [before, after] = [new Inventory(change.before, reader), new Inventory(change.after, reader)];
  const principals = principalsOf(before, after);
  addTargets(before, after, principals);
  const resources = resourcePolicies(before, after);
  const groups = securityGroups(before, after);
  const roles = runsAs(before, after, principals);
  const assigned = assignments(before, after);
  const members = groupMembers(before, after);
  const open = exposures(before, after);
  const acls = networkAcls(before, after);
  const subnets = subnetAcls(before, after, acls);
  const unchanged = unchangedKeys(
    change.after,
    (type) => TYPES.get(type)?.runsAs !== undefined || READ.has(type) || isCredential(type),
  );
  const lone = [...loneManaged(before, principals.before), ...loneManaged(after, principals.after)];
  const state = (side: "before" | "after"): AccessState => ({
    principals: principals[side],
    resources: resources[side],
    securityGroups: groups[side],
    runsAs: new Map([...roles[side], ...assigned[side], ...members[side]]),
    exposures: new Map([...open[side], ...acls[side], ...subnets[side]]),
    unchanged: new Set([...unchanged, ...lone]),
  });
  return { before: state("before"), after: state("after") };
}

/** Managed policies that no principal at hand carries, and whose text is the same or new: they give nobody anything yet. */
function loneManaged(
  { managedPolicies }: Inventory,
  principals: ReadonlyMap<string, Pick<PrincipalAccess, "policies" | "opaque">>,
): string[] {
  const carried = new Set([...principals.values()].flatMap<object>(({ policies, opaque }) => [...policies, ...opaque]));
  return [...managedPolicies].flatMap(({ resource, policy, opaque }) => {
    const text = policy ?? opaque;
    return text === undefined || carried.has(text) || resource.address === ""
      ? []
      : [`managed policy ${resource.scope}#${resource.address}`];
  });
}
