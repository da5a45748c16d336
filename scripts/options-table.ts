import { readFileSync } from "node:fs";
import { environmentJsonSchema, type JsonSchema } from "../config/json-schema";
import { clauseLink } from "../contract/docs/access";
import { table } from "../contract/docs/markdown";
import { withSection } from "./sections";

const PAGE = "docs/options.md";

/** The page about options, with the table of the keys of `access` made anew from the schema of environment files. */
export function optionsPage(): { path: string; content: string } {
  const { access } = environmentJsonSchema().properties ?? {};
  const rows = rowsOf(access?.properties ?? {}, "", "");
  const content = table(["key", "what it says", "default", "clause"], rows);
  return { path: PAGE, content: withSection(PAGE, readFileSync(PAGE, "utf8"), "options, from the schema", content) };
}

/** The clauses that a description names at its end, or before its last semicolon: `… by name (N1, R2).` */
const CLAUSES = / \(([A-Z]\d(?:, [A-Z]\d)*)\)/;

/** A row for each key, members after the object that holds them, whose clauses are theirs. */
function rowsOf(keys: Readonly<Record<string, JsonSchema>>, path: string, inherited: string): string[][] {
  return Object.entries(keys).flatMap(([key, { description = "", default: fallback, properties }]) => {
    const [, ids = inherited] = CLAUSES.exec(description) ?? [];
    const name = `${path}${key}`;
    const links = ids.split(", ").map((id) => clauseLink(id, { folder: "access/" }));
    const row = [`\`${name}\``, description.replace(CLAUSES, ""), defaultOf(fallback), links.join(", ")];
    // An object that is always there is no option; its members are.
    const isOption = properties === undefined || fallback === undefined;
    return [...(isOption ? [row] : []), ...rowsOf(properties ?? {}, `${name}.`, ids)];
  });
}

function defaultOf(fallback: unknown): string {
  if (fallback === undefined) return "";
  return `\`${JSON.stringify(fallback)}\``;
}
