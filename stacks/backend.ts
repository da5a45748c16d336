import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, type TerraformStack } from "cdktf";
import type { Environment } from "../config/schema";

/**
 * Gives a stack the backend that its environment asks for; every stack has a state of its own, named after the stack.
 *
 * A local state stands beside the output folder, not in it, since that one may be deleted at any time.
 */
export function addBackend(stack: TerraformStack, id: string, backend: Environment["backend"]): void {
  if ("s3" in backend) {
    const { bucket, region, key_prefix, kms_key_id } = backend.s3;
    new S3Backend(stack, {
      bucket,
      region,
      key: `${key_prefix}${id}.tfstate`,
      encrypt: true,
      ...(kms_key_id && { kmsKeyId: kms_key_id }),
    });
    // cdktf has no field for the native lock file of Terraform 1.10.
    stack.addOverride("terraform.backend.s3.use_lockfile", true);
  } else if ("cloud" in backend) {
    const { organization, workspaces } = backend.cloud;
    new CloudBackend(stack, { organization, workspaces: new NamedCloudWorkspace(`${workspaces.prefix}${id}`) });
  } else {
    new LocalBackend(stack, { path: `../../../terraform.${id}.tfstate` });
  }
}
