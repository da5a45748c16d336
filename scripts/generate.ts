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

/** Every file of the project that is derived from its data, before prettier has laid it out. */
async function files(): Promise<{ path: string; content: string }[]> {
  return [
    ...(await generatedFiles()),
    {
      path: "environments/environment.schema.json",
      content: JSON.stringify(environmentJsonSchema()),
    },
    ...(await terraformModuleFiles()),
    optionsPage(),
    configurationPage(),
    architecturePage(),
    ...commandPages(),
    reviewPage(),
    resourceTypesPage(),
    await publishedActionsFile(),
    await publishedResourcesFile(),
    await managedPoliciesFile(),
  ];
}

/** Writes the generated files whose paths begin so, or only says which are stale. */
async function main(front: string, { check = false }: { readonly check?: boolean }): Promise<void> {
  let stale = 0;
  for (const { path, content } of await files()) {
    if (!path.startsWith(front)) continue;
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
