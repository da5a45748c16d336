import { type Command, CommanderError } from "commander";
import { ExitStatus } from "./output";
import { runProgram } from "./program";

/** Runs a program of one command, whose wrong use is one line and exit status 2 as well. */
export async function runCommand(program: Command): Promise<void> {
  await runProgram(async () => {
    try {
      await program.exitOverride().parseAsync();
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      // Commander has already printed its message, or the help that was asked for.
      process.exitCode = error.exitCode === 0 ? ExitStatus.fine : ExitStatus.badInput;
    }
  });
}
