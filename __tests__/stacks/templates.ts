/** What the project's stacks refer to: an attribute of a resource or a data source, and nothing else. */
const REFERENCE = /^\$\{(?:data\.)?aws_\w+\.[\w-]+\.\w+\}/;

/** Every template in the texts of some JSON, keys too, that is not one of the project's own references. */
export function foreignTemplates(value: unknown): string[] {
  if (typeof value === "string") return templatesIn(value);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [...templatesIn(key), ...foreignTemplates(entry)]);
}

function templatesIn(text: string): string[] {
  const found: string[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const rest = text.slice(index);
    if (rest.startsWith("$${") || rest.startsWith("%%{")) index += 2;
    else if (/^[$%]\{/.test(rest) && !REFERENCE.test(rest)) found.push(rest);
  }
  return found;
}
