import { createInterface } from "node:readline/promises";
import { InputError } from "./output";

/**
 * Asks until the answer is allowed.
 *
 * @param allowed What is allowed instead, or undefined where the answer is.
 * @param preset The answer of somebody who just presses Enter.
 */
export type Ask = (prompt: string, allowed: (answer: string) => string | undefined, preset?: string) => Promise<string>;

/**
 * Lets a function prompt on a terminal.
 *
 * @throws InputError where the input ends, or the user interrupts, before the last answer.
 */
export async function withPrompts<Result>(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  use: (ask: Ask) => Promise<Result>,
): Promise<Result> {
  const terminal = createInterface({ input, output });
  // Without this, an end of the input would leave a prompt open and the program would end as if all were well.
  const ended = new Promise<never>((_resolve, reject) =>
    terminal.once("close", () => {
      reject(new InputError("the answers ended; nothing was written"));
    }),
  );
  const ask: Ask = async (prompt, allowed, preset) => {
    for (;;) {
      const answer = await terminal.question(`${prompt}${preset === undefined ? "" : ` [${preset}]`}: `);
      const value = answer.trim() === "" && preset !== undefined ? preset : answer.trim();
      const problem = allowed(value);
      if (problem === undefined) return value;
      output.write(`  allowed: ${problem}\n`);
    }
  };
  try {
    return await Promise.race([use(ask), ended]);
  } finally {
    terminal.close();
  }
}
