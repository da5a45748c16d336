import { allow, clause, deny } from "../../clause";

const FILES = "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0123456789abcdef0";

export const fileSystem = clause({
  id: "P2",
  title: "A file system in the same subnet",
  quote:
    "If Elastic File Store (EFS) will be used, then EFS storage must be configured in the same subnet, and allowed by security groups.",
  interpretation:
    "Made with the network, not by people: they see file systems and make none. Encrypted, with one mount target in each Availability Zone, in the subnet that the endpoints are in too. NFS (2049) comes in from the clients' security group only (P3). Whoever reaches a mount target mounts the file system, since it has no policy of its own.",
  statements: [],
  absent: [
    "elasticfilesystem:Create*",
    "elasticfilesystem:Delete*",
    "elasticfilesystem:Modify*",
    "elasticfilesystem:Put*",
    "elasticfilesystem:Update*",
  ],
  cases: [
    allow("elasticfilesystem:DescribeFileSystems", "*"),
    allow("elasticfilesystem:DescribeMountTargets", FILES),
    deny("elasticfilesystem:CreateFileSystem", "*"),
    deny("elasticfilesystem:CreateMountTarget", FILES),
    deny("elasticfilesystem:PutFileSystemPolicy", FILES),
    deny("elasticfilesystem:DeleteFileSystem", FILES, { as: "execution" }),
  ],
});
