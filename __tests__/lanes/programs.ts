import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../new-folder";

/** A program that writes files, about to replace what an earlier run of it has written. */
export interface Program {
  readonly name: string;
  /** For node, in the folder that it is about to write in. */
  readonly args: readonly string[];
  /** What stands in the folder: the earlier run's output, and the input of the next. */
  readonly folder: string;
}

const SSPS = resolve("dist/cli/ssps.js");
const APP = resolve("dist/app.js");
const GENERATE = resolve("dist/scripts/generate.js");
const PROVIDER = "arn:aws:iam::123456789012:saml-provider/idp";
const INIT = [
  SSPS,
  "init",
  "--force",
  "--account",
  "123456789012",
  "--region",
  "eu-west-1",
  "--saml-provider",
  PROVIDER,
];
const ELEVATE = [SSPS, "elevate", "--approver", "lead", "--for", "7d", "--from", "2026-12-01T08:00:00Z", "--ticket"];

/** The programs that write: a folder in one, a file that is changed, a new one, several files. All others write by the same functions. */
export function programs(): Program[] {
  return [
    program("synth", [APP], (folder) => {
      run(INIT, folder);
      run([APP], folder);
      cpSync(join(folder, "environments/dev.yaml"), join(folder, "environments/prod.yaml"));
      edit(join(folder, "environments/prod.yaml"), /eu-west-1/g, "eu-central-1");
      edit(join(folder, "environments/prod.yaml"), "base: managed", "base: existing");
      edit(join(folder, "environments/dev.yaml"), "owner: ml-platform", "owner: somebody-else");
    }),
    program("elevate", [...ELEVATE, "CHG2"], (folder) => {
      run(INIT, folder);
      run([...ELEVATE, "CHG1"], folder);
    }),
    program("init", INIT, (folder) => {
      run(INIT, folder);
      edit(join(folder, "environments/dev.yaml"), "123456789012", "210987654321");
    }),
    program("modules", [GENERATE, "modules/bucket/"], (folder) => {
      for (const name of ["examples", "modules/bucket", "CHANGELOG.md", ".prettierrc.json"]) {
        cpSync(name, join(folder, name), { recursive: true });
      }
      // What is written by hand keeps the blank line, what is generated loses it.
      for (const name of readdirSync(join(folder, "modules/bucket")).filter((file) => /\.tf(?:\.json)?$/.test(file))) {
        appendFileSync(join(folder, "modules/bucket", name), "\n");
      }
    }),
  ];
}

function program(name: string, args: readonly string[], prepare: (folder: string) => void): Program {
  const folder = newFolder();
  prepare(folder);
  return { name, args, folder };
}

/** A copy of what a program finds. */
export function copyOf({ folder }: Program, to = join(newFolder(), "copy")): string {
  mkdirSync(to, { recursive: true });
  cpSync(folder, to, { recursive: true, verbatimSymlinks: true });
  return to;
}

/** Runs a program to its end. @throws Error with what it printed, where it fails. */
export function run(args: readonly string[], folder: string): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${status}\n${stdout}${stderr}`);
}

/** Starts a program. */
export function start({ args }: Program, folder: string): ChildProcess {
  return spawn(process.execPath, args, { cwd: folder, stdio: "ignore" });
}

function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replaceAll(from, to));
}

/** The files in a folder: path → content. */
export function filesIn(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}

/** Whether a path is, or lies in, what a program makes aside. */
export function isAside(path: string): boolean {
  return /\.\d+\.tmp(?:\/|$)/.test(path);
}
