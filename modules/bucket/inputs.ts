import { storage } from "../../config/storage";
import { type ModuleInputs, PLACE, tags } from "../common/module-inputs";

const { name, key_arn, access_log, old_version_days, unfinished_upload_days, force_destroy } =
  storage.shape.bucket.unwrap().shape;

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
    "Access log": { access_log },
    ...PLACE,
  },
  names: { name: "bucket" },
  rules: {
    access_log: [
      {
        condition: "var.access_log == null ? true : var.access_log.bucket != var.name",
        message: "access_log.bucket must be another bucket, or the log logs itself.",
      },
    ],
  },
  policies: { bucket_policy: "bucket" },
};
