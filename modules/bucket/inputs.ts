import { bucketName } from "../../config/aws-names";
import { storage } from "../../config/storage";
import { extraStatementTexts } from "../../config/statement";
import { anyList } from "../../config/values";
import { type ModuleInputs, PLACE, tags } from "../common/module-inputs";

const { name, key_arn, access_log, old_version_days, unfinished_upload_days, force_destroy } =
  storage.shape.bucket.unwrap().shape;

const RECEIVES_LOGS = "length(var.log_source_buckets) > 0";

export const inputs: ModuleInputs = {
  groups: {
    Bucket: {
      name,
      key_arn: key_arn.describe("A KMS key, such as the output of the module key; without it, S3's own encryption."),
      old_version_days,
      unfinished_upload_days,
      force_destroy,
      tags,
    },
    "Access log": {
      access_log,
      log_source_buckets: anyList(bucketName)
        .default([])
        .describe(
          "Buckets of the account and region whose access logs S3 delivers to this one, which then has a name that no role is granted.",
        ),
    },
    "Policy of its own": { extra_statements: extraStatementTexts },
    ...PLACE,
  },
  names: { name: { kind: "bucket", unlessConvention: RECEIVES_LOGS } },
  rules: {
    extra_statements: [
      {
        condition: "alltrue([for statement in var.extra_statements : can(jsondecode(statement).Effect)])",
        message: "each of extra_statements must be a policy's statement as JSON.",
      },
    ],
    name: [
      {
        condition: `!(${RECEIVES_LOGS}) || (var.name != null && !can(regex("sagemaker|^aws-glue", var.name)))`,
        message:
          "name of a bucket that receives access logs must be given, and hold no sagemaker and start with no aws-glue, or the roles could change the logs (N5).",
      },
    ],
    access_log: [
      {
        condition: "var.access_log == null ? true : var.access_log.bucket != var.name",
        message: "access_log.bucket must be another bucket, or the log logs itself.",
      },
    ],
  },
  policies: { bucket_policy: "bucket" },
};
