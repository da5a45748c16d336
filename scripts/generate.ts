import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { format, resolveConfig } from "prettier";
import { runProgram } from "../cli/program";
import { environmentJsonSchema } from "../config/json-schema";
import { generatedFiles } from "../contract/docs/generated";
import { managedPoliciesFile } from "./managed-policies";
import { writeWhole } from "../files/write";
import { terraformModuleFiles } from "./modules";
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
    reviewPage(),
    resourceTypesPage(),
    await publishedActionsFile(),
    await publishedResourcesFile(),
    await managedPoliciesFile(),
  ];
}

/**
 * Writes the generated files, or with `--check` only says which are stale. Another argument is the beginning of the
 * paths to look at: `modules/`.
 */
async function main(): Promise<void> {
  const check = process.argv.includes("--check");
  const front = process.argv.slice(2).find((argument) => argument !== "--check") ?? "";
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

void runProgram(main);
