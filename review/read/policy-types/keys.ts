import { held, heldByArn, holder, owner, type PolicyTypes } from "./policy-type";

/** Keys, secrets and certificates. */
export const keys: PolicyTypes = {
  aws_kms_key: holder("KMS key", "policy", ["key_id", "arn"], { kind: "key", arn: "arn" }),
  aws_kms_external_key: holder("KMS key", "policy", ["id", "arn"], { kind: "key", arn: "arn" }),
  aws_kms_replica_key: holder("KMS key", "policy", ["key_id", "arn"], { kind: "key", arn: "arn" }),
  aws_kms_replica_external_key: holder("KMS key", "policy", ["key_id", "arn"], { kind: "key", arn: "arn" }),
  aws_kms_key_policy: held("KMS key", "policy", ["key_id"], { kind: "key" }),
  aws_secretsmanager_secret: holder("secret", "policy", ["arn", "name"], { arn: "arn" }),
  aws_secretsmanager_secret_policy: heldByArn("secret", "policy", "secret_arn"),
  aws_acmpca_certificate_authority: owner("private certificate authority", ["arn"], { arn: "arn" }),
  aws_acmpca_policy: heldByArn("private certificate authority", "policy", "resource_arn"),
};
