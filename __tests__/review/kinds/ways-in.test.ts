import { WAYS_IN } from "../../../review/read/ways-in";
import { TYPES } from "../../../review/types";
import { plan, reviewPlans, rowsOf, type Values } from "../building";

const verdict = (type: string, before: Values | null, after: Values | null, unknown: Values = {}): string =>
  reviewPlans(plan([{ address: `${type}.it`, before, after, unknown }])).verdict;

/** A value for the first attribute that carries the access. */
function valued(type: string, value: string): Values {
  const [names = []] = Object.values(TYPES.get(type) ?? {}) as string[][];
  return { [names[0]?.split(".")[0] ?? ""]: value };
}

describe.each(Object.entries(WAYS_IN))("%s", (type, { created, destroyed, changed }) => {
  test("both ways, and unchanged", () => {
    expect(verdict(type, null, valued(type, "a"))).toBe(created);
    expect(verdict(type, valued(type, "a"), null)).toBe(destroyed);
    expect(verdict(type, valued(type, "a"), valued(type, "b"))).toBe(changed);
    expect(verdict(type, valued(type, "a"), valued(type, "a"))).toBe("none");
  });
});

test("one row for each type and action; other providers are counted, and never unknown", () => {
  const member = (name: string): { address: string; after: Values } => ({
    address: `aws_quicksight_group_membership.${name}`,
    after: { group_name: "g", member_name: name },
  });
  const review = reviewPlans(
    plan([member("a"), member("b"), { address: "random_id.x", after: {} }, { address: "awscc_iam_role.r", after: {} }]),
  );
  expect(rowsOf(review)).toEqual([
    "aws_quicksight_group_membership 2 resources: widened",
    "awscc_iam_role awscc_iam_role.r: unknown",
  ]);
  expect(review.counts).toEqual({ compared: 2, withoutAccess: 0, notCompared: 1 });
  expect(review.notices.join()).toContain("other providers, which are not looked at: random 1");
});
