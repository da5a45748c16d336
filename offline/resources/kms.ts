import { keyExists, keyPolicy, policyKeepsAccess, targetKeyArn } from "../rules/kms";
import type { ResourceKind } from "./kind";

const malformed = "MalformedPolicyDocumentException";

/** AWS Key Management Service. */
export const kms: Readonly<Record<string, ResourceKind>> = {
  aws_kms_key: {
    binding: "kms-key",
    key: "{key_id}",
    computed: {
      key_id: "{uuid:}",
      arn: "arn:{partition}:kms:{region}:{account}:key/{key_id}",
    },
    defaults: {
      bypass_policy_lockout_safety_check: false,
      customer_master_key_spec: "SYMMETRIC_DEFAULT",
      enable_key_rotation: false,
      is_enabled: true,
      key_usage: "ENCRYPT_DECRYPT",
    },
    replace: ["custom_key_store_id", "customer_master_key_spec", "key_usage", "multi_region", "xks_key_id"],
    local: ["bypass_policy_lockout_safety_check", "deletion_window_in_days"],
    policies: { policy: "resource" },
    api: {
      service: "KMS",
      noun: "KMS Key ({key_id|})",
      create: "CreateKey",
      update: "PutKeyPolicy",
      delete: "ScheduleKeyDeletion",
      malformed,
    },
    rules: [policyKeepsAccess],
    derived: { policy: keyPolicy },
  },
  aws_kms_alias: {
    binding: "kms-alias",
    key: "{name}",
    computed: {
      name: "alias/{name_prefix-alias/}{digits:26}",
      name_prefix: "",
      arn: "arn:{partition}:kms:{region}:{account}:{name}",
    },
    replace: ["name", "name_prefix"],
    api: {
      service: "KMS",
      noun: "KMS Alias ({name})",
      create: "CreateAlias",
      update: "UpdateAlias",
      delete: "DeleteAlias",
    },
    taken: {
      status: 400,
      code: "AlreadyExistsException",
      message: "An alias with the name arn:{partition}:kms:{region}:{account}:{name} already exists",
    },
    rules: [keyExists("target_key_id")],
    derived: { target_key_arn: targetKeyArn },
  },
  aws_kms_key_policy: {
    binding: "kms-key-policy",
    key: "{key_id}",
    replace: ["key_id"],
    local: ["bypass_policy_lockout_safety_check"],
    policies: { policy: "resource" },
    api: {
      service: "KMS",
      noun: "KMS Key Policy ({key_id})",
      create: "PutKeyPolicy",
      delete: "PutKeyPolicy",
      malformed,
    },
    rules: [keyExists("key_id"), policyKeepsAccess],
  },
  aws_kms_grant: {
    binding: "kms-grant",
    key: "{key_id}:{grant_id}",
    importId: /^(?<key_id>.+):(?<grant_id>[^:]+)$/,
    computed: { grant_id: "{hex:32}{hex:31}0", grant_token: "{base32:32}" },
    defaults: { retire_on_delete: false },
    replace: ["constraints", "grantee_principal", "key_id", "name", "operations", "retiring_principal"],
    local: ["grant_creation_tokens", "retire_on_delete"],
    sensitive: ["grant_token"],
    api: { service: "KMS", noun: "KMS Grant for Key ({key_id})", create: "CreateGrant", delete: "RevokeGrant" },
    rules: [keyExists("key_id")],
  },
};
