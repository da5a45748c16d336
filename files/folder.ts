import { mkdirSync, statSync, type Stats } from "node:fs";
import { dirname, resolve } from "node:path";
import { reasonOf } from "./reason";
import { FileError } from "./write";

/**
 * Makes a folder and those above it, where they are missing. One after another: asked for all at once, Node goes round for
 * ever where the system says of a folder that is there that it is not, as `/proc` does.
 *
 * @throws FileError where a file stands in the way, or the system refuses it.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = resolve(path); !isFolder(at, path); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) {
    try {
      mkdirSync(folder);
    } catch (error) {
      const meanwhile = (error as NodeJS.ErrnoException).code === "EEXIST" && isFolder(folder, path);
      if (!meanwhile) throw new FileError(`cannot make the folder ${path}: ${reasonOf(error)}`);
    }
  }
}

/** @throws FileError where it is something else, or cannot be looked at. */
function isFolder(at: string, wanted: string): boolean {
  let found: Stats | undefined;
  try {
    found = statSync(at, { throwIfNoEntry: false });
  } catch (error) {
    // A file stands further up, where the way leads next.
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return false;
    throw new FileError(`cannot make the folder ${wanted}: ${reasonOf(error)}`);
  }
  if (found && !found.isDirectory()) {
    throw new FileError(`cannot make the folder ${wanted}: ${at} is a file; give another folder`);
  }
  return found !== undefined;
}
