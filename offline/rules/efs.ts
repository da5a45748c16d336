import type { Context, Rule } from "../resources/kind";
import { isObject, type ObjectValue, type Value } from "../values";

function mountTargets(fileSystem: Value | undefined, { cloud, settings }: Context): (readonly [string, ObjectValue])[] {
  const place = { accountId: settings.accountId, region: settings.region };
  return cloud.list(place, "aws_efs_mount_target").filter(([, held]) => held.file_system_id === fileSystem);
}

/** A file system goes only when nothing mounts it. */
export const fileSystemIsFree: Rule = (change) => {
  if (change.action !== "delete" || mountTargets(change.resource.id, change).length === 0) return undefined;
  return { status: 409, code: "FileSystemInUse", message: "File system {id} still has mount targets." };
};

export const mountTargetCount = (fileSystem: ObjectValue, context: Context): Value =>
  mountTargets(fileSystem.id, context).length;

/** EFS shows the tag `Name` as the name. */
export const fileSystemName = ({ tags_all: tags }: ObjectValue): Value =>
  (isObject(tags) ? tags.Name : undefined) ?? "";

/** The zone of a mount target's subnet, as far as the account knows the subnet. */
export const mountTargetZone = ({ subnet_id: subnet }: ObjectValue, { cloud, settings }: Context): Value => {
  const place = { accountId: settings.accountId, region: settings.region };
  const held = typeof subnet === "string" ? cloud.get(place, "aws_subnet", subnet) : undefined;
  return held?.availability_zone ?? "";
};

/** A file system has one mount target in a zone. Where the account does not know the subnets, one in a subnet. */
export const oneTargetPerZone: Rule = (change) => {
  const { action, resource } = change;
  if (action !== "create") return undefined;
  const zone = (target: ObjectValue): Value => {
    const known = mountTargetZone(target, change);
    return known === "" ? (target.subnet_id ?? null) : known;
  };
  const taken = mountTargets(resource.file_system_id, change).some(([, held]) => zone(held) === zone(resource));
  if (!taken) return undefined;
  return { status: 409, code: "MountTargetConflict", message: "mount target already exists in this AZ" };
};
