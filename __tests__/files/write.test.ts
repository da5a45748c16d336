import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { FileError, updateWhole, writeWhole } from "../../files/write";
import { newFolder } from "../new-folder";

let folder: string;
let file: string;
beforeEach(() => {
  folder = newFolder();
  file = join(folder, "f");
});

/** Both ways to write a file: outright, and as a change of what it holds. */
const WAYS = [
  ["written", writeWhole],
  [
    "changed",
    (path: string, content: string) => {
      updateWhole(path, () => content);
    },
  ],
] as const;

/** A process that lives until the tests end, so that its number is taken. */
const neighbour = spawn("sleep", ["60"]);
/** The number of a process that has ended. */
const gone = spawnSync("true").pid;
afterAll(() => neighbour.kill());

describe.each(WAYS)("a file that is %s", (_way, write) => {
  test("is replaced, and nothing else is left", () => {
    writeFileSync(file, "before");
    write(file, "after");
    expect(readFileSync(file, "utf8")).toBe("after");
    expect(readdirSync(folder)).toEqual(["f"]);
  });

  test.each([0o600, 0o640, 0o664, 0o755])("keeps its mode %o", (mode) => {
    writeFileSync(file, "before");
    chmodSync(file, mode);
    write(file, "after");
    expect(statSync(file).mode & 0o7777).toBe(mode);
  });

  test("keeps its owner", () => {
    writeFileSync(file, "before");
    // Only root may give a file away; everyone else has the one that there is.
    if (process.getuid?.() === 0) chownSync(file, 1234, 5678);
    const { uid, gid } = statSync(file);
    write(file, "after");
    expect(statSync(file)).toMatchObject({ uid, gid });
  });

  test("stays a symbolic link, through two and another folder", () => {
    mkdirSync(join(folder, "other"));
    writeFileSync(join(folder, "other/real"), "before");
    symlinkSync("other/real", join(folder, "link"));
    symlinkSync("link", file);
    write(file, "after");
    expect(readFileSync(join(folder, "other/real"), "utf8")).toBe("after");
    expect([readlinkSync(file), readlinkSync(join(folder, "link"))]).toEqual(["link", "other/real"]);
    expect(readdirSync(join(folder, "other"))).toEqual(["real"]);
  });

  test("is refused where it is read-only, for root too", () => {
    writeFileSync(file, "before");
    chmodSync(file, 0o444);
    expect(() => {
      write(file, "after");
    }).toThrow(`cannot write ${file}: it is read-only`);
    expect(readFileSync(file, "utf8")).toBe("before");
    expect(readdirSync(folder)).toEqual(["f"]);
  });

  test("takes with it what killed processes have left, of this file only", () => {
    const [ended, sameNumber] = [`f.${gone}.tmp`, `f.${process.pid}.tmp`];
    const others = ["f.tmp", "f.x.tmp", "f.0.tmp", `f.${gone}.tmp.yaml`, `g.${gone}.tmp`, `xf.${gone}.tmp`];
    for (const name of ["f", ended, sameNumber, ...others]) writeFileSync(join(folder, name), "left");
    write(file, "after");
    expect(readdirSync(folder)).toEqual(["f", ...others].sort());
  });

  test("does not follow a link that stands where it is made aside", () => {
    writeFileSync(join(folder, "victim"), "victim");
    writeFileSync(file, "before");
    for (const pid of [gone, process.pid]) symlinkSync("victim", join(folder, `f.${pid}.tmp`));
    write(file, "after");
    expect(readFileSync(join(folder, "victim"), "utf8")).toBe("victim");
    expect(lstatSync(file).isSymbolicLink()).toBe(false);
  });
});

describe("writing", () => {
  test("makes a file with the user's mask", () => {
    writeWhole(file, "new");
    writeFileSync(join(folder, "plain"), "new");
    expect(statSync(file).mode).toBe(statSync(join(folder, "plain")).mode);
  });

  test("leaves alone what another process is making", () => {
    writeFileSync(join(folder, `f.${neighbour.pid}.tmp`), "at work");
    writeWhole(file, "new");
    expect(readdirSync(folder)).toEqual(["f", `f.${neighbour.pid}.tmp`]);
  });

  test.each([
    ["the folder is missing", "none/f", /ENOENT/],
    ["a folder has the name", "taken", /it is a folder/],
    ["a link leads to nothing", "dangling", /it is a symbolic link to a file that does not exist/],
    ["a link leads to itself", "circle", /ELOOP/],
    ["nobody reads from the pipe", "pipe", /nobody reads from this pipe/],
    ["the device is full", "full", /ENOSPC/],
  ])("says that it cannot since %s, and leaves everything as it was", (_name, name, why) => {
    mkdirSync(join(folder, "taken"));
    symlinkSync("nothing", join(folder, "dangling"));
    symlinkSync("circle", join(folder, "circle"));
    symlinkSync("/dev/full", join(folder, "full"));
    spawnSync("mkfifo", [join(folder, "pipe")]);
    const before = readdirSync(folder);
    const write = () => {
      writeWhole(join(folder, name), "new");
    };
    expect(write).toThrow(FileError);
    expect(write).toThrow(why);
    expect(readdirSync(folder)).toEqual(before);
  });

  test("into a device leaves it one", () => {
    writeWhole("/dev/null", "gone");
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  test("into a pipe reaches its reader, more than it holds at once too", async () => {
    spawnSync("mkfifo", [file]);
    const content = "line\n".repeat(100_000);
    const reader = spawn("sh", ["-c", `exec 3< ${file}; echo ready; cat <&3 | wc -c`], { stdio: "pipe" });
    // The shell opens the pipe when a writer does: one that waits in the background, and then goes.
    const opener = spawn("sh", ["-c", `exec 3> ${file}; exec sleep 60`]);
    await new Promise((resolve) => reader.stdout.once("data", resolve));
    writeWhole(file, content);
    opener.kill();
    const [counted] = await new Promise<[Buffer]>((resolve) => {
      reader.stdout.once("data", (chunk: Buffer) => {
        resolve([chunk]);
      });
    });
    expect(Number(counted.toString())).toBe(content.length);
    expect(statSync(file).isFIFO()).toBe(true);
  });

  // A reader who is said that all is over goes, and whoever opens the pipe then waits for ever: a process of its own.
  test("into a pipe reaches a reader who waited for a writer", () => {
    spawnSync("mkfifo", [file]);
    const writer = `
      const { spawn } = require("node:child_process");
      const { writeWhole } = require("./dist/files/write.js");
      const path = process.argv[1];
      for (let readers = 0; readers < 50; readers += 1) {
        spawn("cat", [path], { stdio: ["ignore", "inherit", "inherit"] });
        for (let written = false; !written; )
          try {
            writeWhole(path, "x");
            written = true;
          } catch (error) {
            if (!/nobody reads/.test(error.message)) throw error;
          }
      }`;
    const { stdout, stderr } = spawnSync("node", ["-e", writer, file], { timeout: 20_000, encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: "x".repeat(50), stderr: "" });
  });
});

describe("changing", () => {
  test("begins again where an editor has saved meanwhile", () => {
    writeFileSync(file, "1");
    let calls = 0;
    updateWhole(file, () => {
      const read = readFileSync(file, "utf8");
      calls += 1;
      if (calls === 1) writeFileSync(file, "2 by the editor");
      return `${read}, changed`;
    });
    expect(readFileSync(file, "utf8")).toBe("2 by the editor, changed");
    expect(calls).toBe(2);
  });

  test("gives up where something writes all the time", () => {
    writeFileSync(file, "");
    let size = 0;
    expect(() => {
      updateWhole(file, () => {
        writeFileSync(file, "x".repeat((size += 1)));
        return "mine";
      });
    }).toThrow(/something else writes it all the time/);
    expect(readFileSync(file, "utf8")).toBe("x".repeat(size));
    expect(readdirSync(folder)).toEqual(["f"]);
  });

  test("passes on what goes wrong while the new content is made, and leaves the file", () => {
    writeFileSync(file, "before");
    expect(() => {
      updateWhole(file, () => {
        throw new TypeError("wrong");
      });
    }).toThrow(new TypeError("wrong"));
    expect([readFileSync(file, "utf8"), readdirSync(folder)]).toEqual(["before", ["f"]]);
  });

  test("waits for who has the turn", () => {
    writeFileSync(file, "before");
    const aside = join(folder, `f.${neighbour.pid}.tmp`);
    writeFileSync(aside, "");
    // While this process waits, another one ends the turn of the neighbour.
    const ending = spawn("sh", ["-c", `sleep 0.3; echo theirs > ${file}; rm ${aside}`]);
    updateWhole(file, () => `${readFileSync(file, "utf8")}mine`);
    ending.kill();
    expect(readFileSync(file, "utf8")).toBe("theirs\nmine");
  });
});
