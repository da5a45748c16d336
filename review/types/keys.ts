import { NONE, none, type Family } from "./access";

/** Keys, secrets and certificates. */
export const keys: Family = {
  aws_acm_certificate: NONE,
  aws_acm_certificate_validation: NONE,
  aws_acmpca_certificate: NONE,
  aws_acmpca_certificate_authority: { exposes: ["revocation_configuration.crl_configuration.s3_object_acl"] },
  aws_acmpca_certificate_authority_certificate: NONE,
  aws_acmpca_permission: { policy: ["principal", "actions", "source_account"] },
  aws_acmpca_policy: { policy: ["policy"] },
  aws_cloudhsm_v2_cluster: NONE,
  aws_cloudhsm_v2_hsm: NONE,
  aws_kms_alias: NONE,
  aws_kms_ciphertext: NONE,
  aws_kms_custom_key_store: none({
    xks_proxy_authentication_credential: "how it signs in to another system, which decides whom it lets in",
  }),
  aws_kms_external_key: { policy: ["policy"], exposes: ["enabled"] },
  aws_kms_grant: { attaches: ["operations", "grantee_principal", "retiring_principal", "constraints"] },
  aws_kms_key: { policy: ["policy"], exposes: ["is_enabled"] },
  aws_kms_key_policy: { policy: ["policy"] },
  aws_kms_replica_external_key: { policy: ["policy"], exposes: ["enabled"] },
  aws_kms_replica_key: { policy: ["policy"], exposes: ["enabled"] },
  aws_paymentcryptography_key: NONE,
  aws_paymentcryptography_key_alias: NONE,
  aws_secretsmanager_secret: { policy: ["policy"] },
  aws_secretsmanager_secret_policy: {
    policy: ["policy"],
    none: { block_public_policy: "whether the policy is checked before it is set; the policy is compared" },
  },
  aws_secretsmanager_secret_rotation: NONE,
  aws_secretsmanager_secret_version: NONE,
  aws_signer_signing_job: NONE,
  aws_signer_signing_profile: NONE,
  aws_signer_signing_profile_permission: { policy: ["principal", "action"] },
};
