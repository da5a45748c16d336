import { type Partition, PARTITIONS } from "../aws/partitions";
import { findPartition } from "../aws/regions";
import { Failure } from "./failure";
import { isList, isObject, type ObjectValue, type Value } from "./values";

/** What one `provider "aws"` block amounts to. */
export interface Settings {
  /** The account that the caller's credentials, or the role that it assumes, belong to. */
  readonly accountId: string;
  readonly region: string;
  readonly partition: Partition;
  /** `amazonaws.com`, `amazonaws.com.cn`. */
  readonly dnsSuffix: string;
  readonly defaultTags: Readonly<Record<string, string>>;
}

/** Who calls, and from where, when the provider block does not say. */
export interface Caller {
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
}

/** Settings without any provider block. */
export function callerSettings({ accountId, region }: Caller): Settings {
  return { accountId, ...place(region), defaultTags: {} };
}

/**
 * Reads a provider block.
 *
 * @throws Failure where the region has no known form, or where the account is not among `allowed_account_ids` or among
 *   `forbidden_account_ids`; the texts are the provider's.
 */
export function readSettings(config: ObjectValue, caller: Caller): Settings {
  const region = typeof config.region === "string" ? config.region : caller.region;
  const accountId = assumedAccount(config.assume_role) ?? caller.accountId;
  const allowed = strings(config.allowed_account_ids);
  if (
    (allowed.length > 0 && !allowed.includes(accountId)) ||
    strings(config.forbidden_account_ids).includes(accountId)
  ) {
    throw new Failure(`AWS account ID not allowed: ${accountId}`);
  }
  return { accountId, ...place(region), defaultTags: defaultTags(config.default_tags) };
}

/** A region's partition and DNS suffix. */
export function place(region: string): Pick<Settings, "region" | "partition" | "dnsSuffix"> {
  const partition = findPartition(region);
  if (partition === undefined) throw new Failure(`invalid AWS Region: ${region}`);
  return { region, partition, dnsSuffix: PARTITIONS[partition].dnsSuffix };
}

/** The account of the last role in the chain of `assume_role` blocks. */
function assumedAccount(assumeRole: Value | undefined): string | undefined {
  const last = isList(assumeRole) ? assumeRole.at(-1) : undefined;
  const arn = isObject(last) ? last.role_arn : undefined;
  return typeof arn === "string" ? arn.split(":")[4] : undefined;
}

function defaultTags(blocks: Value | undefined): Record<string, string> {
  const block = isList(blocks) ? blocks[0] : undefined;
  const tags = isObject(block) ? block.tags : undefined;
  if (!isObject(tags)) return {};
  return Object.fromEntries(Object.entries(tags).filter((tag): tag is [string, string] => typeof tag[1] === "string"));
}

function strings(value: Value | undefined): string[] {
  return isList(value) ? value.filter((item) => typeof item === "string") : [];
}
