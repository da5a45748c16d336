import {
  allow,
  inline,
  of,
  ONE,
  plan,
  policy,
  provider,
  reviewPlans,
  role,
  trust,
  type Change,
  type Values,
} from "../building";

describe("requests are such as AWS takes, in the account and region of the row", () => {
  const made = (type: string, values: Values): Change => ({ address: `${type}.it`, after: values });
  test.each<[string, Change[], string]>([
    [
      "a new role's own ARN",
      [made("aws_iam_role", { name: "r", assume_role_policy: trust })],
      `sts:AssumeRole arn:aws:iam::${ONE}:role/r`,
    ],
    [
      "an object of the bucket",
      [made("aws_s3_bucket_policy", { bucket: "b", policy: policy(of("*", allow("s3:GetObject"))) })],
      "s3:GetObject arn:aws:s3:::b/x",
    ],
    [
      "the bucket itself",
      [made("aws_s3_bucket_policy", { bucket: "b", policy: policy(of("*", allow("s3:GetBucketAcl"))) })],
      "s3:GetBucketAcl arn:aws:s3:::b",
    ],
    [
      "the queue",
      [
        made("aws_sqs_queue_policy", {
          queue_url: `https://sqs.eu-west-1.amazonaws.com/${ONE}/q`,
          policy: policy(of("*", allow("sqs:SendMessage"))),
        }),
      ],
      `sqs:SendMessage arn:aws:sqs:eu-west-1:${ONE}:q`,
    ],
    [
      "a table of the role's account",
      [role("r"), inline("r", null, policy(allow("dynamodb:GetItem")))],
      `dynamodb:GetItem arn:aws:dynamodb:eu-west-1:${ONE}:table/x`,
    ],
    [
      "no object where AWS takes a bucket only",
      [role("r"), inline("r", null, policy(allow("s3:GetObject", "arn:aws:s3:::b")))],
      "",
    ],
  ])("%s", (_, changes, request) => {
    const { rows } = reviewPlans(plan(changes, {}, { aws: provider(ONE, "eu-west-1") }));
    const [difference] = rows.flatMap(({ comparison }) => comparison.differences);
    const { action = "", resource = "" } = difference?.witness ?? {};
    expect([`${action} ${resource}`.trim(), difference?.proven]).toEqual([request, request !== ""]);
  });
});
