import { reasonOf } from "../files/reason";
import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import { isNativeError } from "node:util/types";
import type { Problem } from "./problem";
import { inQuotes } from "./raw";

/** Bytes of an environment file, or one of defaults, at most; real ones have a few thousand. */
export const MAX_BYTES = 256 * 1024;

/** The name of an environment stands in stack ids, state keys and workspace names. */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** What an environment may be called, in words. */
export const ENVIRONMENT_NAME = "1 to 40 lower-case letters, digits or hyphens, with a letter or digit first and last";

/** The file of a folder that says what its environments share. It is no environment itself. */
export const DEFAULTS = "defaults.yaml";

/** Whether an environment may have this name. */
export function isEnvironmentName(name: string): boolean {
  return NAME.test(name) && `${name}.yaml` !== DEFAULTS;
}

/** An environment file before it is parsed. */
export interface Source {
  readonly file: string;
  /** The file's name without its ending. */
  readonly name: string;
  readonly text: string;
}

/** Where environment files are searched for; a folder stands for every `*.yaml` in it and in the folders below it; a
 * link that is given itself is followed, since who gives it names it. */
export function findFiles(paths: readonly string[]): { files: string[]; problems: Problem[] } {
  const found = paths.map(findIn);
  return {
    files: [...new Set(found.flatMap(({ files }) => files))],
    problems: found.flatMap(({ problems }) => problems),
  };
}

interface FoundFiles {
  readonly files: string[];
  readonly problems: Problem[];
}

function findIn(path: string): FoundFiles {
  try {
    if (!statSync(path).isDirectory()) return { files: [path], problems: [] };
    const found: FoundFiles = { files: [], problems: [] };
    search(path, 0, found);
    if (found.files.length + found.problems.length === 0) {
      const message = `there is no environment file (*.yaml) here; ${FIRST}`;
      found.problems.push({ file: path, code: "no-environment", message });
    }
    return found;
  } catch (error) {
    // A file that is not there is said where it is read.
    if (path.endsWith(".yaml")) return { files: [path], problems: [] };
    return { files: [], problems: [{ file: path, code: "unreadable", message: `${reason(error)}; ${FIRST}` }] };
  }
}

/** Folders below folders that are searched; deeper ones are said. */
const MAX_FOLDERS = 8;

/** What looks like an environment but is not read would silently lose its stacks, so it is said. */
function search(folder: string, depth: number, { files, problems }: FoundFiles): void {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith("."));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    const say = (code: string, message: string): number => problems.push({ file: path, code, message });
    try {
      if (entry.isDirectory() && depth < MAX_FOLDERS) search(path, depth + 1, { files, problems });
      else if (entry.isDirectory()) {
        say(
          "folder-too-deep",
          `is a folder within more than ${MAX_FOLDERS} others, which are not searched; move it further up`,
        );
      } else if (entry.name === DEFAULTS) continue;
      else if (entry.isSymbolicLink() && statSync(path).isDirectory()) {
        say(
          "link-to-folder",
          "is a link to a folder, which is not followed; move the folder here, or give its path to the command",
        );
      } else if (entry.name.endsWith(".yaml")) files.push(path);
      else if (/\.ya?ml$/i.test(entry.name)) say("file-name", `${ENDING}: rename it`);
    } catch (error) {
      if (entry.isDirectory() || /\.ya?ml$/i.test(entry.name)) say("unreadable", reason(error, entry.isSymbolicLink()));
    }
  }
}

const FIRST = "`ssps init` writes a first environment file";
const ENDING = "environment files end in .yaml";

/** Reads one environment file; what is too big is not read at all. */
export function readSource(file: string): Source | Problem {
  const name = /^(.+)\.yaml$/.exec(basename(file))?.[1];
  if (name === undefined) return { file, code: "file-name", message: ENDING };
  if (basename(file) === DEFAULTS) return { file, code: "file-name", message: SHARED };
  if (!isEnvironmentName(name)) {
    const message = `the file's name is the environment's: found ${inQuotes(name)}; allowed: ${ENVIRONMENT_NAME}`;
    return { file, code: "file-name", message };
  }
  const text = readTextFile(file, MAX_BYTES);
  return typeof text === "string" ? { file, name, text } : text;
}

const SHARED = "is no environment: it holds what the environments of its folder share; give the folder, or one of them";

/** The text of a file that people write; what is larger than `most` bytes is not read at all. */
export function readTextFile(file: string, most: number): string | Problem {
  try {
    // Before opening, since opening a named pipe waits for its other end.
    if (!statSync(file).isFile()) return { file, code: "unreadable", message: "is not a regular file" };
    if (leadsOut(file)) return { file, code: "link-outside", message: LINK };
    return readBounded(file, most);
  } catch (error) {
    return { file, code: "unreadable", message: reason(error) };
  }
}

const LINK =
  "is a link that leads out of its folder, and is not read; put the file itself here, or give the path that the link leads to";

/** Whether a file is a link to one that is not below the same folder; messages would show what stands there. */
function leadsOut(file: string): boolean {
  const way = relative(realpathSync(dirname(file)), realpathSync(file));
  return lstatSync(file).isSymbolicLink() && (way.startsWith("..") || isAbsolute(way));
}

/** @throws Error whose message or code says why the file is not read. */
function readBounded(file: string, most: number): string {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    if (size > most) throw new Error(`has ${Math.ceil(size / 1024)} KiB; allowed: ${most / 1024} KiB`);
    const buffer = Buffer.alloc(size);
    const read = readSync(descriptor, buffer, 0, size, 0);
    if (!isUtf8(buffer.subarray(0, read))) throw new Error("is not UTF-8 text");
    return buffer.toString("utf8", 0, read);
  } finally {
    closeSync(descriptor);
  }
}

/** Why a file or folder is not read: in words, or the system's code. */
function reason(error: unknown, isLink = false): string {
  if (!isNativeError(error)) return reasonOf(error);
  const { code, message } = error as NodeJS.ErrnoException;
  if (isLink && (code === "ENOENT" || code === "ELOOP"))
    return "is a link that leads to no file; remove it, or put the file itself here";
  if (code === "ENOENT") return "does not exist";
  return code === undefined ? message : `cannot be read (${code})`;
}
