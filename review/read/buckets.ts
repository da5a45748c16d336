import type { Held, Opening } from "../model";
import { aclOpenings } from "./acls";
import type { Inventory } from "./inventory";
import { firstText, keyOf, ownName } from "./naming";
import { atPath } from "./paths";
import { field, type Resource } from "./resource";

/** A bucket, as one side shows what holds it shut and what its ACL gives. */
interface Bucket {
  readonly accountKey: string;
  /** Key of its policy among the resources of a state. */
  readonly policy: string;
  /** Its own blocks and ownership controls. */
  readonly guards: Resource[];
  readonly acls: Opening[];
}

/**
 * The buckets of one side, with what blocks of public access, ownership controls and ACLs say of them.
 *
 * Source: "Blocking public access to your Amazon S3 storage", Amazon S3 User Guide: the most restrictive of a bucket's and
 * its account's settings applies; a new bucket has all of them.
 */
export class Buckets {
  private read: ReadonlyMap<string, Bucket> | undefined;
  private readonly ofAccount: readonly Resource[];

  constructor(private readonly inventory: Inventory) {
    this.ofAccount = inventory.resources.filter(({ type }) => type === "aws_s3_account_public_access_block");
  }

  /**
   * What a guard held shut that is no longer there.
   *
   * @param resource The block or the controls, on either side.
   * @param path The setting.
   * @returns Undefined for guards of something else than buckets.
   */
  heldBy(resource: Resource, path: string): Held | undefined {
    if (resource.type === "aws_s3_account_public_access_block") {
      const open = [...this.all.values()].filter(
        (bucket) => bucket.accountKey === resource.accountKey && !this.isShut(bucket, path),
      );
      return { ...joined(open.map((bucket) => this.behind(bucket, path))), whole: false };
    }
    if (!/^aws_s3_bucket_(?:public_access_block|ownership_controls)$/.test(resource.type)) return undefined;
    const name = this.nameOf(resource);
    const bucket = name === undefined ? undefined : this.all.get(name);
    if (!bucket) {
      const policy = keyOf("S3 bucket", name ?? "", "partition", resource);
      return { policies: [policy], acls: [], whole: false };
    }
    if (this.isShut(bucket, path)) return { policies: [], acls: [], whole: true };
    return this.behind(bucket, path);
  }

  private get all(): ReadonlyMap<string, Bucket> {
    this.read ??= this.collect();
    return this.read;
  }

  /** Whether another guard holds the same shut. */
  private isShut(bucket: Bucket, path: string): boolean {
    const account = this.ofAccount.filter(({ accountKey }) => accountKey === bucket.accountKey);
    return [...bucket.guards, ...account].some(({ values }) => field(values, path) === true);
  }

  private behind(bucket: Bucket, path: string): Held {
    const enforced = bucket.guards.some((guard) =>
      atPath(guard, "rule.object_ownership").values.includes("BucketOwnerEnforced"),
    );
    const nobody: Held = { policies: [], acls: [], whole: true };
    switch (path) {
      case "restrict_public_buckets":
        return { ...nobody, policies: [bucket.policy] };
      // What is written later is looked at when it is written; what is there already is held by the two that follow.
      case "block_public_policy":
        return this.isShut(bucket, "restrict_public_buckets") ? nobody : { ...nobody, policies: [bucket.policy] };
      case "block_public_acls":
        return { ...nobody, whole: enforced || this.isShut(bucket, "ignore_public_acls") };
      case "ignore_public_acls":
        // The ACLs of its objects are in no plan.
        return enforced
          ? nobody
          : { ...nobody, acls: bucket.acls.filter(({ risk }) => risk === "public"), whole: false };
      default:
        return { ...nobody, acls: bucket.acls, whole: false };
    }
  }

  private collect(): Map<string, Bucket> {
    const all = new Map<string, Bucket>();
    for (const resource of this.inventory.resources) {
      if (!/^aws_s3_bucket(?:_acl|_policy|_public_access_block|_ownership_controls)?$/.test(resource.type)) continue;
      const name = this.nameOf(resource);
      if (name === undefined) continue;
      const { accountKey } = resource;
      const policy = keyOf("S3 bucket", name, "partition", resource);
      const bucket = all.get(name) ?? { accountKey, policy, guards: [], acls: [] };
      all.set(name, bucket);
      if (resource.type.endsWith("_block") || resource.type.endsWith("_controls")) bucket.guards.push(resource);
      const acls = ["acl", "access_control_policy", "grant"].flatMap((path) => atPath(resource, path).values);
      bucket.acls.push(...acls.flatMap(aclOpenings));
    }
    return all;
  }

  private nameOf(resource: Resource): string | undefined {
    if (resource.type === "aws_s3_bucket") return ownName(resource, ["bucket", "id"]).name;
    const owner = this.inventory.referred(resource, "bucket", ["aws_s3_bucket"]);
    return firstText(resource, ["bucket"]) ?? (owner && ownName(owner, ["bucket", "id"]).name);
  }
}

function joined(all: readonly Held[]): Pick<Held, "policies" | "acls"> {
  return {
    policies: all.flatMap(({ policies }) => policies),
    acls: [...new Map(all.flatMap(({ acls }) => acls).map((acl) => [acl.key, acl])).values()],
  };
}
