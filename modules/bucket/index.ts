import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { policyJson } from "../common/policy-json";

export interface BucketProps {
  /** Lower case, with one of the page's keywords: `config/naming.ts` checks it. A change replaces the bucket. */
  readonly name: string;
  /** Who may not reach the bucket, and how. */
  readonly policy: PolicyDocument;
  /** ARN of the KMS key that encrypts the objects. @default SSE-S3, a key of S3's own */
  readonly keyArn?: string;
  /** Bucket that receives the access log, and the prefix of its keys. @default no access log */
  readonly accessLog?: { readonly bucket: string; readonly prefix: string };
  /** Days after which an old version of an object goes. @default 90 */
  readonly oldVersionDays?: number;
  /** Days after which an unfinished upload goes. @default 7 */
  readonly unfinishedUploadDays?: number;
  /** Whether `terraform destroy` may delete a bucket that still holds objects. @default false */
  readonly forceDestroy?: boolean;
  /** Whether Terraform refuses to destroy the bucket. @default true */
  readonly protect?: boolean;
  /** @default none */
  readonly tags?: Record<string, string>;
}

/**
 * The bucket for data and model artifacts: versioned, encrypted, without public access, over TLS only, every object
 * owned by the account.
 *
 * "If an S3 bucket will be used to store model artifacts and data, then you must request an S3 bucket named with the
 * required keywords" – `aws_s3_bucket.<id>` and the resources around it, all named after the id.
 */
export class Bucket extends Construct {
  readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const named = <T extends TerraformResource>(resource: T): T => {
      resource.overrideLogicalId(id);
      return resource;
    };
    this.bucket = named(
      new S3Bucket(this, "bucket", {
        bucket: props.name,
        forceDestroy: props.forceDestroy ?? false,
        lifecycle: { preventDestroy: props.protect ?? true },
        ...(props.tags && { tags: props.tags }),
      }),
    );
    const bucket = this.bucket.id;
    const versioning = named(
      new S3BucketVersioningA(this, "versioning", { bucket, versioningConfiguration: { status: "Enabled" } }),
    );
    named(
      new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
        bucket,
        rule: [
          {
            applyServerSideEncryptionByDefault: props.keyArn
              ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: props.keyArn }
              : { sseAlgorithm: "AES256" },
            bucketKeyEnabled: props.keyArn !== undefined,
          },
        ],
      }),
    );
    named(
      new S3BucketOwnershipControls(this, "ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }),
    );
    const publicAccess = named(
      new S3BucketPublicAccessBlock(this, "public-access", {
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      }),
    );
    named(
      new S3BucketPolicy(this, "policy", {
        bucket,
        policy: policyJson(props.policy),
        // S3 refuses one of two changes to a bucket's access that arrive together.
        dependsOn: [publicAccess],
      }),
    );
    named(
      new S3BucketLifecycleConfiguration(this, "lifecycle", {
        bucket,
        rule: [
          {
            id: "old-versions",
            status: "Enabled",
            filter: [{ prefix: "" }],
            noncurrentVersionExpiration: [{ noncurrentDays: props.oldVersionDays ?? 90 }],
          },
          {
            id: "unfinished-uploads",
            status: "Enabled",
            filter: [{ prefix: "" }],
            abortIncompleteMultipartUpload: [{ daysAfterInitiation: props.unfinishedUploadDays ?? 7 }],
          },
        ],
        // Rules for old versions mean nothing before versioning is on.
        dependsOn: [versioning],
      }),
    );
    if (props.accessLog) {
      named(
        new S3BucketLoggingA(this, "access-log", {
          bucket,
          targetBucket: props.accessLog.bucket,
          targetPrefix: props.accessLog.prefix,
        }),
      );
    }
  }
}
