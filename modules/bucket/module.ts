import { storage } from "../../config/storage";
import { bucketPolicy } from "../../contract/documents";
import { expression, numberExpression } from "../common/terraform/expression";
import type { TerraformModule } from "../common/terraform/module";
import { namingValidations } from "../common/terraform/naming";
import { tags } from "../common/terraform/role-inputs";
import { Bucket } from "./index";

const { name, key_arn, access_log, old_version_days, unfinished_upload_days, force_destroy } =
  storage.shape.bucket.unwrap().shape;

export const terraformModule: TerraformModule = {
  title: "Bucket",
  purpose:
    "The bucket for data and model artifacts, with a name that the roles' policies grant: versioned, encrypted, without " +
    "public access, over TLS only, every object owned by the account.\n\nA module cannot carry `prevent_destroy`, which " +
    "must be literal: a bucket that holds objects is kept unless `force_destroy` says otherwise.",
  variables: {
    name,
    key_arn: key_arn.describe("A KMS key, such as the output of the module key; without it, S3's own encryption."),
    access_log,
    old_version_days,
    unfinished_upload_days,
    force_destroy,
    tags,
  },
  validations: {
    name: namingValidations("bucket", "name"),
    access_log: [
      {
        condition: "var.access_log == null ? true : var.access_log.bucket != var.name",
        message: "access_log.bucket must be another bucket, or the log logs itself.",
      },
    ],
  },
  locals: { name: 'var.name == null ? "sagemaker-${local.region}-${local.account}" : var.name' },
  build: (stack, settings) => {
    const name = expression("local.name");
    new Bucket(stack, "bucket", {
      name,
      policy: bucketPolicy(settings, name),
      accessLog: { bucket: expression("var.access_log.bucket"), prefix: expression("var.access_log.prefix") },
      oldVersionDays: numberExpression("var.old_version_days"),
      unfinishedUploadDays: numberExpression("var.unfinished_upload_days"),
    });
  },
  overrides: {
    "aws_s3_bucket.bucket": { force_destroy: "${var.force_destroy}", lifecycle: undefined, tags: "${var.tags}" },
    "aws_s3_bucket_server_side_encryption_configuration.bucket": {
      rule: [
        {
          apply_server_side_encryption_by_default: {
            kms_master_key_id: "${var.key_arn}",
            sse_algorithm: '${var.key_arn == null ? "AES256" : "aws:kms"}',
          },
          bucket_key_enabled: "${var.key_arn != null}",
        },
      ],
    },
    "aws_s3_bucket_logging.bucket": { count: "${var.access_log == null ? 0 : 1}" },
  },
  outputs: {
    name: { value: "aws_s3_bucket.bucket.bucket", description: "Name of the bucket." },
    arn: { value: "aws_s3_bucket.bucket.arn", description: "ARN of the bucket." },
  },
  inputs: {},
  expects: {
    'aws_s3_bucket.bucket.bucket == "sagemaker-eu-west-1-123456789012"': "the name is the SDK's default bucket",
    "aws_s3_bucket_public_access_block.bucket.restrict_public_buckets": "the bucket is not public",
    "length(aws_s3_bucket_logging.bucket) == 0": "nothing is logged unless the caller asks for it",
  },
  refuses: [
    ...(
      [
        ["acme-data", 'must hold "sagemaker" or start with "aws-glue", since clause N5 grants only such names.'],
        ["sagemaker".padEnd(64, "x"), "must have 3 to 63 characters."],
        ["Acme-sagemaker", "is not a name that AWS allows: lower-case letters, digits, . and - only."],
        ["sagemaker-", "is not a name that AWS allows: first and last a letter or digit."],
        ["sagemaker..data", "is not a name that AWS allows: no two periods side by side."],
        ["10.20.30.40", "is not a name that AWS allows: not formed like an IP address."],
        ["xn--sagemaker", "is not a name that AWS allows: not starting with xn--, sthree- or amzn-s3-demo-."],
        [
          "sagemaker-s3alias",
          "is not a name that AWS allows: not ending in -s3alias, --ol-s3, .mrap, --x-s3 or --table-s3.",
        ],
      ] as const
    ).map(([refused, says]) => ({ inputs: { name: refused }, variable: "name", message: `name ${says}` })),
    {
      inputs: { name: "acme-sagemaker", access_log: { bucket: "acme-sagemaker" } },
      variable: "access_log",
      message: "access_log.bucket must be another bucket, or the log logs itself.",
    },
  ],
};
