import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Problem } from "./problem";

/** Bytes of an environment file at most; real ones have a few thousand. */
const MAX_BYTES = 1024 * 1024;

/** The name of an environment becomes part of stack ids, state keys and workspace names. */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** An environment file before it is parsed. */
export interface Source {
  readonly file: string;
  /** The file's name without its ending. */
  readonly name: string;
  readonly text: string;
}

/**
 * The environment files of a folder, or the files given.
 *
 * @param from A folder, or paths of files.
 */
export function findFiles(from: string | readonly string[]): { files: string[]; problems: Problem[] } {
  if (typeof from !== "string") return { files: [...from], problems: [] };
  let entries: string[];
  try {
    entries = readdirSync(from).sort();
  } catch (error) {
    return { files: [], problems: [{ file: from, message: `cannot be read as a folder (${reason(error)})` }] };
  }
  // A file that looks like an environment but is not read would silently lose its stacks.
  const misnamed = entries.filter((name) => /\.yml$/i.test(name) && !name.startsWith("."));
  const files = entries.filter((name) => name.endsWith(".yaml") && !name.startsWith("."));
  const problems = misnamed.map((name) => ({
    file: join(from, name),
    message: "environment files end in .yaml: rename it",
  }));
  if (files.length === 0 && misnamed.length === 0) {
    problems.push({
      file: from,
      message: "there is no environment file (*.yaml) here; `ssps init` writes a first one",
    });
  }
  return { files: files.map((name) => join(from, name)), problems };
}

/** Reads one environment file; what is too big is not read at all. */
export function readSource(file: string): Source | Problem {
  const name = /^(.+)\.yaml$/.exec(basename(file))?.[1];
  if (name === undefined) return { file, message: "environment files end in .yaml" };
  if (!NAME.test(name)) {
    return {
      file,
      message: `the file's name is the environment's: found ${JSON.stringify(name)}; allowed: 1 to 40 lower-case letters, digits or hyphens`,
    };
  }
  try {
    // Before opening, since opening a named pipe waits for its other end.
    if (!statSync(file).isFile()) return { file, message: "is not a regular file" };
    return { file, name, text: readBounded(file) };
  } catch (error) {
    return { file, message: error instanceof TypeError ? "is not UTF-8 text" : `cannot be read (${reason(error)})` };
  }
}

/**
 * @throws RangeError where the file is too big.
 * @throws TypeError where it is not UTF-8.
 */
function readBounded(file: string): string {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    if (size > MAX_BYTES) throw new RangeError(`it has ${(size / MAX_BYTES).toFixed(1)} MiB, 1 MiB is allowed`);
    const buffer = Buffer.alloc(size);
    const read = readSync(descriptor, buffer, 0, size, 0);
    return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
}

/** The system's word for what went wrong, without its stack. */
function reason(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
