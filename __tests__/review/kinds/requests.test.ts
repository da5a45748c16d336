import {
  allow,
  inline,
  kept,
  of,
  ONE,
  plan,
  policy,
  provider,
  reviewPlans,
  role,
  trust,
  TWO,
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
      "an object of a bucket that the plan knows, where everything is allowed",
      [
        role("r"),
        inline("r", null, policy(allow("s3:GetObject"))),
        kept("aws_s3_bucket.b", { bucket: "acme-data", arn: "arn:aws:s3:::acme-data" }),
      ],
      "s3:GetObject arn:aws:s3:::acme-data/x",
    ],
    [
      "the key that the plan knows and the pattern matches",
      [
        role("r"),
        inline("r", null, policy(allow("kms:Decrypt", `arn:aws:kms:*:${ONE}:key/b*`))),
        ...["a", "b"].map((id) =>
          kept(`aws_kms_key.${id}`, { key_id: id, arn: `arn:aws:kms:eu-west-1:${ONE}:key/${id}`, policy: policy() }),
        ),
      ],
      `kms:Decrypt arn:aws:kms:eu-west-1:${ONE}:key/b`,
    ],
    [
      "the role that the plan knows",
      [role("r"), role("other"), inline("r", null, policy(allow("iam:PassRole", `arn:aws:iam::${ONE}:role/o*`)))],
      `iam:PassRole arn:aws:iam::${ONE}:role/other`,
    ],
    [
      "nothing of another account",
      [
        role("r"),
        inline("r", null, policy(allow("kms:Decrypt"))),
        kept("aws_kms_key.k", { key_id: "k", arn: `arn:aws:kms:eu-west-1:${TWO}:key/k`, policy: policy() }),
      ],
      `kms:Decrypt arn:aws:kms:eu-west-1:${ONE}:key/x`,
    ],
    [
      "no action that AWS does not publish",
      [role("r"), inline("r", null, policy(allow("s3:GetObjects", "arn:aws:s3:::b/*")))],
      "",
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
