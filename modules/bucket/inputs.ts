import { bucketName } from "../../config/aws-names";
import { storage } from "../../config/storage";
import { extraStatementTexts } from "../../config/statement";
import { anyList } from "../../config/values";
import { extraStatementRules } from "../common/extra-statement-rules";
import { type ModuleInputs, type Rule, PLACE, tags } from "../common/module-inputs";

const { name, key_arn, access_log, old_version_days, unfinished_upload_days, force_destroy } =
  storage.shape.bucket.unwrap().shape;

const RECEIVES_LOGS = "length(var.log_source_buckets) > 0";

/** A rule about every `text` under a key of others' statements, and about those under its negation. */
function ofEach(key: "Action" | "Resource", condition: string, message: string): Rule[] {
  return [key, `Not${key}`].map((one) => ({
    condition: `alltrue([for text in flatten([for one in var.extra_statements : try(jsondecode(one).${one}, [])]) : ${condition}])`,
    message,
  }));
}

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
      ...extraStatementRules("var.extra_statements", "local.bucket_policy", "bucket"),
      ...ofEach(
        "Action",
        `!can(regex("^(?i)[a-z0-9-]+:", text)) || can(regex("^(?i)s3(express|-outposts)?:", text))`,
        "each of extra_statements must be about actions of s3 only.",
      ),
      // Where a pattern may mean this bucket, AWS is left to say.
      ...ofEach(
        "Resource",
        `!can(regex("^arn:[^:]*:[^:*?$]+:", text)) || can(regex("^arn:[^:]*:s3:[^:]*:[^:]*:[^/]*[*?$]", text)) || try(split("/", split(":", text)[5])[0] == local.name && split(":", text)[2] == "s3", false)`,
        "each of extra_statements must be about the bucket and its objects only.",
      ),
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
