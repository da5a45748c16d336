import { readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Output is made aside and renamed into place, so that whoever is killed leaves the previous output or the new one. The
 * name of what is aside, `NAME.PID.tmp`, says whose it is; git ignores it.
 */
const SUFFIX = /^([1-9]\d{0,9})\.tmp$/;

/** Nobody takes longer, in milliseconds: what is older belongs to another process, which got the same number since. */
const ABANDONED_AFTER = 3_600_000;

/**
 * Where this process makes what becomes a file or folder. What killed processes left there is removed.
 *
 * @param path The file or folder, links followed.
 */
export function asideOf(path: string): string {
  removeLeftovers(path);
  const aside = `${path}.${process.pid}.tmp`;
  // A process of the same number left it: in a container, most have the same.
  rmSync(aside, { recursive: true, force: true });
  return aside;
}

/** The other processes that are making the same file or folder. What killed ones left is removed. */
export function othersAside(path: string): readonly number[] {
  return removeLeftovers(path).filter((pid) => pid !== process.pid);
}

/** @returns The processes that are making the file or folder. */
function removeLeftovers(path: string): number[] {
  const front = `${basename(path)}.`;
  return namesIn(dirname(path)).flatMap((name) => {
    const pid = name.startsWith(front) ? SUFFIX.exec(name.slice(front.length))?.[1] : undefined;
    if (pid === undefined) return [];
    const aside = join(dirname(path), name);
    const isOwn = Number(pid) === process.pid;
    if (isOwn || (isRunning(Number(pid)) && !isAbandoned(aside))) return [Number(pid)];
    remove(aside);
    return [];
  });
}

/** Where the folder cannot be read, writing into it says why. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, but for another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isAbandoned(aside: string): boolean {
  const { mtimeMs } = statSync(aside, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
  return Date.now() - mtimeMs > ABANDONED_AFTER;
}

function remove(aside: string): void {
  try {
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // Somebody else's, in a folder where everyone may write: it is in nobody's way.
  }
}
