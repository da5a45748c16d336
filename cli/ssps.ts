#!/usr/bin/env node
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { ExitStatus } from "./output";
import { reportError, runProgram } from "./program";

/** A file of this folder that adds one command to the program. */
interface Verb {
  register(program: Command): void;
}

const load = createRequire(__filename);

/**
 * The commands, one file of the same name each. A file is loaded only when its command is asked for, so that none pays
 * for what another needs (zod and yaml alone cost 80 ms); the summaries stand here because the overview shows them all.
 */
const VERBS = {
  init: "write a first, commented environment file",
  check: "check environment files: every problem, then warnings",
  can: "may a role do this? the decision and the clause behind it",
  name: "does a name follow the page's convention and AWS's rules?",
  key: "which statements does an existing KMS key's policy lack?",
  deployer: "the policies that applying each stack needs, action by action with the reason",
  elevate: "add, list or prune temporary autoscaling elevations",
  parity: "the admin role against AmazonSageMakerFullAccess, each difference explained",
  import: "take over roles and policies that exist in an account already",
  rfc: "the request to AMS for what must still go through it, ready to send",
  accept: "record a reviewed widening: who, why, until when",
  review: "who can newly do what? plans or policies compared, with a request that proves it",
};

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
  try {
    const verb = args.find((arg) => !arg.startsWith("-"));
    if (verb !== undefined && Object.hasOwn(VERBS, verb)) (load(`./${verb}`) as Verb).register(program);
    else {
      // Not beside a command: `ssps parity --version v28` has one of its own.
      program.version(version(), "-V, --version", "print the version");
      for (const [name, summary] of Object.entries(VERBS)) program.command(name).description(summary);
    }
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has already printed its message, or the help that was asked for.
      process.exitCode = error.exitCode === 0 ? ExitStatus.fine : ExitStatus.badInput;
      return;
    }
    reportError(error);
  }
}

if (require.main === module) void runProgram(() => run(process.argv.slice(2)));
