import { Command } from "commander";
import { readFileSync } from "node:fs";
import { runCommand } from "../cli/run-command";
import { writeWhole } from "../files/write";
import { documentedRef, released, unreleased } from "./changelog";

/** Pages by hand that pin a version; those of the modules are generated. */
const PAGES = ["docs/modules.md"];

/** Writes a version into everything that names it; the workflow commits, tags and publishes. */
function release(version: string): void {
  const before = readFileSync("CHANGELOG.md", "utf8");
  const after = released(before, version, new Date().toISOString().slice(0, 10));
  const [from, to] = [before, after].map((text) => `?ref=${documentedRef(text)}`);
  for (const page of PAGES) {
    writeWhole(page, readFileSync(page, "utf8").replaceAll(from ?? "", to ?? ""));
  }
  for (const file of ["package.json", "package-lock.json"]) {
    const json = JSON.parse(readFileSync(file, "utf8")) as { version: string; packages?: { "": { version: string } } };
    json.version = version;
    if (json.packages) json.packages[""].version = version;
    writeWhole(file, `${JSON.stringify(json, null, 2)}\n`);
  }
  writeWhole("CHANGELOG.md", after);
  // For the release's page.
  console.log(unreleased(before));
}

void runCommand(
  new Command("release")
    .description("Writes a new version into the changelog, the package and the pages that pin it; prints what changed.")
    .argument("<version>", "three numbers, such as 0.2.0")
    .action(release),
);
