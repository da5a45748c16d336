import { bucketPolicy } from "../rules/s3";
import type { Need, ResourceKind } from "./kind";

const bucket: Need = {
  type: "aws_s3_bucket",
  key: "{bucket}",
  refusal: { status: 404, code: "NoSuchBucket", message: "The specified bucket does not exist" },
};

/** A sub-resource of a bucket: one of each kind, so its key is the bucket's, and writing it overwrites. */
function part(binding: string, noun: string, operation: string, rest: Partial<ResourceKind> = {}): ResourceKind {
  return {
    binding,
    key: "{bucket}",
    replace: ["bucket", "expected_bucket_owner"],
    api: {
      service: "S3",
      noun: `S3 Bucket ({bucket}) ${noun}`,
      create: `Put${operation}`,
      delete: `Delete${operation}`,
      malformed: "MalformedPolicy",
    },
    needs: [bucket],
    ...rest,
  };
}

/** Amazon S3. */
export const s3: Readonly<Record<string, ResourceKind>> = {
  aws_s3_bucket: {
    binding: "s3-bucket",
    key: "{bucket}",
    computed: {
      bucket: "{bucket_prefix|terraform-}{digits:26}",
      bucket_prefix: "",
      arn: "arn:{partition}:s3:::{bucket}",
      bucket_domain_name: "{bucket}.s3.{dns_suffix}",
      bucket_region: "{region}",
      bucket_regional_domain_name: "{bucket}.s3.{region}.{dns_suffix}",
      hosted_zone_id: "Z{base32:13}",
      request_payer: "BucketOwner",
    },
    computedBlocks: {
      cors_rule: [],
      grant: [{ id: "{hex:32}", permissions: ["FULL_CONTROL"], type: "CanonicalUser", uri: "" }],
      lifecycle_rule: [],
      logging: [],
      object_lock_configuration: [],
      replication_configuration: [],
      server_side_encryption_configuration: [
        {
          rule: [
            {
              bucket_key_enabled: false,
              apply_server_side_encryption_by_default: [{ kms_master_key_id: "", sse_algorithm: "AES256" }],
            },
          ],
        },
      ],
      versioning: [{ enabled: false, mfa_delete: false }],
      website: [],
    },
    defaults: { force_destroy: false },
    replace: ["bucket", "bucket_prefix", "object_lock_enabled"],
    local: ["force_destroy"],
    imported: { force_destroy: false },
    policies: { policy: "resource" },
    api: {
      service: "S3",
      noun: "S3 Bucket ({bucket})",
      create: "CreateBucket",
      delete: "DeleteBucket",
      malformed: "MalformedPolicy",
    },
    taken: {
      status: 409,
      code: "BucketAlreadyOwnedByYou",
      message: "Your previous request to create the named bucket succeeded and you already own it.",
    },
    derived: { policy: bucketPolicy },
  },
  aws_s3_bucket_versioning: part("s3-bucket-versioning", "Versioning", "BucketVersioning"),
  aws_s3_bucket_server_side_encryption_configuration: part(
    "s3-bucket-server-side-encryption-configuration",
    "Server-side Encryption Configuration",
    "BucketEncryption",
  ),
  aws_s3_bucket_public_access_block: part("s3-bucket-public-access-block", "Public Access Block", "PublicAccessBlock", {
    defaults: {
      block_public_acls: false,
      block_public_policy: false,
      ignore_public_acls: false,
      restrict_public_buckets: false,
    },
    local: ["skip_destroy"],
  }),
  aws_s3_bucket_ownership_controls: part(
    "s3-bucket-ownership-controls",
    "Ownership Controls",
    "BucketOwnershipControls",
  ),
  aws_s3_bucket_policy: part("s3-bucket-policy", "Policy", "BucketPolicy", { policies: { policy: "resource" } }),
  aws_s3_bucket_lifecycle_configuration: part(
    "s3-bucket-lifecycle-configuration",
    "Lifecycle Configuration",
    "BucketLifecycleConfiguration",
    { computed: { transition_default_minimum_object_size: "all_storage_classes_128K" } },
  ),
  aws_s3_bucket_logging: part("s3-bucket-logging", "Logging", "BucketLogging"),
};
