#!/usr/bin/env node
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { ExitStatus } from "./output";
import { reportError, runProgram } from "./program";
import { isVerb, registerVerb, VERBS } from "./verbs";

const load = createRequire(__filename);

/** The version of the package, from the `package.json` beside `dist/` or, run from source, beside `cli/`. */
function version(): string {
  const path = ["../package.json", "../../package.json"].find((path) => existsSync(join(__dirname, path)));
  return path === undefined ? "unknown" : (load(path) as { version: string }).version;
}

/**
 * Runs one command line. The exit status is left in `process.exitCode`, where each command puts its own; errors are
 * printed, never thrown.
 *
 * @param args What stands behind the program's name.
 */
export async function run(args: readonly string[]): Promise<void> {
  process.exitCode = ExitStatus.fine;
  const program = new Command("ssps")
    .description("SageMaker self-provisioning as code")
    .helpCommand(false)
    .exitOverride();
  const line = args[0] === "help" ? helpLine(args.slice(1)) : args;
  try {
    const verb = line.find((arg) => !arg.startsWith("-"));
    if (verb !== undefined && isVerb(verb)) registerVerb(program, verb);
    else {
      // Not beside a command: `ssps parity --version v28` has one of its own.
      program.version(version(), "-V, --version", "print the version");
      for (const [name, summary] of Object.entries(VERBS)) program.command(name).description(summary);
      program.addHelpText("after", "\nssps help COMMAND says how a command is used, with examples.");
    }
    await program.parseAsync(line, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has already printed its message, or the help that was asked for.
      process.exitCode = error.exitCode === 0 ? ExitStatus.fine : ExitStatus.badInput;
      return;
    }
    reportError(error);
  }
}

/** `ssps help can` is `ssps can --help`, and `ssps help help` is `ssps help`; of a command that there is not it says so. */
function helpLine(given: readonly string[]): readonly string[] {
  const names = given.filter((name) => name !== "help");
  return names.every(isVerb) ? [...names, "--help"] : names;
}

if (require.main === module) void runProgram(() => run(process.argv.slice(2)));
