import { rowVerdict } from "../../../review/row";
import { allow, ONE, of, plan, policy, reviewPlans, type Change, type Values } from "../building";

const PUBLIC = { AWS: "*" };
const region = "eu-west-1";
const arn = (service: string, name: string): string => `arn:aws:${service}:${region}:${ONE}:${name}`;
const open = (action: string | string[], resource: string): string => policy(of(PUBLIC, allow(action, resource)));
const made = (address: string, after: Values, unknown: readonly string[] = []): Change => ({
  address,
  after,
  unknown: Object.fromEntries(["id", ...unknown].map((name) => [name, true])),
  configured: Object.fromEntries(Object.keys(after).map((name) => [name, []])),
});
const assumable = policy(of(PUBLIC, { Effect: "Allow", Action: "sts:AssumeRole" }));
const consumer = arn("kinesis", "stream/events/consumer/app:1600000000");

/**
 * The kinds of policies in the fixture `public_access` of AWS's validator, one by one in the same shapes (beside what owns
 * them, by names and by references), with texts of our own.
 *
 * Source: `iam_check/test/public_access` of awslabs/terraform-iam-policy-validator: 15 policies, of which 2 are not public.
 */
const POLICIES: readonly (readonly [address: string, after: Values, isPublic: boolean])[] = [
  [
    "aws_s3_bucket_policy.open",
    { bucket: "open-data", policy: open("s3:GetObject", "arn:aws:s3:::open-data/*") },
    true,
  ],
  [
    "aws_s3_bucket_policy.shut",
    {
      bucket: "shut-data",
      policy: policy(of({ AWS: ONE }, allow("s3:GetObject", "arn:aws:s3:::shut-data/*"))),
    },
    false,
  ],
  ["aws_sns_topic_policy.t", { arn: arn("sns", "news"), policy: open("sns:Publish", arn("sns", "news")) }, true],
  ["aws_iam_role.plain", { name: "plain", assume_role_policy: assumable }, true],
  ["aws_iam_role.lambda", { name: "lambda", assume_role_policy: assumable }, true],
  ["aws_opensearch_domain_policy.d", { domain_name: "logs", access_policies: open("es:*", "*") }, true],
  [
    "aws_s3tables_table_bucket_policy.b",
    { table_bucket_arn: arn("s3tables", "bucket/tables"), resource_policy: open("s3tables:*", "*") },
    true,
  ],
  [
    "aws_s3tables_table_policy.t",
    {
      name: "orders",
      namespace: "shop",
      table_bucket_arn: arn("s3tables", "bucket/tables"),
      resource_policy: open("s3tables:GetTableData", arn("s3tables", "bucket/tables/table/1")),
    },
    true,
  ],
  [
    "aws_api_gateway_rest_api_policy.a",
    {
      rest_api_id: "api1",
      policy: policy(
        of(
          PUBLIC,
          allow("execute-api:Invoke", arn("execute-api", "api1/*"), {
            Condition: { IpAddress: { "aws:SourceIp": "198.51.100.7/32" } },
          }),
        ),
      ),
    },
    false,
  ],
  [
    "aws_codeartifact_domain_permissions_policy.d",
    { domain: "libs", policy_document: open("codeartifact:CreateRepository", arn("codeartifact", "domain/libs")) },
    true,
  ],
  [
    "aws_backup_vault_policy.v",
    {
      backup_vault_name: "vault",
      policy: open(["backup:DeleteBackupVault", "backup:StartBackupJob"], arn("backup", "backup-vault:vault")),
    },
    true,
  ],
  [
    "aws_kinesis_resource_policy.stream",
    {
      resource_arn: arn("kinesis", "stream/events"),
      policy: open("kinesis:PutRecord", arn("kinesis", "stream/events")),
    },
    true,
  ],
  [
    "aws_kinesis_resource_policy.consumer",
    { resource_arn: consumer, policy: open("kinesis:SubscribeToShard", consumer) },
    true,
  ],
  [
    "aws_dynamodb_resource_policy.t",
    {
      resource_arn: arn("dynamodb", "table/orders"),
      policy: open("dynamodb:GetItem", arn("dynamodb", "table/orders")),
    },
    true,
  ],
  [
    "aws_lambda_permission.p",
    { function_name: "f", action: "lambda:InvokeFunction", principal: "*", statement_id: "open" },
    true,
  ],
];

/** What the policies belong to. */
const OWNERS: readonly Change[] = [
  made("aws_s3_bucket.open", { bucket: "open-data" }, ["arn", "policy", "grant", "acl", "replication_configuration"]),
  made("aws_s3_bucket.shut", { bucket: "shut-data" }, ["arn", "policy", "grant", "acl", "replication_configuration"]),
  made("aws_sns_topic.t", { name: "news" }, ["arn", "policy", "owner"]),
  made("aws_opensearch_domain.d", { domain_name: "logs", vpc_options: [{ subnet_ids: ["subnet-1"] }] }, [
    "arn",
    "access_policies",
    "advanced_security_options",
  ]),
  made("aws_codeartifact_domain.d", { domain: "libs" }, ["arn", "owner"]),
  made("aws_backup_vault.v", { name: "vault" }, ["arn"]),
  made("aws_kinesis_stream.s", { name: "events" }, ["arn"]),
  made("aws_dynamodb_table.t", { name: "orders" }, ["arn", "stream_arn"]),
  made("aws_lambda_function.f", { function_name: "f" }, ["arn"]),
];

const review = reviewPlans(
  plan(
    [
      ...OWNERS,
      ...POLICIES.map(([address, after]) => made(address, after, ["arn", "managed_policy_arns", "inline_policy"])),
    ],
    {},
    {
      aws: {
        name: "aws",
        expressions: { allowed_account_ids: { constant_value: [ONE] }, region: { constant_value: region } },
      },
    },
  ),
);

test("there are 15 policies", () => {
  expect(POLICIES).toHaveLength(15);
});

test.each(POLICIES.map(([address, , isPublic]) => [address, isPublic] as const))(
  "%s: public %s",
  (address, isPublic) => {
    const rows = review.rows.filter(({ subject }) => subject.addresses.includes(address));
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row && rowVerdict(row)).toBe("widened");
    const risks = row?.comparison.differences.map(({ risk }) => risk) ?? [];
    expect(risks.includes("public")).toBe(isPublic);
  },
);

test("nothing is unknown of what a plan makes and nobody wrote", () => {
  expect(review.rows.filter((row) => rowVerdict(row) === "unknown")).toEqual([]);
});
