import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { Construct } from "constructs";

export interface FileSystemProps {
  /** Name tag of the file system. */
  readonly name: string;
  /** Availability Zone → id of the one subnet in it that holds a mount target. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** Groups of the mount targets; they let NFS (2049) in from the clients. */
  readonly securityGroupIds: readonly string[];
  /** ARN of the KMS key; a change replaces the file system. @default the AWS-managed key of EFS */
  readonly keyArn?: string;
  /** Whether Terraform refuses to destroy the file system. @default true */
  readonly protect?: boolean;
  /** @default none */
  readonly tags?: Record<string, string>;
}

/**
 * A shared file system, encrypted, with one mount target for each Availability Zone: `aws_efs_file_system.files`,
 * `aws_efs_mount_target.<zone>`.
 *
 * "If Elastic File Store (EFS) will be used, then EFS storage must be configured in the same subnet, and allowed by
 * security groups."
 *
 * @throws Error where a subnet is given for two zones.
 */
export class FileSystem extends Construct {
  readonly fileSystem: EfsFileSystem;

  constructor(scope: Construct, id: string, props: FileSystemProps) {
    super(scope, id);
    const zones = Object.entries(props.subnetIds);
    for (const [index, [zone, subnet]] of zones.entries()) {
      const other = zones.slice(0, index).find(([, earlier]) => earlier === subnet)?.[0];
      if (other !== undefined)
        throw new Error(`subnet ${subnet} is given for ${other} and ${zone}; it lies in one zone`);
    }
    this.fileSystem = new EfsFileSystem(this, "file-system", {
      encrypted: true,
      ...(props.keyArn && { kmsKeyId: props.keyArn }),
      lifecycle: { preventDestroy: props.protect ?? true },
      tags: { ...props.tags, Name: props.name },
    });
    this.fileSystem.overrideLogicalId("files");
    for (const [zone, subnetId] of zones) {
      new EfsMountTarget(this, zone, {
        fileSystemId: this.fileSystem.id,
        subnetId,
        securityGroups: [...props.securityGroupIds],
      }).overrideLogicalId(zone);
    }
  }
}
