import type { Context } from "../resources/kind";
import type { ObjectValue, Value } from "../values";

/** The provider reads a bucket's policy back into the bucket, whichever resource wrote it. */
export const bucketPolicy = (bucket: ObjectValue, { cloud, settings }: Context): Value => {
  const place = { accountId: settings.accountId, region: settings.region };
  const held = typeof bucket.bucket === "string" ? cloud.get(place, "aws_s3_bucket_policy", bucket.bucket) : undefined;
  return held?.policy ?? bucket.policy ?? null;
};
