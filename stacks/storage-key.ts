import { DataAwsKmsAlias } from "@cdktf/provider-aws/lib/data-aws-kms-alias";
import type { Construct } from "constructs";
import type { Environment } from "../config/schema";
import type { Storage } from "../config/storage";

/**
 * The ARN of the environment's own key, where a service may use it; undefined where there is none that it may. It is
 * found by its alias, since stacks have no references to one another; the alias itself would not do, because AWS gives
 * the key's ARN back, and a change of it replaces what is encrypted.
 */
export function storageKeyArn(
  scope: Construct,
  { storage }: Environment,
  service: NonNullable<Storage["key"]>["services"][number],
): string | undefined {
  if (!storage?.key?.services.includes(service)) return undefined;
  const alias = new DataAwsKmsAlias(scope, "storage-key", { name: `alias/${storage.key.alias}` });
  alias.overrideLogicalId("storage");
  return alias.targetKeyArn;
}
