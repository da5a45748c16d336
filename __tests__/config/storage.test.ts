import { check, problems } from "./environment";

const ADMIN = "arn:aws:iam::123456789012:role/kms-admin";

test.each<[string, unknown, string[]]>([
  ["a bucket with every default", { bucket: {} }, []],
  ["a key with an administrator", { key: { administrator_arns: [ADMIN] } }, []],
  ["a bucket and a key", { bucket: { name: "aws-glue-acme" }, key: { administrator_arns: [ADMIN] } }, []],
  ["nothing", {}, ["storage: found no key; allowed: at least one of bucket and key"]],
  [
    "a bucket without the keyword",
    { bucket: { name: "payroll" } },
    [
      'storage.bucket.name: found "payroll"; clause N5 grants names that hold "sagemaker" or start with "aws-glue"; try sagemaker-payroll',
    ],
  ],
  [
    "a bucket with a reserved prefix",
    { bucket: { name: "ams-sagemaker" } },
    ['storage.bucket.name: found "ams-sagemaker"; the prefix "ams-" is reserved; try sagemaker-ams-sagemaker'],
  ],
  [
    "a bucket that S3 refuses",
    { bucket: { name: "Acme_SageMaker" } },
    [
      'storage.bucket.name: found "Acme_SageMaker"; AWS allows lower-case letters, digits, . and - only; clause N5 grants names that hold "sagemaker" or start with "aws-glue"; try acme-sagemaker',
    ],
  ],
  [
    "a number for a name",
    { bucket: { name: 1 } },
    ["storage.bucket.name: found the number 1; allowed: a bucket name in quotes"],
  ],
  [
    "a log in the bucket itself",
    { bucket: { access_log: { bucket: "sagemaker-eu-west-1-123456789012" } } },
    [
      'storage.bucket.access_log.bucket: found "sagemaker-eu-west-1-123456789012"; allowed: another bucket, or the log logs itself',
    ],
  ],
  [
    "two keys",
    {
      bucket: { key_arn: "arn:aws:kms:eu-west-1:123456789012:key/0123" },
      key: { administrator_arns: [ADMIN] },
    },
    [
      'storage.bucket.key_arn: found "arn:aws:kms:eu-west-1:123456789012:key/0123"; allowed: nothing, since storage.key makes the key that encrypts the bucket',
    ],
  ],
  [
    "an alias for a key",
    { bucket: { key_arn: "arn:aws:kms:eu-west-1:123456789012:alias/data" } },
    [
      'storage.bucket.key_arn: found "arn:aws:kms:eu-west-1:123456789012:alias/data"; allowed: the ARN of a KMS key, such as arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef',
    ],
  ],
  [
    "a key of another region",
    { bucket: { key_arn: "arn:aws:kms:us-east-1:123456789012:key/0123" } },
    [
      'storage.bucket.key_arn: found "arn:aws:kms:us-east-1:123456789012:key/0123"; allowed: an ARN of the file\'s own region, eu-west-1',
    ],
  ],
  [
    "a key without an administrator",
    { key: {} },
    [
      "storage.key.administrator_arns is missing; allowed: the ARNs of at least one role or user that manages the key, or nobody could ever change it",
    ],
  ],
  [
    "a key with no administrator in the list",
    { key: { administrator_arns: [] } },
    [
      "storage.key.administrator_arns: found a list of 0; allowed: the ARNs of at least one role or user that manages the key, or nobody could ever change it",
    ],
  ],
  [
    "the account as administrator",
    { key: { administrator_arns: ["arn:aws:iam::123456789012:root"] } },
    [
      'storage.key.administrator_arns.0: found "arn:aws:iam::123456789012:root"; allowed: a role or a user; the account itself is always let in, for its own policies to decide',
    ],
  ],
  [
    "a role that uses the key as administrator",
    { key: { administrator_arns: ["arn:aws:iam::123456789012:role/customer_sagemaker_admin_role"] } },
    [
      'storage.key.administrator_arns.0: found "arn:aws:iam::123456789012:role/customer_sagemaker_admin_role"; allowed: roles and users other than those that use the key, which they could then give away',
    ],
  ],
  [
    "an administrator of another account",
    { key: { administrator_arns: ["arn:aws:iam::210987654321:role/kms-admin"] } },
    [
      'storage.key.administrator_arns.0: found "arn:aws:iam::210987654321:role/kms-admin"; allowed: an ARN of the file\'s own account, 123456789012',
    ],
  ],
  [
    "an unknown service",
    { key: { administrator_arns: [ADMIN], services: ["secretmanager"] } },
    [
      'storage.key.services.0: found "secretmanager"; allowed: secretsmanager, sns, elasticfilesystem, logs; did you mean secretsmanager?',
    ],
  ],
  [
    "an alias that is AWS's",
    { key: { administrator_arns: [ADMIN], alias: "aws/s3" } },
    ['storage.key.alias: found "aws/s3"; allowed: a name of 1 to 250 letters, digits or /_-, not beginning with aws/'],
  ],
])("%s", (_, storage, expected) => {
  expect(problems({ storage })).toEqual(expected);
});

test("the bucket is among the exact names that may be used", () => {
  const names = { "access.buckets": { names: ["acme-sagemaker"] } };
  expect(problems({ ...names, storage: { bucket: { name: "acme-sagemaker" } } })).toEqual([]);
  expect(problems({ ...names, storage: { bucket: {} } })).toEqual([
    'access.buckets.names: found a list of 1; allowed: a list with "sagemaker-eu-west-1-123456789012" in it, this file\'s own bucket, else nobody can use it (N5)',
  ]);
});

test("reserved prefixes are those of the file", () => {
  const storage = { bucket: { name: "ams-sagemaker" } };
  expect(problems({ storage, "access.buckets": { reserved_prefixes: [] } })).toEqual([]);
});

test("a problem has the place of the value", () => {
  expect(check({ storage: { bucket: { name: "payroll" } } }).problems[0]?.position).toEqual({
    line: 14,
    column: 15,
    endColumn: 24,
  });
});
