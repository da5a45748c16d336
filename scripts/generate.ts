import { Command } from "commander";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { format, resolveConfig } from "prettier";
import { runCommand } from "../cli/run-command";
import { environmentJsonSchema } from "../config/json-schema";
import { generatedFiles } from "../contract/docs/generated";
import { architecturePage } from "./architecture-page";
import { commandPages } from "./command-pages";
import { configurationPage } from "./configuration-page";
import { managedPoliciesFile } from "./managed-policies";
import { writeWhole } from "../files/write";
import { terraformModuleFiles } from "./modules";
import { optionsPage } from "./options-table";
import { publishedActionsFile, publishedResourcesFile } from "./published-actions";
import { resourceTypesPage } from "./resource-types";
import { reviewPage } from "./review-table";

/** A file as it is generated, before prettier has laid it out. */
interface Generated {
  readonly path: string;
  readonly content: string;
}

/** What is derived from the project's data: how the paths begin, and what makes the files. */
const DERIVED: readonly (readonly [front: string, make: () => Generated[] | Promise<Generated[]>])[] = [
  ["contract/", async () => (await generatedFiles()).filter(({ path }) => path.startsWith("contract/"))],
  ["docs/", async () => (await generatedFiles()).filter(({ path }) => path.startsWith("docs/"))],
  ["environments/", () => [environmentSchemaFile()]],
  ["modules/", terraformModuleFiles],
  ["docs/", () => [optionsPage(), configurationPage(), architecturePage(), ...commandPages()]],
  ["docs/", () => [reviewPage(), resourceTypesPage()]],
  ["policy/", async () => [await publishedActionsFile(), await publishedResourcesFile(), await managedPoliciesFile()]],
];

function environmentSchemaFile(): Generated {
  return { path: "environments/environment.schema.json", content: JSON.stringify(environmentJsonSchema()) };
}

/** The generated files whose paths begin so; no others are made. */
async function filesOf(front: string): Promise<Generated[]> {
  const asked = DERIVED.filter(([own]) => own.startsWith(front) || front.startsWith(own));
  const made: Generated[] = [];
  for (const [, make] of asked) made.push(...(await make()));
  return made.filter(({ path }) => path.startsWith(front));
}

/** Writes the generated files whose paths begin so, or only says which are stale. */
async function main(front: string, { check = false }: { readonly check?: boolean }): Promise<void> {
  let stale = 0;
  for (const { path, content } of await filesOf(front)) {
    const options = { ...(await resolveConfig(path)), filepath: path };
    const wanted = /\.(json|md|ts)$/.test(path) ? await format(content, options) : content;
    if (existsSync(path) && readFileSync(path, "utf8") === wanted) continue;
    stale += 1;
    if (check) {
      console.error(`${path} is stale: run "npm run generate" and review the difference`);
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeWhole(path, wanted);
      console.log(`wrote ${path}`);
    }
  }
  process.exitCode = check && stale > 0 ? 1 : 0;
}

void runCommand(
  new Command("generate")
    .description("Writes the generated files anew.")
    .argument("[front]", "the beginning of the paths to look at, such as modules/", "")
    .option("--check", "only say which are stale; exit with status 1 where one is")
    .action(main),
);
