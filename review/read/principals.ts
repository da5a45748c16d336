import type { PrincipalAccess } from "../model";
import type { Inventory } from "./inventory";
import { listOthers } from "./listed-policies";
import { addManagedPolicies, addTakenAway, withoutLiteral } from "./managed-policies";
import { followMemberships } from "./memberships";
import { type Principal, Principals } from "./principal";

/** What every principal of the two sides has. */
export function principalsOf(
  inventoryBefore: Inventory,
  inventoryAfter: Inventory,
): { before: Map<string, PrincipalAccess>; after: Map<string, PrincipalAccess> } {
  const [before, after] = [new Principals(inventoryBefore), new Principals(inventoryAfter)];
  for (const key of new Set([...before.all.keys(), ...after.all.keys()])) {
    listOthers(before, after, before.all.get(key), after.all.get(key));
    dropSuperseded(before.all.get(key), after.all.get(key));
  }
  followMemberships(before);
  followMemberships(after);
  const accesses = ({ all }: Principals): Map<string, PrincipalAccess> =>
    new Map([...all].map(([key, principal]) => [key, principal.access()]));
  const result = { before: accesses(before), after: accesses(after) };
  addManagedPolicies(before, after, result);
  addTakenAway(before.inventory, after.inventory, result);
  return result;
}

/** A text that the other side knows only after apply cannot be compared, unless some of it is literal: without it, the rest can. */
export function dropSuperseded(was: Principal | undefined, is: Principal | undefined): void {
  if (!was || !is) return;
  for (const [a, b] of [
    [was, is],
    [is, was],
  ] as const) {
    for (const [id, { unknown, literal }] of a.opaque) {
      if (!unknown || literal) continue;
      b.policies.delete(id);
      const other = b.opaque.get(id);
      if (other?.literal) b.opaque.set(id, withoutLiteral(other));
    }
  }
}
