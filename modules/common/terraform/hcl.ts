/**
 * Values and texts in the Terraform language.
 * Source: "Expressions: types and values, strings and templates", Terraform language documentation.
 */

/** A text as a quoted literal, with nothing in it evaluated. */
export function hclString(text: string): string {
  return JSON.stringify(text).replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{");
}

/** A value on one line, as `terraform fmt` leaves it: `{ names = ["a"], count = 1 }`. */
export function hclValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(hclValue).join(", ")}]`;
  if (typeof value === "string") return hclString(value);
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(([key, entry]) => `${hclKey(key)} = ${hclValue(entry)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function hclKey(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : hclString(key);
}

/** Arguments one a line, their equals signs one below the other, as `terraform fmt` lays them out. */
export function hclArguments(values: Readonly<Record<string, unknown>>, indent: string): string {
  const width = Math.max(...Object.keys(values).map((name) => name.length));
  return Object.entries(values)
    .map(([name, value]) => `${indent}${name.padEnd(width)} = ${hclValue(value)}\n`)
    .join("");
}
