import type { Comparison, Difference, Verdict } from "./comparison";
import { RISKS } from "./risk";

/** Puts a comparison together: the verdict, and the differences in the order in which a reader wants them. */
export function comparisonOf(differences: readonly Difference[], unknown: readonly string[] = []): Comparison {
  const ordered = [...differences].sort(
    (a, b) =>
      Number(a.verdict === "narrowed") - Number(b.verdict === "narrowed") ||
      RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk) ||
      Number(b.proven) - Number(a.proven) ||
      breadth(a) - breadth(b),
  );
  const verdict = verdictOf(differences, unknown);
  return {
    verdict,
    proven: verdict === "none" || differences.some((one) => one.verdict === verdict && one.proven),
    differences: ordered,
    unknown,
  };
}

function verdictOf(differences: readonly Difference[], unknown: readonly string[]): Verdict {
  if (differences.some(({ verdict }) => verdict === "widened")) return "widened";
  if (unknown.length > 0) return "unknown";
  if (differences.length === 0) return "none";
  return differences.some(({ proven }) => proven) ? "narrowed" : "changed";
}

/** Small differences are read first. */
function breadth({ actions = [], notActions, publishedCount }: Difference): number {
  return notActions ? Number.MAX_SAFE_INTEGER : actions.length + publishedCount;
}
