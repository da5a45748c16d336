/** What AWS limits, in an account without an increase of any quota. */

/**
 * The longest policies, in characters without white space where they are of IAM.
 * Source: "IAM and AWS STS quotas", IAM User Guide.
 */
export const POLICY_SIZES = {
  /** One managed policy. */
  managed: 6144,
  /** A role's trust policy. */
  trust: 2048,
  /** All inline policies of a role together. */
  inline: 10_240,
  /** The policy of a KMS key. Source: "Resource quotas", AWS KMS Developer Guide. */
  key: 32_768,
  /** The policy of a bucket. Source: "Bucket policies", Amazon S3 User Guide. */
  bucket: 20_480,
  /** The policy of a VPC endpoint. Source: "AWS PrivateLink quotas". */
  endpoint: 20_480,
} as const;

/** Managed policies that a role carries. Source: "IAM and AWS STS quotas", IAM User Guide. */
export const MANAGED_POLICIES_PER_ROLE = 10;

/** Tags of one resource. Source: "Tag naming limits and requirements", Tagging AWS resources. */
export const TAGS_PER_RESOURCE = 50;

/** Rules of a security group in one direction. Source: "Amazon VPC quotas: security groups". */
export const RULES_PER_SECURITY_GROUP = 60;
