/**
 * A text as Terraform must be given it so that it reads the same text: what begins a template (`${`, `%{`) is escaped by
 * doubling its first character.
 *
 * Source: "Strings and templates: escape sequences", Terraform language documentation.
 */
export function literalText(text: string): string {
  return text.replace(/[$%](?=\{)/g, "$&$&");
}

/**
 * Data as Terraform must be given it so that every text in it, keys too, stays what it is and none is evaluated: the one
 * door between what a file says and Terraform. Policies are left as they are, since `policyJson` writes those.
 */
export function literal<T>(value: T): T {
  return literalOf(value) as T;
}

function literalOf(value: unknown): unknown {
  if (typeof value === "string") return literalText(value);
  if (Array.isArray(value)) return value.map(literalOf);
  if (typeof value !== "object" || value === null || value instanceof Set || "Statement" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [literalText(key), literalOf(entry)]));
}
