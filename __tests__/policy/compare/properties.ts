import type fc from "fast-check";
import type { Comparison } from "../../../policy/compare";
import { isSendable } from "../../../policy/actions/arns";
import type { Request } from "../../../policy/document";
import type { Level } from "./levels";

/** Pairs of policies that each of the ten properties looks at: 200, and so 2,000 in all, in `npm run test:full`. */
export const PAIRS = Number(process.env.COMPARE_PAIRS ?? "50");

/** Where the generators start: anew in each run, and printed, so that a failure can be replayed by COMPARE_SEED. */
const SEED = Number(process.env.COMPARE_SEED ?? Date.now() % 2 ** 31);

/** How often a property is tried, and from which seed. */
export function runs(numRuns = PAIRS): fc.Parameters<unknown> {
  return { numRuns, seed: SEED };
}

const counts = { pairs: 0, requests: 0, witnesses: 0, unproven: 0, contradictions: 0 };
afterAll(() => {
  console.info(`comparisons: COMPARE_SEED=${SEED} ${JSON.stringify(counts)}`);
});

/** Whether requests decide a verdict, those too that AWS takes on no such resource. */
export function isDecided({ verdict, proven, differences }: Comparison): boolean {
  return proven || differences.some((one) => one.verdict === verdict && one.refused !== undefined);
}

/** How much a request may do before and after, for one kind of principal. */
export type View = readonly [before: Level, after: Level];

/** Holds a verdict against requests that are decided before and after, as each view has them. */
export function check(comparison: Comparison, views: readonly View[], sample: readonly Request[]): void {
  counts.pairs += 1;
  const changes = (request: Request): number[] => views.map(([before, after]) => after(request) - before(request));
  const contradictions = sample.filter((request) =>
    changes(request).some(
      (change) => (change > 0 && comparison.verdict !== "widened") || (change < 0 && comparison.verdict === "none"),
    ),
  );
  counts.requests += sample.length;
  counts.contradictions += contradictions.length;
  expect({ verdict: comparison.verdict, contradictions: contradictions.slice(0, 1) }).toMatchObject({
    contradictions: [],
  });
  for (const { verdict, witness, proven, refused } of comparison.differences) {
    expect(proven).toBe(witness !== undefined);
    if (witness) expect(isSendable(witness.action, witness.resource)).toBe(true);
    if (refused) expect(isSendable(refused.action, refused.resource)).toBe(false);
    if (!witness) {
      counts.unproven += 1;
      continue;
    }
    counts.witnesses += 1;
    expect(Math.max(...changes(witness).map((change) => (verdict === "widened" ? change : -change)))).toBeGreaterThan(
      0,
    );
  }
}
