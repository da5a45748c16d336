import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { isNativeError } from "node:util/types";
import type { Problem } from "./problem";

/** Bytes of an environment file at most; real ones have a few thousand. */
const MAX_BYTES = 256 * 1024;

/** The name of an environment becomes part of stack ids, state keys and workspace names. */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** What an environment may be called, in words. */
export const ENVIRONMENT_NAME = "1 to 40 lower-case letters, digits or hyphens, with a letter or digit first and last";

/** Whether an environment may have this name. */
export function isEnvironmentName(name: string): boolean {
  return NAME.test(name);
}

/** An environment file before it is parsed. */
export interface Source {
  readonly file: string;
  /** The file's name without its ending. */
  readonly name: string;
  readonly text: string;
}

/** Where environment files are searched for; a folder stands for every `*.yaml` in it. */
export function findFiles(paths: readonly string[]): { files: string[]; problems: Problem[] } {
  const found = paths.map(findIn);
  return {
    files: [...new Set(found.flatMap(({ files }) => files))],
    problems: found.flatMap(({ problems }) => problems),
  };
}

function findIn(path: string): { files: string[]; problems: Problem[] } {
  let names: string[];
  try {
    if (!statSync(path).isDirectory()) return { files: [path], problems: [] };
    names = readdirSync(path).sort();
  } catch (error) {
    // A file that is not there is said where it is read.
    if (path.endsWith(".yaml")) return { files: [path], problems: [] };
    return { files: [], problems: [{ file: path, message: `${reason(error)}; ${FIRST}` }] };
  }
  const visible = names.filter((name) => !name.startsWith("."));
  // A file that looks like an environment but is not read would silently lose its stacks.
  const misnamed = visible.filter((name) => /\.yml$|\.yaml$/i.test(name) && !name.endsWith(".yaml"));
  const files = visible.filter((name) => name.endsWith(".yaml")).map((name) => join(path, name));
  const problems = misnamed.map((name) => ({ file: join(path, name), message: `${ENDING}: rename it` }));
  if (files.length + misnamed.length === 0) {
    problems.push({ file: path, message: `there is no environment file (*.yaml) here; ${FIRST}` });
  }
  return { files, problems };
}

const FIRST = "`ssps init` writes a first environment file";
const ENDING = "environment files end in .yaml";

/** Reads one environment file; what is too big is not read at all. */
export function readSource(file: string): Source | Problem {
  const name = /^(.+)\.yaml$/.exec(basename(file))?.[1];
  if (name === undefined) return { file, message: ENDING };
  if (!isEnvironmentName(name)) {
    return {
      file,
      message: `the file's name is the environment's: found ${JSON.stringify(name)}; allowed: ${ENVIRONMENT_NAME}`,
    };
  }
  try {
    // Before opening, since opening a named pipe waits for its other end.
    if (!statSync(file).isFile()) return { file, message: "is not a regular file" };
    return { file, name, text: readBounded(file) };
  } catch (error) {
    return { file, message: reason(error) };
  }
}

/** @throws Error whose message or code says why the file is not read. */
function readBounded(file: string): string {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    if (size > MAX_BYTES) throw new Error(`has ${Math.ceil(size / 1024)} KiB; allowed: ${MAX_BYTES / 1024} KiB`);
    const buffer = Buffer.alloc(size);
    const read = readSync(descriptor, buffer, 0, size, 0);
    if (!isUtf8(buffer.subarray(0, read))) throw new Error("is not UTF-8 text");
    return buffer.toString("utf8", 0, read);
  } finally {
    closeSync(descriptor);
  }
}

/** Why a file or folder is not read: in words, or the system's code. */
function reason(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "does not exist";
  return code === undefined ? message : `cannot be read (${code})`;
}
