import { rowIsProven, rowVerdict } from "../../../review/row";
import {
  plan,
  kept,
  policy,
  deny,
  reviewPlans,
  rowsOf,
  trust,
  inline,
  role,
  EVERYTHING,
  READ,
  DENY,
  ONE,
  type Change,
  type Values,
} from "../building";

describe("what is not at hand", () => {
  const opaque = (name: string) => ({ role: name, policy_arn: `arn:aws:iam::${ONE}:policy/elsewhere` });
  test.each<[string, Change[], string]>([
    [
      "an Allow added beside an unknown text",
      [kept("aws_iam_role_policy_attachment.o", opaque("r")), inline("r", null, READ)],
      "widened",
    ],
    [
      "an Allow removed beside an unknown text",
      [
        role("r", { managed_policy_arns: [opaque("r").policy_arn], inline_policy: [{ name: "p", policy: READ }] }),
        inline("r", READ, null),
      ],
      "changed",
    ],
    [
      "an unknown text attached",
      [role("r"), { address: "aws_iam_role_policy_attachment.o", after: opaque("r") }],
      "widened",
    ],
    [
      "an unknown text detached",
      [
        role("r", { managed_policy_arns: [opaque("r").policy_arn] }),
        { address: "aws_iam_role_policy_attachment.o", before: opaque("r") },
      ],
      "widened",
    ],
    [
      "a complete role loses a Deny where nothing is allowed",
      [role("r", { inline_policy: [{ name: "p", policy: DENY }] }), inline("r", DENY, null)],
      "none",
    ],
    [
      "a complete role loses an Allow",
      [role("r", { inline_policy: [{ name: "p", policy: READ }] }), inline("r", READ, null)],
      "narrowed",
    ],
    ["an incomplete role loses a Deny", [inline("r", DENY, null)], "widened"],
    [
      "a role that is created here with a Deny",
      [{ address: "aws_iam_role.r", after: { name: "r", assume_role_policy: policy() } }, inline("r", null, DENY)],
      "none",
    ],
    [
      "a role's other policies, in its lists, allow it still",
      [
        role("r", {
          inline_policy: [
            { name: "other", policy: EVERYTHING },
            { name: "p", policy: READ },
          ],
        }),
        inline("r", READ, null),
      ],
      "none",
    ],
    [
      "a Deny in the lists that stays",
      [role("r", { inline_policy: [{ name: "other", policy: policy(deny("s3:*")) }] }), inline("r", null, READ)],
      "none",
    ],
    [
      "a boundary removed from a role without policies here",
      [
        {
          ...role("r"),
          before: { name: "r", assume_role_policy: trust, permissions_boundary: `arn:aws:iam::${ONE}:policy/b` },
          after: { name: "r", assume_role_policy: trust },
        },
      ],
      "widened",
    ],
    [
      "a boundary of unknown text set",
      [
        role("r"),
        {
          ...role("s"),
          before: { name: "s", assume_role_policy: trust },
          after: { name: "s", assume_role_policy: trust, permissions_boundary: `arn:aws:iam::${ONE}:policy/b` },
        },
      ],
      "changed",
    ],
    [
      "a managed policy of denies gets looser",
      [
        {
          address: "aws_iam_policy.p",
          before: { name: "p", arn: `arn:aws:iam::${ONE}:policy/p`, policy: DENY },
          after: { name: "p", arn: `arn:aws:iam::${ONE}:policy/p`, policy: policy(deny("s3:Put*")) },
        },
      ],
      "widened",
    ],
    [
      "a user joins an unknown group",
      [
        kept("aws_iam_user_policy.p", { user: "u", name: "p", policy: READ }),
        { address: "aws_iam_user_group_membership.m", after: { user: "u", groups: ["g"] } },
      ],
      "widened",
    ],
    [
      "members known only after apply",
      [
        kept("aws_iam_group_policy.p", { group: "g", name: "p", policy: READ }),
        { address: "aws_iam_group_membership.m", after: { group: "g", name: "m" }, unknown: { users: true } },
      ],
      "unknown",
    ],
    [
      "a policy known only after apply",
      [inline("r", READ, null, { after: { role: "r", name: "p" }, unknown: { policy: true } })],
      "unknown",
    ],
    [
      "a Deny that is known only after apply is no loss of it",
      [inline("r", DENY, null, { after: { role: "r", name: "p" }, unknown: { policy: true } })],
      "unknown",
    ],
    [
      "an exclusive list over a role whose other policies are unknown",
      [
        inline("r", READ, READ),
        { address: "aws_iam_role_policies_exclusive.e", after: { role_name: "r", policy_names: ["p"] } },
      ],
      "widened",
    ],
    [
      "an exclusive list that keeps what there is",
      [
        role("r", { inline_policy: [{ name: "p", policy: READ }] }),
        { address: "aws_iam_role_policies_exclusive.e", after: { role_name: "r", policy_names: ["p"] } },
      ],
      "none",
    ],
    [
      "tags alone",
      [
        {
          ...role("r"),
          before: { ...role("r").before, tags: { a: "1" } },
          after: { ...role("r").after, tags: { a: "2" } },
        },
      ],
      "none",
    ],
  ])("%s: %#", (_, changes, verdict) => {
    const review = reviewPlans(plan(changes));
    expect([review.verdict, rowsOf(review)]).toEqual([verdict, expect.anything()]);
  });

  const attachment = (before: object | null, after: object, unknown: object): Change => ({
    address: "aws_iam_policy_attachment.a",
    before: before && { name: "a", policy_arn: `arn:aws:iam::${ONE}:policy/p`, ...before },
    after: { name: "a", policy_arn: `arn:aws:iam::${ONE}:policy/p`, ...after },
    unknown: { ...unknown },
    configured: { name: [], policy_arn: [], roles: ["data.aws_iam_roles.all.names"] },
  });
  const attached = kept("aws_iam_policy.p", {
    name: "p",
    arn: `arn:aws:iam::${ONE}:policy/p`,
    policy: READ,
    attachment_count: 1,
  });
  const carrier = role("r", { managed_policy_arns: [`arn:aws:iam::${ONE}:policy/p`] });
  const somebody = `role aws_iam_policy_attachment.a.roles@${ONE}: widened`;
  test.each<[string, Change, string[]]>([
    [
      "somebody gets it, and who had it may have it still",
      attachment({ roles: ["r"] }, {}, { roles: true }),
      [somebody, `role r@${ONE}: unknown`],
    ],
    [
      "somebody gets it beside who has it",
      attachment({ roles: ["r"] }, { roles: ["r", null] }, { roles: [false, true] }),
      [somebody],
    ],
  ])("a policy attached to whom is known only after apply: %s", (_, change, rows) => {
    expect(rowsOf(reviewPlans(plan([attached, carrier, change])))).toEqual(rows);
  });

  test("one change, one row: a managed policy whose carrier's row says as much has none of its own", () => {
    const arn = `arn:aws:iam::${ONE}:policy/p`;
    const changes = [
      role("r", { managed_policy_arns: [arn] }),
      {
        address: "aws_iam_policy.p",
        before: { name: "p", arn, policy: READ },
        after: { name: "p", arn, policy: EVERYTHING },
      },
      kept("aws_iam_role_policy_attachment.a", { role: "r", policy_arn: arn }),
    ];
    expect(rowsOf(reviewPlans(plan(changes)))).toEqual([`role r@${ONE}: widened`]);
  });
});

describe("an Allow that is added is not proven beside", () => {
  const boundary = `arn:aws:iam::${ONE}:policy/b`;
  const roleWith = (after: Values, unknown: Values = {}): Change => ({
    ...role("r"),
    before: { name: "r", assume_role_policy: trust },
    after: { name: "r", assume_role_policy: trust, ...after },
    unknown,
  });
  test.each<[string, Change[]]>([
    [
      "a policy that is known only after apply, which may deny it",
      [
        inline("r", null, READ),
        {
          address: "aws_iam_role_policy.d",
          before: { role: "r", name: "d", policy: DENY },
          after: { role: "r", name: "d" },
          unknown: { policy: true },
        },
      ],
    ],
    ["a boundary whose text is elsewhere", [inline("r", null, READ), roleWith({ permissions_boundary: boundary })]],
    [
      "a boundary that is known only after apply",
      [inline("r", null, READ), roleWith({}, { permissions_boundary: true })],
    ],
  ])("%s", (_, changes) => {
    const { rows } = reviewPlans(plan(changes));
    expect(rows.map((row) => [rowVerdict(row), rowIsProven(row)])).toEqual([["widened", false]]);
  });
});
