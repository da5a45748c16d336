import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import { resolve } from "node:path";
import { asideOf, othersAside } from "./aside";

/** A file cannot be written; the message names it and says why. */
export class FileError extends Error {
  override readonly name = "FileError";
}

/**
 * Writes a file whole or not at all. What a path leads to stays what it is: mode, owner and symbolic links are kept, and
 * what is no file, such as a pipe, is written into.
 *
 * @throws FileError where it cannot be written, and where it is read-only.
 */
export function writeWhole(path: string, content: string): void {
  sayingWhere(path, () => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found && !isReplaceable(path, found)) {
      writeInto(path, found, content);
      return;
    }
    const target = targetOf(path, found);
    const aside = asideOf(target);
    try {
      create(aside, found ? PRIVATE : PUBLIC);
      fill(aside, content, found);
      renameSync(aside, target);
    } catch (error) {
      rmSync(aside, { force: true });
      throw error;
    }
  });
}

/**
 * Changes a file: one process after another, and each changes what the one before it wrote.
 *
 * @param edit Reads the file and gives its new content. It is called again where something else, such as an editor, has
 *   written the file meanwhile. What it throws passes through, and the file stays as it was.
 * @throws FileError where the file cannot be written, is read-only, or another process does not let go of it.
 */
export function updateWhole(path: string, edit: () => string): void {
  sayingWhere(path, () => {
    const target = targetOf(path, statSync(path));
    const aside = takeTurn(target);
    try {
      for (let tries = 0; tries < 10; tries += 1) {
        const before = versionOf(target);
        const content = edit();
        fill(aside, content, statSync(target));
        if (versionOf(target) === before) {
          renameSync(aside, target);
          return;
        }
      }
      throw new FileError(`cannot write ${path}: something else writes it all the time`);
    } catch (error) {
      rmSync(aside, { force: true });
      throw error;
    }
  });
}

/** Turns the system's errors into ones for people. */
function sayingWhere(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException;
    throw syscall === undefined ? error : new FileError(`cannot write ${path}: ${message}`);
  }
}

/** A plain file. `/dev/stdout` and its like are not, even where they lead to one: somebody else holds that open. */
function isReplaceable(path: string, found: Stats): boolean {
  return found.isFile() && !/^\/(?:dev|proc)\//.test(resolve(path));
}

/** The file that a path leads to. */
function targetOf(path: string, found: Stats | undefined): string {
  if (!found) {
    if (!lstatSync(path, { throwIfNoEntry: false })) return resolve(path);
    throw new FileError(`cannot write ${path}: it is a symbolic link to a file that does not exist`);
  }
  // For root, whom the system refuses nothing, too.
  if ((found.mode & 0o222) === 0) throw new FileError(`cannot write ${path}: it is read-only`);
  accessSync(path, constants.W_OK);
  return realpathSync(path);
}

/** Writes into a device or a pipe. */
function writeInto(path: string, found: Stats, content: string): void {
  if (found.isDirectory()) throw new FileError(`cannot write ${path}: it is a folder`);
  // Until it is closed, the reader does not see the end, and leaves before the text comes.
  const held = found.isFIFO() ? openedWithReader(path) : undefined;
  // Opened once more, a file would be written from its beginning, over what this process prints.
  const isFound = ({ dev, ino }: Stats): boolean => dev === found.dev && ino === found.ino;
  const descriptor = found.isFile() ? [1, 2].find((open) => isFound(fstatSync(open))) : undefined;
  try {
    writeFileSync(descriptor ?? path, content);
  } finally {
    if (held !== undefined) closeSync(held);
  }
}

/**
 * Opens a pipe without waiting; what is written through this descriptor would not wait for the reader, either.
 *
 * @throws FileError where nobody reads from the pipe: opening it in the ordinary way would wait for ever.
 */
function openedWithReader(path: string): number {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENXIO") throw error;
    throw new FileError(`cannot write ${path}: nobody reads from this pipe`);
  }
}

/** The mode of a new file (the user's mask takes from it), and of one that is to become like another. */
const [PUBLIC, PRIVATE] = [0o666, 0o600];

/** Makes the file aside; follows no link that stands there. */
function create(aside: string, mode: number): void {
  closeSync(openSync(aside, "wx", mode));
}

/** Fills the file aside and makes it like the one that it replaces. A file that is gone is not made again. */
function fill(aside: string, content: string, like: Stats | undefined): void {
  const flag = constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW;
  writeFileSync(aside, content, { flag: flag as unknown as string, flush: true });
  if (!like) return;
  const { uid, gid } = statSync(aside);
  if (uid !== like.uid || gid !== like.gid) chownSync(aside, like.uid, like.gid);
  chmodSync(aside, like.mode & 0o7777);
}

/** What differs as soon as a file is written or replaced. */
function versionOf(path: string): string {
  const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(" ");
}

const PAUSE = 50;
const MOST_PAUSES = 600;

/**
 * Waits until no other process is changing a file. The file aside announces the wish, and whoever is alone with it has
 * the turn: of two that announce it at once, at least one sees the other. The one with the larger number then steps
 * back. The turn ends when the file aside is renamed or removed, or its process dies.
 *
 * @returns The file aside.
 */
function takeTurn(target: string): string {
  const aside = asideOf(target);
  let announced = false;
  for (let pauses = 0; pauses < MOST_PAUSES;) {
    const others = othersAside(target);
    if (others.length === 0) {
      if (announced) return aside;
      create(aside, PRIVATE);
      announced = true;
      continue;
    }
    if (announced && others.some((pid) => pid < process.pid)) {
      rmSync(aside, { force: true });
      announced = false;
    }
    pauses += 1;
    pause(PAUSE);
  }
  rmSync(aside, { force: true });
  const [other] = othersAside(target);
  throw new FileError(
    `cannot write ${target}: process ${other ?? "?"} is changing it; try again, and if that is no ssps, remove ${target}.${other ?? "PID"}.tmp`,
  );
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
