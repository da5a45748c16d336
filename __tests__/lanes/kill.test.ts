import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { copyOf, filesIn, isAside, programs, run, start } from "./programs";

/** How often each program is killed; more by `KILLS=500 npx jest __tests__/lanes/kill`. */
const KILLS = Number(process.env.KILLS ?? 4);

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until something is made aside, or the time is over. */
async function untilWriting(folder: string, milliseconds: number): Promise<void> {
  for (let waited = 0; waited < milliseconds; waited += 1) {
    if (readdirSync(folder, { recursive: true, encoding: "utf8" }).some(isAside)) return;
    await sleep(1);
  }
}

describe.each(programs())("$name, killed", (program) => {
  const before = filesIn(program.folder);
  const whole = copyOf(program);
  const started = Date.now();
  run(program.args, whole);
  const lasts = Date.now() - started;
  const after = filesIn(whole);

  test("writes something, and leaves nothing aside", () => {
    expect(after).not.toEqual(before);
    expect(Object.keys(after).filter(isAside)).toEqual([]);
  });

  // Half of them at any moment, half while it writes.
  test.each(Array.from({ length: KILLS }, (_, index) => index))(
    "leaves each file as it was or as it will be, and the next run takes the rest (%i)",
    async (index) => {
      const folder = copyOf(program);
      const child = start(program, folder);
      const ended = new Promise((resolve) => child.on("close", resolve));
      if (index % 2 === 0) await sleep(Math.random() * lasts);
      else await untilWriting(folder, 10 * lasts).then(() => sleep(Math.random() * 10));
      child.kill("SIGKILL");
      await ended;

      const left = Object.entries(filesIn(folder));
      const aside = left.filter(([path]) => isAside(path)).map(([path]) => path);
      const torn = left.filter(([path, text]) => !isAside(path) && text !== before[path] && text !== after[path]);
      expect(torn).toEqual([]);
      for (const path of Object.keys(before)) if (path in after) expect(left.map(([name]) => name)).toContain(path);
      for (const path of aside) expect(spawnSync("git", ["check-ignore", "-q", path]).status).toBe(0);

      // What was done before the kill is not done again: an elevation's ticket would be taken.
      if (!isDeepStrictEqual(filesIn(folder), after)) run(program.args, folder);
      expect(filesIn(folder)).toEqual(after);
    },
  );
});

test.each(["cdktf.out.123.tmp/manifest.json", "environments/dev.yaml.123.tmp", "modules/bucket/main.tf.4567890.tmp"])(
  "git ignores %s",
  (path) => {
    expect(spawnSync("git", ["check-ignore", "-q", path]).status).toBe(0);
  },
);
