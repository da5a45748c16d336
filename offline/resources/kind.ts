import type { Cloud } from "../account";
import type { Refusal } from "../failure";
import type { Settings } from "../settings";
import type { Template } from "../template";
import type { ObjectValue, Value } from "../values";

/**
 * What is known of one resource type beyond its schema: data, so that adding a type is adding a row.
 *
 * The templates are described in `offline/template.ts`.
 */
export interface ResourceKind {
  /** Folder of the bindings, which hold the schema: `iam-role`. */
  readonly binding: string;
  /** The resource belongs to the account, not to a region of it. */
  readonly global?: true;
  /** What identifies the resource in its account; its Terraform id as well, unless `id` says otherwise. */
  readonly key: string;
  readonly id?: string;
  /** The form of the id that `terraform import` takes, with groups named after attributes; otherwise it is the key. */
  readonly importId?: RegExp;
  /** Values that AWS gives to computed attributes that are not configured, in the order in which they need each other. */
  readonly computed?: Readonly<Record<string, Template>>;
  /** Nested blocks that AWS fills in where they are not configured. */
  readonly computedBlocks?: Readonly<Record<string, Template>>;
  /** Values that the provider itself gives to arguments that are not configured. */
  readonly defaults?: Readonly<Record<string, Template>>;
  /** Attributes and blocks whose change replaces the resource. */
  readonly replace?: readonly string[];
  /** Arguments that steer Terraform and that AWS does not know, so that an import cannot find them. */
  readonly local?: readonly string[];
  /** What the importer sets of those. */
  readonly imported?: Readonly<Record<string, Template>>;
  /** Attributes that hold a policy document, and of which sort. */
  readonly policies?: Readonly<Record<string, PolicySort>>;
  /** Sensitive attributes, at any depth. */
  readonly sensitive?: readonly string[];
  /** How AWS and the provider call the resource and its operations, for error messages. */
  readonly api: Api;
  /** The refusal where there is such a resource already; without it, creating overwrites, as `Put…` calls do. */
  readonly taken?: Refusal;
  /** Attributes that no two resources may share; the key unless given. */
  readonly unique?: readonly string[];
  /** Resources that must exist, and that take this one with them when they go. */
  readonly needs?: readonly Need[];
  /** Further rules of the service, each of which may refuse a change. */
  readonly rules?: readonly Rule[];
  /** What a change does to other resources. */
  readonly effect?: (change: Change) => void;
  /** Attributes and blocks that follow from other resources, beside what is configured. */
  readonly derived?: Readonly<Record<string, (resource: ObjectValue, context: Context) => Value>>;
}

/**
 * `identity` policies have no principal, `resource` policies have one; in ECR's `repository` policies a statement may do
 * without a resource, and `trust` policies have none.
 */
export type PolicySort = "identity" | "resource" | "repository" | "trust";

/** `creating IAM Role (x): operation error IAM: CreateRole, …`: service, noun with its name as a template, operations. */
export interface Api {
  readonly service: string;
  /** Template, as in the provider's messages: `IAM Role ({name})`. */
  readonly noun: string;
  readonly create: string;
  readonly update?: string;
  readonly delete: string;
  /** AWS's code for a policy that breaks the grammar; `MalformedPolicyDocument` unless given. */
  readonly malformed?: string;
  /** Verbs of the provider's messages; `creating`, `updating` and `deleting` unless given. */
  readonly verbs?: Partial<Readonly<Record<Action, string>>>;
}

/** Another resource that must exist. */
export interface Need {
  readonly type: string;
  /** Its key, as a template over this resource's attributes. */
  readonly key: string;
  readonly refusal: Refusal;
}

/** What is done to a resource. */
export type Action = "create" | "update" | "delete";

/** Where a resource is looked at from. */
export interface Context {
  readonly cloud: Cloud;
  readonly settings: Settings;
}

/** A change to judge: the resource after it, or before it where it is deleted. */
export interface Change extends Context {
  readonly action: Action;
  readonly resource: ObjectValue;
}

/** A rule of a service: its refusal, with templates in the message, or nothing. */
export type Rule = (change: Change) => Refusal | undefined;

/** When everything in the fake accounts was made: one instant, so that two runs give the same state. */
export const CREATED = "2026-01-01T00:00:00Z";
