import { allow, plan, policy, reviewPlans } from "../building";

const change = (after: string, before = policy(allow("s3:GetObject"))) =>
  plan([
    {
      address: "aws_iam_role_policy.p",
      before: { name: "p", role: "r", policy: before },
      after: { name: "p", role: "r", policy: after },
    },
  ]);

test.each([
  ["a wildcard in the service's prefix", policy(allow("s*:GetObject")), /statement 0: "s\*:GetObject" has a wildcard/],
  [
    "an impossible date",
    policy(allow("s3:*", "*", { Condition: { DateLessThan: { "aws:CurrentTime": "2026-02-31" } } })),
    /aws:CurrentTime DateLessThan takes a date that there is, .* found "2026-02-31"/,
  ],
])("%s is said: the policy cannot be applied", (_, after, notice) => {
  expect(reviewPlans(change(after)).notices).toEqual([expect.stringMatching(notice)]);
});

test("of what is right, of what goes, and of what does not change, nothing is said", () => {
  const wrong = policy(allow("s*:GetObject"));
  expect(reviewPlans(change(policy(allow("s3:*")))).notices).toEqual([]);
  expect(reviewPlans(change(policy(allow("s3:*")), wrong)).notices).toEqual([]);
  expect(reviewPlans(change(wrong, wrong)).notices).toEqual([]);
});
