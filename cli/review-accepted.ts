import { formatProblem } from "../config/problem";
import { withAccepted } from "../pipeline/accepted/apply";
import { readAccepted } from "../pipeline/accepted/read";
import type { Review } from "../review/model";
import { InputError } from "./output";

/**
 * A review with what a file says was accepted.
 *
 * @param now Milliseconds since 1970.
 * @throws InputError with everything that is wrong with the file.
 */
export function withAcceptedOf(review: Review, file: string, now: number): Review {
  const found = readAccepted(file);
  if ("problems" in found) throw new InputError(found.problems.map(formatProblem).join("\n"));
  return withAccepted(review, found.acceptances, now);
}
