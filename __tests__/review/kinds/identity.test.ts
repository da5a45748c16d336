import { compareAccess } from "../../../review/compare/access";
import { readPlans } from "../../../review/read";
import {
  EVERYTHING,
  ONE,
  READ,
  TWO,
  allow,
  deny,
  inline,
  kept,
  of,
  plan,
  policy,
  provider,
  reviewFolders,
  reviewPlans,
  reviewSides,
  role,
  rowsOf,
  trust,
  type Change,
  written,
} from "../building";

describe("whose access it is", () => {
  test("one name in two accounts is two rows, each with its account and plan", () => {
    const of = (account: string, before: string, after: string) =>
      plan(
        [inline("r", before, after), kept("aws_iam_user.u", { id: "u", name: "u" })],
        {},
        { aws: provider(account) },
      );
    const review = reviewPlans(of(ONE, EVERYTHING, READ), of(TWO, READ, EVERYTHING));
    expect(rowsOf(review)).toEqual([`role r@${TWO}: widened`, `role r@${ONE}: changed`]);
    expect(review.rows.map(({ subject }) => subject.source)).toEqual([expect.any(String), expect.any(String)]);
  });

  test.each<[string, object, string | undefined]>([
    ["the allowed accounts", provider(ONE), ONE],
    [
      "the role that is assumed",
      { name: "aws", expressions: { assume_role: [{ role_arn: { constant_value: `arn:aws:iam::${ONE}:role/d` } }] } },
      ONE,
    ],
    [
      "a variable",
      { name: "aws", expressions: { assume_role: [{ role_arn: { references: ["var.deployer"] } }] } },
      ONE,
    ],
    [
      "two allowed accounts",
      { name: "aws", expressions: { allowed_account_ids: { constant_value: [ONE, TWO] } } },
      undefined,
    ],
    ["nothing", { name: "aws" }, undefined],
  ])("the account from the provider: %s", (_, aws, account) => {
    const variables = { deployer: { value: `arn:aws:iam::${ONE}:role/d` } };
    const [row] = reviewPlans(plan([inline("r", READ, EVERYTHING)], { variables }, { aws })).rows;
    expect(row?.subject.account).toBe(account);
  });

  test("the account from another resource's ARN, and from a data source of the state before", () => {
    const [row] = reviewPlans(plan([role("r"), inline("r", READ, EVERYTHING)])).rows;
    expect(row?.subject).toMatchObject({ account: ONE, addresses: ["aws_iam_role.r", "aws_iam_role_policy.r"] });
    const resources = [
      { address: "data.aws_caller_identity.me", type: "aws_caller_identity", values: { account_id: TWO } },
    ];
    const told = plan([inline("r", READ, EVERYTHING)], { prior_state: { values: { root_module: { resources } } } });
    expect(reviewPlans(told).rows[0]?.subject.account).toBe(TWO);
  });

  test("an account that is given counts where nothing else says it", () => {
    const plans = [READ, policy(allow("s3:PutObject"))].map((text) => written(plan([inline("r", null, text)])));
    const { rows } = compareAccess(readPlans(plans, { account: ONE }));
    expect(rows.map(({ subject }) => subject.account)).toEqual([ONE]);
    expect(compareAccess(readPlans(plans)).rows).toHaveLength(2);
  });

  test("an account that is given goes to none of several that nothing says, and a line says so", () => {
    const changes = ["aws", "aws.other"].map((key) => inline(key.replace(".", ""), null, READ, { provider: key }));
    const signedIn = (profile: string) => ({ name: "aws", expressions: { profile: { constant_value: profile } } });
    const input = plan(changes, {}, { aws: signedIn("a"), "aws.other": { ...signedIn("b"), alias: "other" } });
    const { rows, notices } = compareAccess(readPlans([written(input)], { account: ONE }));
    expect(rows.map(({ subject }) => subject.account)).toEqual([undefined, undefined]);
    expect(notices).toEqual([expect.stringContaining(`account ${ONE} is given to none of them`)]);
  });

  test("providers that differ in region only share the account; a queue's region is in its URL", () => {
    const aliases = { aws: provider(ONE, "eu-west-1"), "aws.us": provider(ONE, "us-east-1") };
    const send = policy(of("*", allow("sqs:SendMessage")));
    const queue = (region: string, before: string | null, after: string | null): Change => ({
      address: `aws_sqs_queue_policy.${region}`,
      before: before === null ? null : { queue_url: `https://sqs.${region}.amazonaws.com/${ONE}/q`, policy: before },
      after: after === null ? null : { queue_url: `https://sqs.${region}.amazonaws.com/${ONE}/q`, policy: after },
    });
    const review = reviewPlans(plan([queue("eu-west-1", send, null), queue("us-east-1", null, send)], {}, aliases));
    expect(rowsOf(review)).toEqual([`SQS queue q@${ONE}/us-east-1: widened`, `SQS queue q@${ONE}/eu-west-1: narrowed`]);
  });

  test("a bucket is known by its name alone", () => {
    const aliases = { aws: provider(ONE, "eu-west-1"), "aws.us": provider(ONE, "us-east-1") };
    const text = policy(of("*", deny("s3:*")));
    const changes = [
      { address: "aws_s3_bucket_policy.a", before: { bucket: "b", policy: text } },
      { address: "aws_s3_bucket_policy.b", after: { bucket: "b", policy: text }, provider: "aws.us" },
    ];
    expect(reviewPlans(plan(changes, {}, aliases)).verdict).toBe("none");
  });

  test.each<[string, Change[]]>([
    [
      "a key with its policy",
      [
        {
          address: "aws_kms_key.k",
          before: { key_id: "k1", policy: policy(of({ AWS: ONE }, allow("kms:*"))) },
          after: { policy: policy(of({ AWS: ONE }, allow("kms:*"))) },
          unknown: { key_id: true },
          actions: ["delete", "create"],
        },
      ],
    ],
    [
      "a secret, whose policy refers to it",
      [
        {
          address: "aws_secretsmanager_secret.s",
          before: { name: "s", arn: `arn:aws:secretsmanager:eu-west-1:${ONE}:secret:s-AbCdEf` },
          after: { name: "s" },
          unknown: { arn: true },
          actions: ["delete", "create"],
        },
        {
          address: "aws_secretsmanager_secret_policy.s",
          before: {
            secret_arn: `arn:aws:secretsmanager:eu-west-1:${ONE}:secret:s-AbCdEf`,
            policy: policy(of("*", deny("secretsmanager:*"))),
          },
          after: { policy: policy(of("*", deny("secretsmanager:*"))) },
          unknown: { secret_arn: true },
          configured: { secret_arn: ["aws_secretsmanager_secret.s.arn"], policy: [] },
          actions: ["delete", "create"],
        },
      ],
    ],
    [
      "a security group with a rule of its own",
      [
        {
          address: "aws_security_group.g",
          before: { id: "sg-1", name: "a" },
          after: { name: "b" },
          unknown: { id: true },
          actions: ["create", "delete"],
        },
        {
          address: "aws_vpc_security_group_ingress_rule.r",
          before: {
            security_group_id: "sg-1",
            ip_protocol: "tcp",
            from_port: 443,
            to_port: 443,
            cidr_ipv4: "10.0.0.0/8",
          },
          after: { ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "10.0.0.0/8" },
          unknown: { security_group_id: true },
          configured: { security_group_id: ["aws_security_group.g.id"], cidr_ipv4: [] },
          actions: ["delete", "create"],
        },
      ],
    ],
    [
      "a role",
      [role("r", {}, { actions: ["delete", "create"] }), inline("r", READ, READ, { actions: ["delete", "create"] })],
    ],
  ])("replaced with the same access: %s", (_, changes) => {
    expect(rowsOf(reviewPlans(plan(changes)))).toEqual([]);
  });

  test("folders: stacks of one account join, stacks of two never, references stay in their own", () => {
    const stack = (account: string | undefined, action: string) => ({
      provider: { aws: [{ ...(account !== undefined && { allowed_account_ids: [account] }) }] },
      resource: {
        aws_iam_role: { r: { name: "r", assume_role_policy: trust } },
        aws_iam_policy: { p: { name: "p", policy: policy(allow(action)) } },
        aws_iam_role_policy_attachment: {
          a: { role: "${aws_iam_role.r.name}", policy_arn: "${aws_iam_policy.p.arn}" },
        },
      },
    });
    for (const accounts of [
      [ONE, TWO],
      [undefined, undefined],
      [ONE, undefined],
    ] as const) {
      const folder = (a: string, b: string) => ({
        "a.tf.json": stack(accounts[0], a),
        "b.tf.json": stack(accounts[1], b),
      });
      expect(rowsOf(reviewFolders(folder("s3:*", "s3:Get*"), folder("s3:*", "s3:Get*")))).toEqual([]);
      const review = reviewFolders(folder("s3:*", "s3:Get*"), folder("s3:*", "s3:*"));
      expect(review.rows.map(({ subject }) => [subject.name, subject.account, subject.source])).toEqual([
        ["r", accounts[1], "b.tf.json"],
      ]);
    }
  });

  test("a folder that gets a second stack", () => {
    const stack = {
      resource: {
        aws_security_group: { g: { name: "g", ingress: [] } },
        aws_vpc_endpoint: { e: { service_name: "s" } },
      },
    };
    const review = reviewFolders({ "a.tf.json": stack }, { "a.tf.json": stack, "b.tf.json": { resource: {} } });
    expect(rowsOf(review)).toEqual([]);
  });

  test("a side without any account is in the other's only one, and that is said", () => {
    const stack = (accounts: object, action: string) => ({
      provider: { aws: [accounts] },
      resource: { aws_iam_role_policy: { p: { role: "r", name: "p", policy: policy(allow(action)) } } },
    });
    const review = reviewSides(stack({}, "s3:*"), stack({ allowed_account_ids: [ONE] }, "s3:*"));
    expect(rowsOf(review)).toEqual([]);
    expect(review.notices).toEqual([expect.stringMatching(/names no account; taken for 111111111111/)]);
  });
});
