import { fileSystemIsFree, fileSystemName, mountTargetCount, mountTargetZone, oneTargetPerZone } from "../rules/efs";
import type { Need, ResourceKind } from "./kind";

const fileSystem: Need = {
  type: "aws_efs_file_system",
  key: "{file_system_id}",
  refusal: { status: 404, code: "FileSystemNotFound", message: "File system '{file_system_id}' does not exist." },
};

const arn = (resource: string): string => `arn:{partition}:elasticfilesystem:{region}:{account}:${resource}`;

/** Amazon Elastic File System. */
export const efs: Readonly<Record<string, ResourceKind>> = {
  aws_efs_file_system: {
    binding: "efs-file-system",
    key: "{id}",
    computed: {
      id: "fs-{hex:17}",
      arn: arn("file-system/{id}"),
      creation_token: "terraform-{digits:26}",
      dns_name: "{id}.efs.{region}.{dns_suffix}",
      owner_id: "{account}",
      performance_mode: "generalPurpose",
      size_in_bytes: [{ value: 6144, value_in_ia: 0, value_in_standard: 6144 }],
    },
    computedBlocks: { protection: [{ replication_overwrite: "ENABLED" }] },
    defaults: { throughput_mode: "bursting" },
    replace: ["availability_zone_name", "creation_token", "encrypted", "kms_key_id", "performance_mode"],
    api: {
      service: "EFS",
      noun: "EFS file system ({id|})",
      create: "CreateFileSystem",
      update: "UpdateFileSystem",
      delete: "DeleteFileSystem",
    },
    rules: [fileSystemIsFree],
    derived: { name: fileSystemName, number_of_mount_targets: mountTargetCount },
  },
  aws_efs_mount_target: {
    binding: "efs-mount-target",
    key: "{id}",
    computed: {
      id: "fsmt-{hex:17}",
      file_system_arn: arn("file-system/{file_system_id}"),
      dns_name: "{file_system_id}.efs.{region}.{dns_suffix}",
      ip_address: "10.0.0.10",
      ip_address_type: "IPV4_ONLY",
      network_interface_id: "eni-{hex:17}",
      owner_id: "{account}",
    },
    replace: ["file_system_id", "ip_address", "ip_address_type", "ipv6_address", "subnet_id"],
    api: {
      service: "EFS",
      noun: "EFS Mount Target ({file_system_id})",
      create: "CreateMountTarget",
      update: "ModifyMountTargetSecurityGroups",
      delete: "DeleteMountTarget",
    },
    needs: [fileSystem],
    rules: [oneTargetPerZone],
    derived: { availability_zone_name: mountTargetZone },
  },
  aws_efs_file_system_policy: {
    binding: "efs-file-system-policy",
    key: "{file_system_id}",
    replace: ["file_system_id"],
    local: ["bypass_policy_lockout_safety_check"],
    policies: { policy: "resource" },
    api: {
      service: "EFS",
      noun: "EFS File System Policy ({file_system_id})",
      create: "PutFileSystemPolicy",
      delete: "DeleteFileSystemPolicy",
      malformed: "InvalidPolicyException",
    },
    needs: [fileSystem],
  },
};
