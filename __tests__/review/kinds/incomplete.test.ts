import {
  type Change,
  kept,
  policy,
  allow,
  deny,
  reviewSides,
  trust,
  inline,
  role,
  EVERYTHING,
  READ,
  DENY,
  type Case,
  expectRight,
  planned,
  policyArn,
  parsed,
  ONE,
} from "../building";

const B = `arn:aws:iam::${ONE}:policy/b`;
const user = (name: string, more: object = {}, changes: Partial<Change> = {}): Change =>
  kept(
    `aws_iam_user.${name}`,
    { name, arn: `arn:aws:iam::${ONE}:user/${name}`, permissions_boundary: null, ...more },
    changes,
  );
const withBoundary = (c: Change, before: string | null, after: string | null): Change => ({
  ...c,
  before: { ...c.before, permissions_boundary: before },
  after: { ...c.after, permissions_boundary: after },
});

describe("principals of which something is elsewhere", () => {
  test.each<Case>([
    [
      "gaining a known boundary on incomplete role",
      planned([
        kept("aws_iam_policy.b", { name: "b", arn: B, policy: READ }),
        withBoundary(
          {
            ...role("r"),
            before: { name: "r", assume_role_policy: trust },
            after: { name: "r", assume_role_policy: trust },
          },
          null,
          B,
        ),
      ]),
      "changed|narrowed",
    ],
    [
      "gaining a known boundary on complete role",
      planned([
        kept("aws_iam_policy.b", { name: "b", arn: B, policy: READ }),
        withBoundary(role("r", { inline_policy: [{ name: "p", policy: EVERYTHING }] }), null, B),
      ]),
      "narrowed",
    ],
    [
      "removing a known boundary from user without policies here",
      planned([kept("aws_iam_policy.b", { name: "b", arn: B, policy: READ }), withBoundary(user("u"), B, null)]),
      "widened",
    ],
    ["removing unknown boundary from user", planned([withBoundary(user("u"), B, null)]), "widened"],
    ["swapping unknown boundaries", planned([withBoundary(user("u"), B, policyArn("c"))]), "widened"],
    [
      "unknown to known boundary",
      planned([
        kept("aws_iam_policy.c", { name: "c", arn: policyArn("c"), policy: READ }),
        withBoundary(user("u"), B, policyArn("c")),
      ]),
      "widened",
    ],
    [
      "known to unknown boundary",
      planned([
        kept("aws_iam_policy.c", { name: "c", arn: policyArn("c"), policy: READ }),
        withBoundary(user("u"), policyArn("c"), B),
      ]),
      "widened",
    ],
    [
      "aws-managed boundary loosened",
      planned([
        withBoundary(
          user("u"),
          "arn:aws:iam::aws:policy/ReadOnlyAccess",
          "arn:aws:iam::aws:policy/AdministratorAccess",
        ),
      ]),
      "widened",
    ],
    [
      "boundary text known only after apply",
      planned([
        {
          address: "aws_iam_policy.b",
          before: { name: "b", arn: B, policy: READ },
          after: { name: "b", arn: B },
          unknown: { policy: true },
        },
        withBoundary(user("u"), B, B),
      ]),
      "unknown",
    ],
    [
      "complete role, deny removed, nothing allowed; boundary there",
      planned([role("r", { inline_policy: [{ name: "p", policy: DENY }] }), inline("r", DENY, null)]),
      "none",
    ],
    [
      "group's Deny removed, members elsewhere",
      planned([{ address: "aws_iam_group_policy.g", before: { group: "g", name: "p", policy: DENY } }]),
      "widened",
    ],
    [
      "group's Deny removed, group here with known members who are allowed nothing here",
      planned([
        kept("aws_iam_group.g", { name: "g", arn: `arn:aws:iam::${ONE}:group/g` }),
        { address: "aws_iam_group_policy.g", before: { group: "g", name: "p", policy: DENY } },
        kept("aws_iam_group_membership.m", { group: "g", name: "m", users: ["u"] }),
      ]),
      "widened",
    ],
    [
      "user leaves a known group that denied",
      planned([
        user("u"),
        kept("aws_iam_group.g", { name: "g" }),
        kept("aws_iam_group_policy.g", { group: "g", name: "p", policy: DENY }),
        { address: "aws_iam_user_group_membership.m", before: { user: "u", groups: ["g"] }, after: null },
      ]),
      "widened",
    ],
    [
      "user leaves a known group that allowed",
      planned([
        user("u"),
        kept("aws_iam_group.g", { name: "g" }),
        kept("aws_iam_group_policy.g", { group: "g", name: "p", policy: READ }),
        { address: "aws_iam_user_group_membership.m", before: { user: "u", groups: ["g"] }, after: null },
      ]),
      "widened",
    ],
    [
      "group known only after apply",
      planned([
        user("u"),
        { address: "aws_iam_user_group_membership.m", before: null, after: { user: "u" }, unknown: { groups: true } },
      ]),
      "unknown",
    ],
    [
      "unknown policy attached to user",
      planned([
        user("u"),
        { address: "aws_iam_user_policy_attachment.a", after: { user: "u", policy_arn: policyArn("z") } },
      ]),
      "widened",
    ],
    [
      "unknown policy detached from group",
      planned([{ address: "aws_iam_group_policy_attachment.a", before: { group: "g", policy_arn: policyArn("z") } }]),
      "widened",
    ],
    [
      "unknown policy replaced by another unknown",
      planned([
        role("r", { managed_policy_arns: [policyArn("z")] }),
        {
          address: "aws_iam_role_policy_attachment.a",
          before: { role: "r", policy_arn: policyArn("z") },
          after: { role: "r", policy_arn: policyArn("y") },
          actions: ["delete", "create"],
        },
      ]),
      "widened",
    ],
    [
      "attachment without change is none",
      planned([
        role("r", { managed_policy_arns: [policyArn("z")] }),
        kept("aws_iam_role_policy_attachment.a", { role: "r", policy_arn: policyArn("z") }),
      ]),
      "none",
    ],
    [
      "role's managed_policy_arns exclusive shrink by an unknown",
      planned([
        {
          ...role("r"),
          before: { ...role("r").before, managed_policy_arns: [policyArn("z")] },
          after: { ...role("r").after, managed_policy_arns: [] },
          configured: { name: [], managed_policy_arns: [] },
        },
      ]),
      "widened",
    ],
    [
      "widening outranks unknown at the same principal",
      planned([
        role("r"),
        inline("r", READ, EVERYTHING),
        { address: "aws_iam_role_policy.u", after: { role: "r", name: "u" }, unknown: { policy: true } },
      ]),
      "widened",
    ],
    [
      "unknown policy hides a lost Deny? same principal",
      planned([
        inline("r", DENY, null),
        { address: "aws_iam_role_policy.u", after: { role: "r", name: "u" }, unknown: { policy: true } },
      ]),
      "widened",
    ],
    [
      "permission set: inline deny removed",
      planned([
        {
          address: "aws_ssoadmin_permission_set_inline_policy.i",
          before: { permission_set_arn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1", inline_policy: DENY },
        },
      ]),
      "widened",
    ],
    [
      "exclusive list on both sides: complete",
      planned(
        [
          kept("aws_iam_role_policies_exclusive.e", { role_name: "r", policy_names: ["p"] }),
          kept("aws_iam_role_policy_attachments_exclusive.e", { role_name: "r", policy_arns: [] }),
          inline("r", DENY, null),
        ].map((c, i) =>
          i === 0
            ? { ...c, before: { role_name: "r", policy_names: ["p"] }, after: { role_name: "r", policy_names: [] } }
            : c,
        ),
      ),
      "none",
    ],
    [
      "tags_all unknown only",
      planned([
        {
          ...role("r"),
          before: { ...role("r").before, tags: { a: "1" }, tags_all: { a: "1" } },
          after: { ...role("r").after, tags: { a: "2" } },
          unknown: { tags_all: true },
        },
      ]),
      "none",
    ],
    [
      "numbers AWS may read: 1e3",
      () =>
        reviewSides(
          parsed(policy(allow("s3:*", "*", { Condition: { NumericLessThan: { "s3:max-keys": "10" } } }))),
          parsed(policy(allow("s3:*", "*", { Condition: { NumericLessThan: { "s3:max-keys": "1e3" } } }))),
        ),
      "widened",
    ],
    [
      "numbers AWS may read: ' 1' in a Deny removed to",
      () =>
        reviewSides(
          parsed(
            policy(allow("s3:*"), deny("s3:*", "*", { Condition: { NumericGreaterThan: { "s3:max-keys": " 1" } } })),
          ),
          parsed(
            policy(allow("s3:*"), deny("s3:*", "*", { Condition: { NumericGreaterThan: { "s3:max-keys": "100" } } })),
          ),
        ),
      "widened",
    ],
    [
      "odd dates",
      () =>
        reviewSides(
          parsed(
            policy(allow("s3:*", "*", { Condition: { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } } })),
          ),
          parsed(policy(allow("s3:*", "*", { Condition: { DateLessThan: { "aws:CurrentTime": "Jan 1 2030" } } }))),
        ),
      "widened",
    ],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
