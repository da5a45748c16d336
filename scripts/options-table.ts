import { readFileSync } from "node:fs";
import { environmentJsonSchema } from "../config/json-schema";
import { table } from "../contract/docs/markdown";
import { keyRows } from "./schema-table";
import { withSection } from "./sections";

const PAGE = "docs/options.md";

/** The page about options, with the table of the keys of `access` made anew from the schema of environment files. */
export function optionsPage(): { path: string; content: string } {
  const { access } = environmentJsonSchema().properties ?? {};
  const rows = keyRows(access?.properties ?? {}).map(({ name, description, byDefault, clauses }) => [
    `\`${name}\``,
    description,
    byDefault,
    clauses,
  ]);
  const content = table(["key", "what it says", "default", "clause"], rows);
  return { path: PAGE, content: withSection(PAGE, readFileSync(PAGE, "utf8"), "options, from the schema", content) };
}
