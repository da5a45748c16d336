import { build, type Metafile } from "esbuild";
import { Command } from "commander";
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { runCommand } from "../cli/run-command";
import { asideOf } from "../files/aside";
import { bundledPackages } from "./bundled";

/** The app and all that it imports in one file, because finding and reading hundreds takes a third of its time. */
const BUNDLE = "dist/app.js";

/** The licences of what others wrote in it. */
const LICENCES = "dist/app.licenses.txt";

/** What esbuild knows of it, for the list of its parts (`scripts/sbom.ts`). */
const METAFILE = "dist/app.meta.json";

/** What the bundle is made of: the compiler's record of its output, and npm's of what it installed. */
const INPUTS = ["dist/.tsbuildinfo", "node_modules/.package-lock.json"];

/** The package's command. The compiler writes it without the right to run it, and npm gives that only where it links it. */
const COMMAND = "dist/cli/ssps.js";

/** The last step of the build: bundles `dist/main.js`, unless that is done already. */
async function main(): Promise<void> {
  chmodSync(COMMAND, 0o755);
  const changed = Math.max(...INPUTS.filter((path) => existsSync(path)).map((path) => statSync(path).mtimeMs));
  if ([BUNDLE, LICENCES, METAFILE].every((path) => existsSync(path)) && statSync(BUNDLE).mtimeMs > changed) return;
  // Dated by the start: what another build writes while this one reads is newer, and bundled the next time.
  const start = new Date();
  const aside = asideOf(BUNDLE);
  const { metafile } = await build({
    entryPoints: ["dist/main.js"],
    outfile: aside,
    bundle: true,
    platform: "node",
    logLevel: "warning",
    metafile: true,
  });
  writeFileSync(LICENCES, licences(metafile));
  writeFileSync(METAFILE, JSON.stringify({ inputs: metafile.inputs }));
  utimesSync(aside, start, start);
  renameSync(aside, BUNDLE);
}

/**
 * The packages of which the bundle holds code, each with its licence. CDKTF's (MPL-2.0) asks that whoever gets the code in
 * another form is given where its source is.
 */
function licences(metafile: Metafile): string {
  return bundledPackages(metafile)
    .map(({ folder, name, version, license, repository }) => {
      const source = typeof repository === "string" ? repository : (repository?.url ?? "in the package itself");
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8");
      return `${name} ${version}, ${license ?? "see below"}; source: ${source}\n\n${text.trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}

void runCommand(new Command("bundle").description("Bundles the app, the last step of the build.").action(main));
