import {
  allow,
  deny,
  EVERYTHING,
  inline,
  kept,
  of,
  ONE,
  plan,
  policy,
  READ,
  reviewPlans,
  reviewSides,
  role,
  rowsOf,
  type Change,
} from "../building";

const ARN = `arn:aws:iam::${ONE}:policy/p`;

describe("two texts under one name: which one is in force, nobody can say", () => {
  const stack = (...texts: readonly string[]): object => ({
    resource: {
      aws_iam_role: { r: { name: "r" } },
      aws_iam_role_policy: Object.fromEntries(
        texts.map((text, i) => [`p${i}`, { role: "r", name: "p", policy: text }]),
      ),
    },
  });

  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ["the wide one stands first", [READ], [EVERYTHING, READ], ["role r: widened"]],
    ["the wide one stands last", [READ], [READ, EVERYTHING], ["role r: widened"]],
    ["the narrow one goes", [READ, EVERYTHING], [EVERYTHING], ["role r: widened"]],
    [
      "one of them changes within the other",
      [READ, EVERYTHING],
      [policy(allow("s3:*")), EVERYTHING],
      ["role r: widened"],
    ],
    ["both are the same", [READ], [READ, READ], []],
    ["both stay, in another order", [READ, EVERYTHING], [EVERYTHING, READ], []],
  ])("%s", (_, before, after, rows) => {
    expect(rowsOf(reviewSides(stack(...before), stack(...after)))).toEqual(rows);
  });

  test("managed policies of one ARN, one of which widens", () => {
    const managed = (text: string): object => ({ name: "p", arn: ARN, policy: text, attachment_count: 1 });
    const review = reviewPlans(
      plan([
        { address: "aws_iam_policy.a", before: { ...managed(READ) }, after: { ...managed(EVERYTHING) } },
        kept("aws_iam_policy.b", { ...managed(READ) }),
        kept("aws_iam_role_policy_attachment.x", { role: "r", policy_arn: ARN }),
      ]),
    );
    expect(rowsOf(review)).toEqual([`role r@${ONE}: widened`]);
  });

  const version = (text: string): object => ({ Document: text, IsDefaultVersion: true });
  const managed = (...texts: readonly string[]): object => ({
    PolicyName: "p",
    Arn: ARN,
    PolicyVersionList: texts.map(version),
  });
  const role = (more: object = {}): object => ({ RoleName: "r", Arn: `arn:aws:iam::${ONE}:role/r`, ...more });
  test.each<[string, object, RegExp]>([
    ["a policy twice", { Policies: [managed(READ), managed(EVERYTHING)] }, /two entries of Policies are called "arn:/],
    [
      "a policy in two paths",
      { Policies: [managed(READ), { ...managed(READ), Arn: `arn:aws:iam::${ONE}:policy/a/p` }] },
      /"p"/,
    ],
    ["two default versions", { Policies: [managed(READ, EVERYTHING)] }, /2 default versions of "arn:/],
    [
      "a policy without a name",
      { Policies: [{ ...managed(READ), PolicyName: "" }] },
      /an entry of Policies without PolicyName/,
    ],
    ["a role twice", { RoleDetailList: [role(), role()] }, /two entries of RoleDetailList are called "r"/],
    [
      "an inline policy twice",
      {
        RoleDetailList: [
          role({ RolePolicyList: [READ, EVERYTHING].map((text) => ({ PolicyName: "p", PolicyDocument: text })) }),
        ],
      },
      /two entries of RolePolicyList of "r" are called "p"/,
    ],
  ])("account details with %s are refused", (_, details, message) => {
    const whole = { RoleDetailList: [], ...details };
    expect(() => reviewSides(whole, whole)).toThrow(message);
  });
});

describe("a resource has one policy, whoever writes it", () => {
  const DENIES = policy(of("*", deny("s3:*", "*", { Condition: { Bool: { "aws:SecureTransport": "false" } } })));
  const ALLOWS = policy(of({ AWS: `arn:aws:iam::${ONE}:role/r` }, allow("s3:GetObject", "arn:aws:s3:::acme/*")));
  const bucketPolicy = (name: string, before: string | null, after: string | null, more: object = {}): Change => ({
    address: `aws_s3_bucket_policy.${name}`,
    before: before === null ? null : { bucket: "acme", policy: before },
    after: after === null ? null : { bucket: "acme", policy: after },
    ...more,
  });
  const bucket = kept(
    "aws_s3_bucket.b",
    { bucket: "acme", policy: DENIES },
    { configured: { bucket: [], policy: [] } },
  );
  test.each<[string, readonly Change[], string]>([
    [
      "another one overwrites its Deny",
      [bucketPolicy("a", DENIES, DENIES), bucketPolicy("b", null, ALLOWS)],
      "widened",
    ],
    ["beside the bucket's own", [bucket, bucketPolicy("b", null, ALLOWS)], "widened"],
    ["two that stay", [bucketPolicy("a", DENIES, DENIES), bucketPolicy("b", ALLOWS, ALLOWS)], "none"],
    ["two with one text", [bucketPolicy("a", DENIES, DENIES), bucketPolicy("b", null, DENIES)], "none"],
    ["two that stay, in another order", [bucketPolicy("a", DENIES, ALLOWS), bucketPolicy("b", ALLOWS, DENIES)], "none"],
    ["one goes and another comes", [bucketPolicy("a", DENIES, null), bucketPolicy("b", null, DENIES)], "none"],
    [
      "one that was replaced, and is still to be destroyed",
      [bucketPolicy("a", DENIES, DENIES), bucketPolicy("a", ALLOWS, null, { more: { deposed: "d1" } })],
      "none",
    ],
    [
      "one that was replaced allowed what another now does",
      [bucketPolicy("a", DENIES, ALLOWS), bucketPolicy("a", ALLOWS, null, { more: { deposed: "d1" } })],
      "widened",
    ],
  ])("%s", (_, changes, verdict) => {
    expect(reviewPlans(plan(changes)).verdict).toBe(verdict);
  });

  test("in two plans of one account", () => {
    const plans = [plan([bucketPolicy("a", DENIES, DENIES)]), plan([bucketPolicy("b", null, ALLOWS)])];
    expect(rowsOf(reviewPlans(...plans))).toEqual(["S3 bucket acme: widened"]);
  });

  test("as a boundary: of two texts of one policy, one goes", () => {
    const managed = { name: "p", arn: ARN };
    const review = reviewPlans(
      plan([
        { address: "aws_iam_policy.a", before: { ...managed, policy: READ } },
        kept("aws_iam_policy.b", { ...managed, policy: EVERYTHING }),
        role("r", { permissions_boundary: ARN }),
        inline("r", EVERYTHING, EVERYTHING),
      ]),
    );
    expect(rowsOf(review)).toEqual([`role r@${ONE}: widened`]);
  });
});

describe("what does not change is none", () => {
  test.each<[string, object]>([
    ["a policy without a text", { name: "p", arn: ARN }],
    ["a policy without a name", { policy: READ, arn: ARN }],
    ["a policy with an empty text", { name: "p", arn: ARN, policy: "" }],
    ["a policy with nothing at all", {}],
  ])("in a plan: %s", (_, values) => {
    const attached = kept("aws_iam_role_policy_attachment.x", { role: "r", policy_arn: ARN });
    const limited = kept("aws_iam_role.r", { name: "r", permissions_boundary: ARN });
    expect(reviewPlans(plan([kept("aws_iam_policy.p", { ...values }), attached, limited])).verdict).toBe("none");
  });

  test.each<[string, object]>([
    [
      "a resource of a type that nobody knows",
      { aws_unheard_of_policy: { a: { tags: { a: "b" }, policy: "${var.a}" } } },
    ],
    ["policies by one expression", { aws_iam_role: { r: { name: "r", managed_policy_arns: "${var.a}" } } }],
    ["policies by one text", { aws_iam_role: { r: { name: "r", managed_policy_arns: "a" } } }],
    [
      "a key's policy in two places",
      {
        aws_kms_key: { k: { policy: READ } },
        aws_kms_key_policy: { k: { key_id: "${aws_kms_key.k.id}", policy: EVERYTHING } },
      },
    ],
  ])("in a stack: %s", (_, resource) => {
    expect(reviewSides({ resource }, { resource }).verdict).toBe("none");
  });

  test("in account details: a policy without a text", () => {
    const details = {
      RoleDetailList: [
        {
          RoleName: "r",
          ...{ AssumeRolePolicyDocument: {}, RolePolicyList: [] },
          AttachedManagedPolicies: [{ PolicyArn: ARN }],
          PermissionsBoundary: { PermissionsBoundaryArn: ARN },
        },
      ],
      ...{ UserDetailList: [], GroupDetailList: [] },
      Policies: [{ PolicyName: "p", Arn: ARN, PolicyVersionList: [{ IsDefaultVersion: true }] }],
    };
    // Of the role nothing changes; what the policy says is not known.
    expect(rowsOf(reviewSides(details, details))).toEqual([`managed policy p@${ONE}: unknown`]);
  });
});

test("a permission whose principal is another expression is not the same", () => {
  const stack = (name: string): object => ({
    variable: { a: { default: "s3.amazonaws.com" }, b: { default: "*" } },
    resource: {
      aws_lambda_permission: {
        p: { function_name: "f", action: "lambda:InvokeFunction", principal: `\${var.${name}}` },
      },
    },
  });
  expect(rowsOf(reviewSides(stack("a"), stack("b")))).toEqual(["Lambda function f: unknown"]);
  expect(rowsOf(reviewSides(stack("a"), stack("a")))).toEqual([]);
});

test("a policy whose text is no longer at hand is said", () => {
  expect(
    rowsOf(
      reviewPlans(
        plan([
          {
            address: "aws_iam_policy.p",
            before: { name: "p", arn: ARN, policy: READ },
            after: { name: "p", arn: ARN },
          },
          inline("r", READ, READ),
        ]),
      ),
    ),
  ).toEqual([`managed policy p@${ONE}: widened`]);
});
