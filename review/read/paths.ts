import { field, type Fields, type Json, type Resource } from "./resource";

/** What stands at a path of attributes, `vpc_config.security_group_ids`, in all the blocks that it goes through. */
export interface AtPath {
  /** Values that are known; of a list each member. */
  readonly values: readonly Json[];
  /** Something there is known only after apply. */
  readonly unknown: boolean;
}

/** Reads a path of a resource's attributes. What is not configured and known only after apply, AWS sets: it is left out. */
export function atPath(resource: Resource, path: string): AtPath {
  const parts = path.split(".");
  const values = setValues(resource.values, parts);
  const open = valuesAt(resource.unknown, parts).includes(true);
  if (!open || !isLeftToAws(resource, path)) return { values, unknown: open };
  // AWS sets it anew as it did before.
  const earlier = resource.counterpart;
  return { values: values.length === 0 && earlier ? setValues(earlier.values, parts) : values, unknown: false };
}

function setValues(values: Fields, parts: readonly string[]): Json[] {
  return valuesAt(values, parts).filter((value) => value !== null && value !== "");
}

/** Whether the configuration holds the block of a path, and does not set its last attribute. */
function isLeftToAws(resource: Resource, path: string): boolean {
  if (resource.configured(path) !== false) return false;
  const head = headOf(path);
  return head === path || resource.configured(head) === true;
}

/** The attribute or block that a path starts with. */
export function headOf(path: string): string {
  return path.split(".")[0] ?? path;
}

/** The values at the end of a path, those in lists one by one; `true`, which marks what is not known, wherever it stands. */
export function valuesAt(value: Json, [part, ...rest]: readonly string[]): Json[] {
  if (value === undefined || value === true) return value === undefined ? [] : [true];
  if (Array.isArray(value))
    return value.flatMap((item: Json) => valuesAt(item, part === undefined ? [] : [part, ...rest]));
  if (part === undefined) return [value];
  return typeof value === "object" && value !== null ? valuesAt(field(value as Record<string, Json>, part), rest) : [];
}
