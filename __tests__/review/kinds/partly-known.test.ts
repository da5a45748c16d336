import { rowRisk, rowVerdict } from "../../../review/row";
import {
  allow,
  deny,
  EVERYTHING,
  kept,
  of,
  ONE,
  plan,
  policy,
  reviewMixed,
  reviewPlans,
  reviewSides,
  role,
  rowsOf,
  type Change,
  type Values,
} from "../building";

const BUCKET = { Effect: "Allow", Action: "s3:GetObject", Resource: "${aws_s3_bucket.b.arn}/*" };
const OTHER = { ...BUCKET, Resource: "${aws_s3_bucket.c.arn}/*" };

/** Stacks whose policy is an inline policy, a block, a managed policy, a bucket's policy. */
const HOLDERS: readonly [string, (text: string) => Values][] = [
  ["an inline policy", (text) => ({ aws_iam_role_policy: { p: { role: "r", name: "p", policy: text } } })],
  [
    "a block",
    (text) => ({
      aws_iam_role: { r: { name: "r", inline_policy: [{ name: "p", policy: text }], assume_role_policy: "" } },
    }),
  ],
  [
    "a managed policy",
    (text) => ({
      aws_iam_policy: { p: { name: "p", policy: text } },
      aws_iam_role_policy_attachment: { a: { role: "r", policy_arn: "${aws_iam_policy.p.arn}" } },
    }),
  ],
  ["a managed policy of others", (text) => ({ aws_iam_policy: { p: { name: "p", policy: text } } })],
];
const RESOURCE: [string, (text: string) => Values] = [
  "a bucket's policy",
  (text) => ({ aws_s3_bucket_policy: { p: { bucket: "b", policy: text } } }),
];

const verdictOf = (make: (text: string) => Values, before: readonly Values[], after: readonly Values[]) =>
  reviewSides({ resource: make(policy(...before)) }, { resource: make(policy(...after)) }).verdict;

describe("a policy of which some is an expression", () => {
  describe.each(HOLDERS)("%s", (_, make) => {
    test.each<[string, Values[], Values[], string]>([
      [
        "its literal part allows more, the expression changes",
        [allow("s3:Get*"), BUCKET],
        [allow("s3:*"), OTHER],
        "widened",
      ],
      ["its literal part loses a Deny", [deny("s3:*"), BUCKET], [OTHER], "widened"],
      ["a text becomes one with an expression", [allow("s3:Get*")], [allow("s3:*"), OTHER], "widened"],
      ["only the expression changes", [allow("s3:Get*"), BUCKET], [allow("s3:Get*"), OTHER], "unknown"],
      ["only the literal part changes, beside the same expression", [BUCKET], [BUCKET, allow("iam:*")], "widened"],
      ["its literal part allows less", [allow("s3:*"), BUCKET], [allow("s3:Get*"), OTHER], "unknown"],
      ["nothing changes", [allow("s3:*"), BUCKET], [allow("s3:*"), BUCKET], "none"],
      [
        "a policy variable is literal",
        [allow("s3:*", "arn:aws:s3:::b/$${aws:username}"), BUCKET],
        [allow("s3:*"), OTHER],
        "widened",
      ],
      [
        "a quoted key within the expression",
        [BUCKET],
        [allow("s3:*"), { ...BUCKET, Resource: '${b["x"].arn}' }],
        "widened",
      ],
      [
        "a directive decides about the rest",
        [BUCKET],
        [allow("s3:*", "%{ if x }"), deny("s3:*", "%{ endif }")],
        "unknown",
      ],
    ])("%s", (_, before, after, expected) => {
      expect(verdictOf(make, before, after)).toBe(expected);
    });
  });

  test("a resource's policy, whose literal part opens it to everyone", () => {
    const statement = (principal: string) => of({ AWS: principal }, { ...BUCKET, Resource: "*" });
    const [before, after] = [
      [statement("${aws_iam_role.a.arn}")],
      [statement("${aws_iam_role.b.arn}"), statement("*")],
    ];
    expect(verdictOf(RESOURCE[1], before, after)).toBe("widened");
    expect(verdictOf(RESOURCE[1], before, [statement("${aws_iam_role.b.arn}")])).toBe("unknown");
  });
});

describe("how many are made of a block", () => {
  const stack = (more: Values, type = "aws_iam_role_policy"): Values => ({
    resource: { [type]: { p: { role: "r", name: "p", policy: EVERYTHING, ...more } } },
    variable: { n: { default: 1 } },
  });
  test.each<[string, Values, Values, string[]]>([
    ["another count", { count: "${var.n}" }, { count: "${var.n + 1}" }, ["unknown"]],
    ["another for_each", { for_each: "${var.n}" }, { for_each: "${var.m}" }, ["unknown"]],
    ["a count that comes", {}, { count: "${var.n}" }, ["unknown"]],
    ["the same", { count: "${var.n}" }, { count: "${var.n}" }, []],
    ["one, said or not", {}, { count: 1 }, []],
  ])("%s", (_, before, after, expected) => {
    expect(reviewSides(stack(before), stack(after)).rows.map(rowVerdict)).toEqual(expected);
  });

  test("a variable that the count depends on", () => {
    const after = { ...stack({ count: "${var.n}" }), variable: { n: { default: 2 } } };
    expect(rowsOf(reviewSides(stack({ count: "${var.n}" }), after))).toEqual([
      "aws_iam_role_policy aws_iam_role_policy.p: unknown",
    ]);
  });

  test("of what carries no access", () => {
    const type = "aws_sagemaker_code_repository_x";
    expect(
      reviewSides(stack({}, "aws_cloudwatch_dashboard"), stack({ count: "${var.n}" }, "aws_cloudwatch_dashboard")).rows,
    ).toEqual([]);
    expect(reviewSides(stack({}, type), stack({ count: "${var.n}" }, type)).rows.map(rowVerdict)).toContain("unknown");
  });
});

describe("an exclusive attachment takes its policy from those whom it does not name", () => {
  const arn = `arn:aws:iam::${ONE}:policy/p`;
  const attachment = { name: "a", roles: ["r"], policy_arn: arn };
  const created: Change = { address: "aws_iam_policy_attachment.a", after: attachment };
  const managed = (text: string, more: Values = {}): Change =>
    kept("aws_iam_policy.p", { name: "p", arn, policy: text, ...more });
  const row = "managed policy p, wherever else it is attached@111111111111";
  test.each<[string, Change[], string[]]>([
    ["of a policy that denies", [role("r"), managed(policy(deny("iam:*"))), created], [`${row}: widened`]],
    [
      "of one that allows",
      [role("r"), managed(policy(allow("s3:*"))), created],
      ["role r@111111111111: widened", `${row}: changed`],
    ],
    ["of one that nobody carries", [role("r"), managed(policy(deny("iam:*")), { attachment_count: 0 }), created], []],
    [
      "of one that was exclusive before",
      [role("r"), managed(policy(deny("iam:*"))), kept("aws_iam_policy_attachment.a", attachment)],
      [],
    ],
    [
      "of one that is made here",
      [
        role("r"),
        { address: "aws_iam_policy.p", after: { name: "p", policy: policy(deny("iam:*")) }, unknown: { arn: true } },
        created,
      ],
      [],
    ],
    [
      "of one whose text is not at hand",
      [role("r"), created],
      [`managed policy ${arn}, wherever else it is attached@111111111111: widened`, "role r@111111111111: widened"],
    ],
  ])("%s", (_, changes, expected) => {
    expect(rowsOf(reviewPlans(plan(changes))).sort()).toEqual([...expected].sort());
  });
});

test("a known boundary that gives way to one known only after apply is unknown, and hides no widening", () => {
  const boundary = `arn:aws:iam::${ONE}:policy/b`;
  const swapped = (more: Values) =>
    plan([
      kept("aws_iam_policy.b", { name: "b", arn: boundary, policy: policy(allow("s3:Get*")) }),
      {
        ...role("r"),
        before: { ...role("r").before, permissions_boundary: boundary },
        after: { ...role("r").after, ...more },
        unknown: { permissions_boundary: true },
      },
    ]);
  expect(rowsOf(reviewPlans(swapped({})))).toEqual([`role r@${ONE}: unknown`]);
  const more = { inline_policy: [{ name: "q", policy: EVERYTHING }] };
  expect(rowsOf(reviewPlans(swapped(more)))).toEqual([`role r@${ONE}: widened`]);
});

test("a resource's policy that cannot be read may open the resource to everyone", () => {
  const change = {
    address: "aws_s3_bucket_policy.b",
    before: { bucket: "b", policy: EVERYTHING },
    after: { bucket: "b", policy: "{" },
  };
  expect(reviewPlans(plan([change])).rows.map((row) => [rowVerdict(row), rowRisk(row)])).toEqual([
    ["unknown", "public"],
  ]);
});

describe("a folder of stacks against one stack by itself", () => {
  const stack = (name: string, action: string): Values => ({
    resource: { aws_iam_role_policy: { [name]: { role: name, name: "p", policy: policy(allow(action)) } } },
  });
  const [before, after] = [stack("b", "s3:Get*"), stack("b", "s3:*")];
  test.each<[string, Values, Values, string[]]>([
    ["the same", before, before, []],
    ["one that widens", before, after, ["role b: widened"]],
  ])("%s", (_, inFolder, alone, expected) => {
    const folder = { "x.tf.json": inFolder };
    expect(rowsOf(reviewMixed(folder, alone))).toEqual(expected);
  });
  test("finds the stack that it is", () => {
    const folder = { "a.tf.json": stack("a", "s3:*"), "b.tf.json": before };
    expect(rowsOf(reviewMixed(folder, after))).toEqual(["role b: widened", "role a: changed"]);
  });
});
