import { AMS_NAMES } from "../../aws/ams";
import { defaultBucketName } from "../../aws/names";
import { CHANGE_TYPES } from "../change-types";
import { CannotAsk, needed, type RfcSource, type Rfc } from "../request";

/** "you must request an S3 bucket named with the required keywords" */
export function createBucket(source: RfcSource): Rfc[] {
  const { name, environment, inputs } = source;
  const { account, region, storage, tags = {} } = environment;
  const bucket = needed(storage?.bucket, "storage.bucket", source);
  const bucketName = bucket.name ?? defaultBucketName(region, account);
  const reserved = AMS_NAMES.refusedBuckets.find((prefix) => bucketName.startsWith(prefix));
  if (reserved !== undefined) {
    throw new CannotAsk(
      `storage.bucket.name: found ${bucketName}; AMS makes no bucket whose name begins with ${AMS_NAMES.refusedBuckets.join(", ")}, the page's aws-glue included: choose a name with sagemaker in it`,
    );
  }
  const keyArn = inputs.keyArn ?? bucket.key_arn;
  if (storage?.key && keyArn === undefined) {
    throw new CannotAsk(
      "the environment's own key encrypts the bucket: give --key-arn, of the key that `ssps rfc key` asks for",
    );
  }
  return [
    {
      changeType: CHANGE_TYPES.createBucket,
      title: `Create the SageMaker bucket ${bucketName}`,
      parameters: {
        DocumentName: "AWSManagedServices-CreateBucket",
        Region: region,
        Parameters: {
          BucketName: bucketName,
          Versioning: "Enabled",
          ServerSideEncryption: keyArn === undefined ? "S3ManagedKeys" : "KmsManagedKeys",
          ...(keyArn !== undefined && { KMSKeyId: keyArn }),
          EnforceSecureTransport: true,
          ...(Object.keys(tags).length > 0 && {
            Tags: Object.entries(tags)
              .filter(([, value]) => value !== "")
              .map(([Key, Value]) => JSON.stringify({ Key, Value })),
          }),
        },
      },
      notes: [
        "Both roles reach the bucket by its name (N5), so the request names nobody who may read or write.",
        ...(bucket.access_log ? ["The change type takes no access log: ask AMS for it by an update."] : []),
        `${name}.yaml deletes old versions after ${bucket.old_version_days} days; the change type takes no lifecycle rules: ask AMS for them by an update.`,
      ],
    },
  ];
}
