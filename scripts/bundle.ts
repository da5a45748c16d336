import { Command } from "commander";
import { runCommand } from "../cli/run-command";
import { build } from "esbuild";
import { asideOf } from "../files/aside";
import { chmodSync, existsSync, renameSync, statSync, utimesSync } from "node:fs";

/** The app and all that it imports in one file, because finding and reading hundreds takes a third of its time. */
const BUNDLE = "dist/app.js";

/** What the bundle is made of: the compiler's record of its output, and npm's of what it installed. */
const INPUTS = ["dist/.tsbuildinfo", "node_modules/.package-lock.json"];

/** The package's command. The compiler writes it without the right to run it, and npm gives that only where it links it. */
const COMMAND = "dist/cli/ssps.js";

/** The last step of the build: bundles `dist/main.js`, unless that is done already. */
async function main(): Promise<void> {
  chmodSync(COMMAND, 0o755);
  const changed = Math.max(...INPUTS.filter((path) => existsSync(path)).map((path) => statSync(path).mtimeMs));
  if (existsSync(BUNDLE) && statSync(BUNDLE).mtimeMs > changed) return;
  // Dated by the start: what another build writes while this one reads is newer, and bundled the next time.
  const start = new Date();
  const aside = asideOf(BUNDLE);
  await build({
    entryPoints: ["dist/main.js"],
    outfile: aside,
    bundle: true,
    platform: "node",
    logLevel: "warning",
  });
  utimesSync(aside, start, start);
  renameSync(aside, BUNDLE);
}

void runCommand(new Command("bundle").description("Bundles the app, the last step of the build.").action(main));
