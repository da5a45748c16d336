import type { Construct } from "constructs";
import type { Storage } from "../config/storage";
import { Bucket } from "../modules/bucket";
import { Key } from "../modules/key";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** `<environment>-storage`: the bucket and the key that encrypts it. */
export class StorageStack extends EnvironmentStack {
  constructor(scope: Construct, props: EnvironmentStackProps, { bucket, key }: Storage) {
    super(scope, "storage", props);
    const { documents } = props;
    const ownKey =
      key &&
      documents.key &&
      new Key(this, "key", {
        alias: key.alias,
        description: "SageMaker data at rest",
        policy: documents.key,
        deletionWindowDays: key.deletion_window_days,
        protect: key.protect,
      });
    if (ownKey) this.output("key_arn", ownKey.key.arn, "ARN of the key for data at rest");
    if (!bucket || !documents.bucket) return;
    const keyArn = ownKey?.key.arn ?? bucket.key_arn;
    const made = new Bucket(this, "bucket", {
      name: documents.bucket.name,
      policy: documents.bucket.document,
      ...(keyArn && { keyArn }),
      ...(bucket.access_log && { accessLog: bucket.access_log }),
      oldVersionDays: bucket.old_version_days,
      unfinishedUploadDays: bucket.unfinished_upload_days,
      forceDestroy: bucket.force_destroy,
      protect: bucket.protect,
    });
    this.output("bucket_name", made.bucket.bucket, "Name of the bucket for data and model artifacts");
  }
}
