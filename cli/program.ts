import { isNativeError } from "node:util/types";
import { ExitStatus, InputError, printError } from "./output";

/**
 * Runs a program of the command line: whatever goes wrong is one line on standard error and exit status 2, never a stack
 * trace.
 *
 * @param main Leaves its exit status in `process.exitCode`.
 */
export async function runProgram(main: () => void | Promise<void>): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough, such as `| head`, is no error.
    if (error.code !== "EPIPE") fail(new InputError(`cannot write to standard output: ${error.message}`));
  });
  // Where nothing can be said any more, the exit status still says it.
  process.stderr.on("error", () => undefined);
  process.on("uncaughtException", fail);
  try {
    await main();
  } catch (error) {
    reportError(error);
  }
}

/** Prints what went wrong and leaves the exit status that goes with it. */
export function reportError(error: unknown): void {
  process.exitCode = ExitStatus.badInput;
  printError(
    isForPeople(error)
      ? error.message
      : `this should not have happened: ${isNativeError(error) ? String(error) : "something was thrown"}`,
  );
}

/** By name: what is loaded from the file that holds CDKTF (`withCdktf`) throws classes of its own. */
function isForPeople(error: unknown): error is Error {
  return isNativeError(error) && FOR_PEOPLE.includes(error.name);
}

const FOR_PEOPLE: readonly string[] = ["InputError", "FileError"];

function fail(error: unknown): never {
  reportError(error);
  process.exit();
}
