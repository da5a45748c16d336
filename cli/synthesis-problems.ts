import { ADOPTING_PARTS } from "../config/adopt";
import type { NamedEnvironment } from "../config/load";
import type { Problem } from "../config/problem";
import { sizeProblems } from "../contract/render/sizes";
import { withCdktf } from "./load-with-cdktf";

/**
 * What is wrong with an environment's file only once it is synthesised: policies that are too long, and what it wants to
 * take over and its stacks do not hold.
 */
export function synthesisProblems(named: NamedEnvironment): Problem[] {
  const sizes = sizeProblems(named);
  if (sizes.length > 0) return sizes;
  // Only the stacks show which addresses there are: they are loaded where an environment takes something over.
  const adopts = ADOPTING_PARTS.some((part) => named.environment[part]?.adopt !== undefined);
  return adopts ? withCdktf().adoptProblems(named) : [];
}
