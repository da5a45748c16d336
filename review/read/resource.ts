/** JSON as it was read: nothing about it is known. */
export type Json = unknown;
export type Fields = Readonly<Record<string, Json>>;

/** The object, or an empty one where the value is none. Own properties only: `__proto__` is a name like any other. */
export function fieldsOf(value: Json): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

/** An own property; `undefined` for what only the prototype has. */
export function field(fields: Fields, name: string): Json {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** What stands at a path: `details.policy`. Of a list on the way, the first element: of blocks that may stand once. */
export function fieldAt(fields: Fields, path: string): Json {
  return path
    .split(".")
    .reduce<Json>((value, name) => field(fieldsOf(Array.isArray(value) ? value[0] : value), name), fields);
}

export function textOf(value: Json): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Attributes of any type that carry no access, as far as no condition asks for tags. */
export function carriesNoAccess(attribute: string): boolean {
  return /^(?:tags|tags_all|timeouts)$/.test(attribute);
}

/** Whether something about a value is known only after apply. @param mark What a plan's `after_unknown` holds of it. */
export function isOpen(mark: Json): boolean {
  return mark === true || (typeof mark === "object" && mark !== null && JSON.stringify(mark).includes("true"));
}

/** A text, number or switch as a text: plans hold values, and stacks may hold their texts. */
export function scalarText(value: Json): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return textOf(value);
}

/** The texts of a value that is one text or a list of them. */
export function textsOf(value: Json): string[] {
  return (Array.isArray(value) ? (value as Json[]) : [value]).flatMap((item) => textOf(item) ?? []);
}

/** Where something is in AWS. */
export interface Place {
  /** 12 digits, where something names it. */
  readonly account: string | undefined;
  /** The account, or a text that is the same for all that share an account whose number nothing names. */
  readonly accountKey: string;
  /** `eu-west-1`, where something names it. */
  readonly region: string | undefined;
  /** The region, or a text that is the same for all that share a region which nothing names. */
  readonly regionKey: string;
}

/** One resource on one side of a change, before or after, in a form that plans, stacks and account details share. */
export interface Resource extends Place {
  readonly type: string;
  /** With modules and keys: `module.roles["dev"].aws_iam_role.admin`. */
  readonly address: string;
  /** The input that it was read from: names are known and references followed within it. */
  readonly scope: string;
  /** What rows call that input; undefined where there is only one. */
  readonly source: string | undefined;
  /** The key of its `count` or `for_each`. */
  readonly index: string | number | undefined;
  readonly values: Fields;
  /** Attributes known only after apply: name → true, or an object or list of such. */
  readonly unknown: Fields;
  /** The same object on the other side. */
  readonly counterpart: Resource | undefined;
  /** Known to be the same on both sides, all of it: nothing about it changes. False where nobody looked, too. */
  readonly unchanged: boolean;
  /** The object is made anew, so what AWS sets by default is set again. */
  readonly replaced: boolean;
  /** Whether an attribute is marked sensitive: it counts, and is never shown. */
  sensitive(attribute: string): boolean;
  /**
   * Whether the configuration sets an attribute; what it does not set, Terraform leaves as it is. Undefined where there
   * is no configuration that could show it.
   */
  configured(attribute: string): boolean | undefined;
  /**
   * Addresses of the resources that an attribute's expression refers to, without attribute and key, in the
   * resource's module: `module.roles["dev"].aws_iam_policy.admin`.
   */
  references(attribute: string): readonly string[];
  /**
   * An attribute's expression with all that it refers to, as one text: the same on both sides, it has the same value.
   * Undefined where that cannot be said.
   */
  expression(attribute: string): string | undefined;
  /** All that is written of it, with all that this refers to, as one text: the same on both sides, nothing about it changes. */
  whole(): string;
  /**
   * Why an attribute is known only after apply though nothing that carries access changes: `only tags of
   * aws_s3_bucket.data change`. Undefined where something else may be the reason, or that is not known.
   */
  deferral(attribute: string): string | undefined;
  /** What is written there, expressions and all; undefined where only values are at hand. */
  asWritten(attribute: string): Json;
}

/** The resources of one or more inputs, before and after. */
export interface Change {
  readonly before: readonly Resource[];
  readonly after: readonly Resource[];
}

/**
 * Whether a block that is known only after apply may be what somebody wrote, and not what AWS sets by default: on an
 * update AWS sets nothing anew, so that it is a `dynamic` block, which a plan's configuration leaves out.
 */
export function mayBeWritten(resource: Resource, block: string): boolean {
  return resource.configured(block) !== false || (resource.counterpart !== undefined && !resource.replaced);
}
