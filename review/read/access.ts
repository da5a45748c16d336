import type { AccessState } from "../model";
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
  const state = (side: "before" | "after"): AccessState => ({
    principals: principals[side],
    resources: resources[side],
    securityGroups: groups[side],
    runsAs: new Map([...roles[side], ...assigned[side], ...members[side]]),
    exposures: new Map([...open[side], ...acls[side], ...subnets[side]]),
    unchanged,
  });
  return { before: state("before"), after: state("after") };
}
