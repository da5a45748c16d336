import { run } from "../../cli/ssps";

/** What a command line left behind. */
export interface Outcome {
  readonly status: unknown;
  readonly out: string;
  readonly err: string;
}

/** Runs `ssps` within the test's process. */
export async function ssps(...args: readonly string[]): Promise<Outcome> {
  const written = { out: "", err: "" };
  const into = (stream: keyof typeof written) => (chunk: string | Uint8Array) => {
    written[stream] += String(chunk);
    return true;
  };
  const spies = [
    jest.spyOn(process.stdout, "write").mockImplementation(into("out")),
    jest.spyOn(process.stderr, "write").mockImplementation(into("err")),
  ];
  const before = process.exitCode;
  try {
    await run(args);
    return { status: process.exitCode, ...written };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
