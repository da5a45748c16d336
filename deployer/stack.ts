import type { Partition } from "../aws/partitions";
import { partitionOf } from "../aws/regions";

/** A synthesised stack, as far as it is read here. Source: "JSON configuration syntax", Terraform language. */
export interface StackConfig {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly provider: { readonly aws: readonly [ProviderConfig] };
  readonly terraform: { readonly backend: BackendConfig };
}

interface ProviderConfig {
  readonly region: string;
  readonly allowed_account_ids: readonly [string];
  readonly assume_role?: readonly [{ readonly role_arn: string }];
  readonly default_tags?: readonly { readonly tags?: object }[];
}

/** One kind of backend and what it is given. */
export interface BackendConfig {
  readonly s3?: {
    readonly bucket: string;
    readonly key: string;
    readonly region: string;
    readonly kms_key_id?: string;
  };
  readonly cloud?: object;
  readonly local?: object;
}

export type Attributes = Readonly<Record<string, unknown>>;

/** A resource or data source of a stack. */
export interface StackResource {
  readonly type: string;
  readonly name: string;
  readonly attributes: Attributes;
}

/** Where a stack's resources are. */
export interface Place {
  readonly partition: Partition;
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
}

/** A synthesised stack, read for what applying it needs. */
export class Stack {
  readonly place: Place;
  readonly resources: readonly StackResource[];
  readonly data: readonly StackResource[];
  readonly backend: BackendConfig;
  /** The role that the provider assumes; undefined, where it calls with the credentials that Terraform is given. */
  readonly assumedRole: string | undefined;
  /** Whether the provider tags whatever takes tags. */
  readonly hasDefaultTags: boolean;

  constructor(
    readonly id: string,
    config: StackConfig,
  ) {
    const [provider] = config.provider.aws;
    const { region, allowed_account_ids, assume_role, default_tags = [] } = provider;
    this.place = { partition: partitionOf(region), region, account: allowed_account_ids[0] };
    this.resources = listOf(config.resource);
    this.data = listOf(config.data);
    this.backend = config.terraform.backend;
    this.assumedRole = assume_role?.[0].role_arn;
    this.hasDefaultTags = default_tags.some(({ tags = {} }) => Object.keys(tags).length > 0);
  }

  /** The resource that a text refers to (`${aws_iam_role.admin.name}`), and the attribute. */
  referenced(text: unknown): { readonly resource: StackResource; readonly attribute: string } | undefined {
    const [, type, name, attribute = ""] =
      /^\$\{(\w+)\.([\w-]+)\.(\w+)\}$/.exec(typeof text === "string" ? text : "") ?? [];
    const resource = this.resources.find((one) => one.type === type && one.name === name);
    return resource && { resource, attribute };
  }

  /** The text of an attribute where it is literal or that of another literal attribute; undefined, where AWS gives it. */
  text(value: unknown): string | undefined {
    if (typeof value !== "string") return undefined;
    if (!value.includes("${")) return value;
    const referenced = this.referenced(value);
    if (!referenced) return undefined;
    const { resource, attribute } = referenced;
    // A bucket's id is its name.
    const named = resource.type === "aws_s3_bucket" && attribute === "id" ? "bucket" : attribute;
    return this.text(resource.attributes[named]);
  }
}

function listOf(byType: StackConfig["resource"] = {}): StackResource[] {
  return Object.entries(byType).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, attributes]) => ({ type, name, attributes })),
  );
}
