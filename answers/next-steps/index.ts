import type { Answer } from "../answer";
import type { RoleRequest } from "../role-request";
import { contextSteps } from "./context";
import { elsewhereSteps } from "./elsewhere";
import { endpointSteps } from "./endpoint";
import { fallbackSteps } from "./fallback";
import { grantSteps } from "./grants";
import { makingSteps } from "./making";
import { nameSteps } from "./names";
import { optionSteps } from "./options";
import { roleSteps } from "./other-roles";
import { pageSteps } from "./page";
import { partitionSteps } from "./partition";
import type { Steps } from "./steps";
import { taskSteps } from "./tasks";

/** At most so many steps: the nearest come first. */
const MAX_STEPS = 8;

/**
 * What to do next where a request is denied, in the order in which somebody would try it: name or ask otherwise, change
 * the file, ask somebody else, or learn that the page wants it so. What a step says is allowed was decided, not looked up.
 */
export function nextSteps(roleRequest: RoleRequest, answer: Answer): string[] {
  const found = (...all: readonly Steps[]): string[] => all.flatMap((steps) => steps(roleRequest, answer));
  const apart = found(partitionSteps);
  if (apart.length > 0) return apart;
  if (answer.side === "endpoint") return found(endpointSteps);
  const named = found(nameSteps);
  const elsewhere = named.length > 0 ? [] : found(elsewhereSteps);
  const own = [...named, ...elsewhere, ...found(contextSteps, makingSteps, grantSteps, optionSteps)];
  // A task's words are about the same names and parts, where there are some.
  const steps = [...own, ...found(roleSteps), ...(own.length > 0 ? [] : found(taskSteps)), ...found(pageSteps)];
  const distinct = [...new Set(steps)].slice(0, MAX_STEPS);
  return distinct.length > 0 ? distinct : found(fallbackSteps);
}
