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

export function textOf(value: Json): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** One resource on one side of a change, before or after, in a form that plans and synthesised stacks share. */
export interface Resource {
  readonly type: string;
  /** With modules and keys: `module.roles["dev"].aws_iam_role.admin`. */
  readonly address: string;
  /** The key of its `count` or `for_each`. */
  readonly index: string | number | undefined;
  /** Account that the plan or stack works in, 12 digits, where it says so. */
  readonly account: string | undefined;
  readonly values: Fields;
  /** Attributes known only after apply: name → true, or an object or list of such. */
  readonly unknown: Fields;
  /** Whether an attribute is marked sensitive: it counts, and is never shown. */
  sensitive(attribute: string): boolean;
  /** Whether the configuration sets an attribute; what it does not set, Terraform leaves as it is. */
  configured(attribute: string): boolean;
  /**
   * Addresses of the resources that an attribute's expression refers to, without attribute and key, in the
   * resource's module: `module.roles["dev"].aws_iam_policy.admin`.
   */
  references(attribute: string): readonly string[];
}

/** The resources of one or more plans or stacks, before and after. */
export interface Change {
  readonly before: readonly Resource[];
  readonly after: readonly Resource[];
}
