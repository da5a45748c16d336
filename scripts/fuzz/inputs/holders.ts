import type { ResourcePolicyKind } from "../../../policy/compare";

/** Kind of policy → the resource that holds one, and its attribute. */
export const HOLDERS = {
  resource: { type: "aws_s3_bucket_policy", values: { bucket: "a" }, policy: "policy" },
  key: { type: "aws_kms_key_policy", values: { key_id: "a" }, policy: "policy" },
  endpoint: { type: "aws_vpc_endpoint_policy", values: { vpc_endpoint_id: "vpce-1" }, policy: "policy" },
  trust: { type: "aws_iam_role", values: { name: "a" }, policy: "assume_role_policy" },
} as const satisfies Record<ResourcePolicyKind, object>;
