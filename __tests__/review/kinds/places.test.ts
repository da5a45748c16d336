import {
  type Change,
  kept,
  policy,
  allow,
  of,
  reviewSides,
  inline,
  provider,
  role,
  EVERYTHING,
  READ,
  DENY,
  type Case,
  expectRight,
  planned,
  policyArn,
  ONE,
  TWO,
} from "../building";

const twoProviders = { aws: provider(ONE, "eu-west-1"), "aws.b": provider(TWO, "us-east-1") };
const send = policy(of("*", allow("sqs:SendMessage")));
const queue = (
  name: string,
  region: string,
  before: string | null,
  after: string | null,
  more: Partial<Change> = {},
): Change => ({
  address: `aws_sqs_queue_policy.${name}${region}`.replace(/-/g, "_"),
  before:
    before === null
      ? null
      : { queue_url: `https://sqs.${region}.amazonaws.com/${ONE}/${name}`, policy: before, region },
  after:
    after === null ? null : { queue_url: `https://sqs.${region}.amazonaws.com/${ONE}/${name}`, policy: after, region },
  ...more,
});

describe("where a principal or resource is", () => {
  test.each<Case>([
    [
      "region attribute changes (replace), bus permission",
      planned([
        {
          address: "aws_cloudwatch_event_permission.p",
          before: {
            region: "eu-west-1",
            event_bus_name: "default",
            principal: TWO,
            action: "events:PutEvents",
            statement_id: "s",
          },
          after: {
            region: "us-east-1",
            event_bus_name: "default",
            principal: TWO,
            action: "events:PutEvents",
            statement_id: "s",
          },
          actions: ["delete", "create"],
        },
      ]),
      "widened",
    ],
    [
      "region attribute changes, log resource policy",
      planned([
        {
          address: "aws_cloudwatch_log_resource_policy.p",
          before: {
            region: "eu-west-1",
            policy_name: "x",
            policy_document: policy(of({ Service: "es.amazonaws.com" }, allow("logs:PutLogEvents"))),
          },
          after: {
            region: "us-east-1",
            policy_name: "x",
            policy_document: policy(of({ Service: "es.amazonaws.com" }, allow("logs:PutLogEvents"))),
          },
          actions: ["delete", "create"],
        },
      ]),
      "widened",
    ],
    [
      "same role in two accounts, by alias: deny removed in one, allow added in other",
      planned(
        [inline("r", DENY, DENY), inline("r", null, null)]
          .slice(0, 1)
          .concat([{ ...inline("r", DENY, null), address: "aws_iam_role_policy.r2" }]),
        {},
        twoProviders,
      ),
      "none|widened",
    ],
    [
      "assume_role with account variable in template",
      planned(
        [inline("r", READ, EVERYTHING)],
        { variables: { a: { value: TWO } } },
        { aws: { name: "aws", expressions: { assume_role: [{ role_arn: { references: ["var.a"] } }] } } },
      ),
      [`role r@${TWO}: widened`],
    ],
    [
      "chained assume roles: the last counts",
      planned(
        [inline("r", READ, EVERYTHING)],
        {},
        {
          aws: {
            name: "aws",
            expressions: {
              assume_role: [
                { role_arn: { constant_value: `arn:aws:iam::${ONE}:role/d` } },
                { role_arn: { constant_value: `arn:aws:iam::${TWO}:role/d` } },
              ],
            },
          },
        },
      ),
      [`role r@${TWO}: widened`],
    ],
    [
      "web identity role",
      planned(
        [inline("r", READ, EVERYTHING)],
        {},
        {
          aws: {
            name: "aws",
            expressions: {
              assume_role_with_web_identity: [{ role_arn: { constant_value: `arn:aws:iam::${TWO}:role/d` } }],
            },
          },
        },
      ),
      [`role r@${TWO}: widened`],
    ],
    [
      "allowed accounts by variable",
      planned(
        [inline("r", READ, EVERYTHING)],
        { variables: { a: { value: [TWO] } } },
        { aws: { name: "aws", expressions: { allowed_account_ids: { references: ["var.a"] } } } },
      ),
      [`role r@${TWO}: widened`],
    ],
    [
      "destroyed, configured no more, two accounts: nobody's",
      planned([inline("r", READ, null), kept("aws_iam_user.x", { name: "x" })], {}, twoProviders),
      ["role r: changed"],
    ],
    [
      "destroyed, its ARN says",
      planned(
        [{ address: "aws_iam_policy.p", before: { name: "p", arn: policyArn("p", TWO), policy: READ } }],
        {},
        twoProviders,
      ),
      "none",
    ],
    [
      "role name differing in case",
      planned([role("r"), { ...inline("R", null, EVERYTHING), address: "aws_iam_role_policy.x" }]),
      "widened",
    ],
    [
      "queues differing in case",
      planned([queue("Q", "eu-west-1", send, null), queue("q", "eu-west-1", null, send)]),
      "widened",
    ],
    [
      "secret in two accounts by arn",
      planned([
        {
          address: "aws_secretsmanager_secret_policy.a",
          before: { secret_arn: `arn:aws:secretsmanager:eu-west-1:${ONE}:secret:s-AbCdEf`, policy: send },
          after: null,
        },
        {
          address: "aws_secretsmanager_secret_policy.b",
          after: { secret_arn: `arn:aws:secretsmanager:eu-west-1:${TWO}:secret:s-AbCdEf`, policy: send },
          before: null,
        },
      ]),
      "widened",
    ],
    [
      "ecr registry_id other account",
      planned(
        [
          {
            address: "aws_ecr_repository_policy.a",
            before: { repository: "s", registry_id: ONE, policy: send },
            after: null,
          },
          {
            address: "aws_ecr_repository_policy.b",
            after: { repository: "s", policy: send },
            unknown: { registry_id: true },
            provider: "aws.b",
          },
        ],
        {},
        twoProviders,
      ),
      "widened",
    ],
    [
      "stack: region attribute of resource",
      () =>
        reviewSides(
          {
            provider: { aws: { region: "eu-west-1", allowed_account_ids: [ONE] } },
            resource: { aws_sqs_queue_policy: { a: { queue_url: "q", region: "eu-west-1", policy: send } } },
          },
          {
            provider: { aws: { region: "eu-west-1", allowed_account_ids: [ONE] } },
            resource: { aws_sqs_queue_policy: { a: { queue_url: "q", region: "us-east-1", policy: send } } },
          },
        ),
      "widened",
    ],
    [
      "stack: provider alias moves resource to another account",
      () =>
        reviewSides(
          {
            provider: { aws: [{ allowed_account_ids: [ONE] }, { alias: "b", allowed_account_ids: [TWO] }] },
            resource: { aws_iam_role_policy: { a: { role: "r", name: "p", policy: EVERYTHING } } },
          },
          {
            provider: { aws: [{ allowed_account_ids: [ONE] }, { alias: "b", allowed_account_ids: [TWO] }] },
            resource: { aws_iam_role_policy: { a: { provider: "aws.b", role: "r", name: "p", policy: EVERYTHING } } },
          },
        ),
      "widened",
    ],
    [
      "stack: provider's account changes",
      () =>
        reviewSides(
          {
            provider: { aws: [{ allowed_account_ids: [ONE] }] },
            resource: { aws_iam_role_policy: { a: { role: "r", name: "p", policy: EVERYTHING } } },
          },
          {
            provider: { aws: [{ allowed_account_ids: [TWO] }] },
            resource: { aws_iam_role_policy: { a: { role: "r", name: "p", policy: EVERYTHING } } },
          },
        ),
      "widened",
    ],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
