import { run } from "../../cli/ssps";

/** What a command line left behind. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `ssps` within this thread, and holds what every command keeps to. */
export async function ssps(...args: readonly string[]): Promise<Outcome> {
  const written = { out: "", err: "" };
  const streams = { out: process.stdout, err: process.stderr };
  const kept = { out: streams.out.write.bind(streams.out), err: streams.err.write.bind(streams.err) };
  for (const name of ["out", "err"] as const) {
    streams[name].write = (chunk: string | Uint8Array): boolean => {
      written[name] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
      return true;
    };
  }
  try {
    await run(args);
  } finally {
    streams.out.write = kept.out;
    streams.err.write = kept.err;
  }
  const status = Number(process.exitCode);
  process.exitCode = 0;
  // What half a surrogate pair becomes on its way to a terminal.
  const outcome = { status, out: Buffer.from(written.out).toString(), err: Buffer.from(written.err).toString() };
  holdAlways(outcome);
  return outcome;
}

/** Exit status, messages and what a terminal may be shown. */
function holdAlways({ status, out, err }: Outcome): void {
  must([0, 1, 2].includes(status), `exit status ${status}`);
  must(!err.includes("should not have happened"), `an exception that is none of the tool's own: ${err.slice(0, 500)}`);
  must(!/^ {2,}at .*:\d+:\d+\)?$/m.test(out + err), `a stack trace: ${err.slice(0, 500)}`);
  must(!UNPRINTABLE.test(err), `a character that acts on a terminal, on standard error: ${JSON.stringify(err)}`);
  must(!UNPRINTABLE.test(out), `a character that acts on a terminal, on standard output: ${around(out)}`);
  must(status === 2 || err === "" || err.startsWith("warning:"), `a message with status ${status}: ${err}`);
}

/** Control characters, and marks that turn the direction of writing or are not seen; `\n` and `\t` are none of them. */
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/u;

function around(text: string): string {
  const at = text.search(UNPRINTABLE);
  return JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
}

/** How long a message may be: longer ones are nobody's to read. */
const MAX_MESSAGE = 8000;

/** An input that is refused: the message names the file, and nothing was printed beside it. */
export function holdRefusal({ out, err }: Outcome, files: readonly string[], printed = ""): void {
  must(out === printed, `output beside an error: ${out.slice(0, 200)}`);
  must(err.startsWith("error: "), `no error: ${err.slice(0, 200)}`);
  must(
    files.some((file) => err.includes(file)),
    `an error that names no file: ${err.slice(0, 500)}`,
  );
  must(err.length <= MAX_MESSAGE, `an error of ${err.length} characters: ${err.slice(0, 200)}`);
}

/** @throws Error that says what does not hold. */
export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
