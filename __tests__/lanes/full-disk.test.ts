import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "../new-folder";
import { copyOf, filesIn, programs, type Program } from "./programs";

/** Runs a program by a line of Bash, with what it says. */
function bash(line: string, { args }: Program, cwd: string): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync("bash", ["-c", `${line} exec "$0" "$@"`, process.execPath, ...args], {
    cwd,
    encoding: "utf8",
  });
  return { status, stderr };
}

describe.each(programs())("$name, which may write no more", (program) => {
  const before = filesIn(program.folder);
  const expectRefusal = ({ status, stderr }: ReturnType<typeof bash>, folder: string, why: RegExp): void => {
    expect(stderr.split("\n").filter((line) => line.startsWith("error: "))).toHaveLength(1);
    expect(stderr).toMatch(why);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
    expect(filesIn(folder)).toEqual(before);
  };

  test("since no file may become so large, leaves everything as it was", () => {
    const folder = copyOf(program);
    expectRefusal(bash("ulimit -f 1;", program, folder), folder, /EFBIG/);
  });

  test("since the disk is full, leaves everything as it was", () => {
    const disk = newFolder();
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "none", disk]).status !== 0) {
      console.log("skipped: no tmpfs can be mounted here; the limit of a file's size is tried instead");
      return;
    }
    try {
      const folder = copyOf(program, join(disk, "copy"));
      fill(join(disk, "filler"));
      expectRefusal(bash("", program, folder), folder, /ENOSPC/);
    } finally {
      spawnSync("umount", [disk]);
    }
  });
});

/** Fills a disk to its last byte. */
function fill(file: string): void {
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size));
    } catch {
      // Not so much any more: less, then.
    }
  }
}
