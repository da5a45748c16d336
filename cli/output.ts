import { once } from "node:events";

/** What a command's exit status says to a script. */
export enum ExitStatus {
  fine = 0,
  /** The command worked and its answer is a finding: denied, widened, … */
  finding = 1,
  /** The input or the use of the command is wrong. */
  badInput = 2,
}

/** What the user gave cannot be used; the message says what was found, what is allowed and how to mend it. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** Prints a line on standard output. */
export function print(line: string): void {
  printText(`${line}\n`);
}

/**
 * Prints a text that ends its own lines on standard output. Where the reader has left, as `| head` does, nothing is
 * printed; the command goes on, since its exit status is an answer too.
 *
 * @returns Whether the reader keeps up.
 */
export function printText(text: string): boolean {
  return process.stdout.errored !== null || process.stdout.write(text);
}

/** Prints one of many lines, and waits where the reader is slower, so that they do not pile up in memory. */
export async function printPatiently(line: string): Promise<void> {
  if (printText(`${line}\n`)) return;
  // What went wrong is reported where the program watches its streams.
  await once(process.stdout, "drain").catch(() => undefined);
}

/** Prints data for a program to read. */
export function printJson(data: unknown): void {
  print(jsonText(data, 2));
}

/** JSON in which what acts on a terminal is escaped, as `printable` does for other texts. */
export function jsonText(data: unknown, indent?: number): string {
  return JSON.stringify(data, null, indent).replace(UNPRINTABLE, (char) =>
    char === "\n"
      ? char
      : [...Array(char.length).keys()].map((i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** Prints a line on standard error, as it is. */
export function printAside(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Prints an error on standard error. */
export function printError(message: string): void {
  process.stderr.write(`${paint("error:", "red", process.stderr)} ${printable(message)}\n`);
}

const COLOURS = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 } as const;

/**
 * Colours a text where the stream is a terminal, and never where `NO_COLOR` is set (https://no-color.org).
 *
 * @param stream Where the text will be printed. @default standard output
 */
export function paint(
  text: string,
  colour: keyof typeof COLOURS,
  stream: { readonly isTTY?: boolean } = process.stdout,
): string {
  // `isTTY` is missing, not false, where the stream is a file or a pipe.
  return stream.isTTY && !process.env.NO_COLOR ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;
}

/** Control characters, and the marks that turn the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * A text that a terminal shows as it is: control characters, which could move the cursor or forge a line, and the marks
 * that turn the direction of writing are escaped. Line feeds and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) =>
    char === "\n" || char === "\t" ? char : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
