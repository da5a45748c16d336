import { templateOf } from "../../scripts/cloudformation-template";
import cdkDiff from "../../scripts/review-cdk-diff.json";
import measured from "../../scripts/review-peers.json";
import { ALL_CHANGES, reviewOf } from "../../scripts/review-table";

test("there are forty", () => {
  expect(new Set(ALL_CHANGES.map(({ what }) => what)).size).toBe(40);
});

test.each(ALL_CHANGES.map((change) => [change.what, change.ours, change] as const))("%s: %s", (_, ours, change) => {
  const review = reviewOf(change);
  expect(review.verdict).toBe(ours);
  expect(review.rows.length).toBe(ours === "none" ? 0 : 1);
});

test("every verdict that rests on policies is proven by a request, but of actions to come and where not all policies are at hand", () => {
  const unproven = ALL_CHANGES.filter((change) =>
    reviewOf(change).rows.some(({ comparison }) => comparison.differences.some(({ witness }) => !witness)),
  );
  expect(unproven.map(({ what }) => what)).toEqual([
    "listed actions replaced by the pattern that matches them all",
    "a permission set assigned to a user in an account",
    "the boundary of a permission set removed",
    "an access key for a user",
  ]);
});

test("other tools were measured on all of them", () => {
  expect(Object.keys(measured.failing)).toEqual(ALL_CHANGES.map(({ what }) => what));
  expect(Object.keys(cdkDiff.says)).toEqual(ALL_CHANGES.map(({ what }) => what));
});

test("each change is one between two CloudFormation templates, too", () => {
  for (const { what, before, after } of ALL_CHANGES) {
    const [was, is] = [before, after].map((side) => JSON.stringify(templateOf(side)));
    expect([what, was === is]).toEqual([what, false]);
  }
  expect(() => templateOf({ resources: { "aws_thing.x": {} } })).toThrow(/aws_thing has no translation/);
});
