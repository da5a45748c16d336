import { CHANGES } from "../../scripts/review-changes";
import { reviewOf } from "../../scripts/review-table";

test("there are twenty", () => {
  expect(new Set(CHANGES.map(({ what }) => what)).size).toBe(20);
});

test.each(CHANGES.map((change) => [change.what, change.ours, change] as const))("%s: %s", (_, ours, change) => {
  const review = reviewOf(change);
  expect(review.verdict).toBe(ours);
  expect(review.rows.length).toBe(ours === "none" ? 0 : 1);
});

test("every verdict that rests on policies is proven by a request", () => {
  for (const change of CHANGES) {
    for (const { comparison } of reviewOf(change).rows) {
      for (const { witness } of comparison.differences)
        expect([change.what, witness]).not.toEqual([change.what, undefined]);
    }
  }
});
