import type { Construct } from "constructs";
import { defaultBucketName, type Storage } from "../config/storage";
import { settingsOf } from "../contract/render/from-environment";
import { Bucket } from "../modules/bucket";
import { Key } from "../modules/key";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** `<environment>-storage`: the bucket and the key that encrypts it. */
export class StorageStack extends EnvironmentStack {
  constructor(scope: Construct, props: EnvironmentStackProps, { bucket, key }: Storage) {
    super(scope, "storage", props);
    const { account, region } = props.environment;
    const settings = settingsOf(props.environment);
    const ownKey =
      key &&
      new Key(this, "key", {
        settings,
        alias: key.alias,
        description: "SageMaker data at rest",
        administratorArns: key.administrator_arns,
        services: key.services,
        deletionWindowDays: key.deletion_window_days,
        protect: key.protect,
      });
    if (ownKey) this.output("key_arn", ownKey.key.arn, "ARN of the key for data at rest");
    if (!bucket) return;
    const keyArn = ownKey?.key.arn ?? bucket.key_arn;
    const made = new Bucket(this, "bucket", {
      settings,
      name: bucket.name ?? defaultBucketName(region, account),
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
