import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Fault, Plan } from "../../scripts/fuzz/engine/run";
import { newFolder } from "../new-folder";

/** The compiled one: its worker is a file of its own. */
const { run } = jest.requireActual<{ run: (plan: Plan) => Promise<readonly Fault[]> }>(
  resolve("dist/scripts/fuzz/engine/run.js"),
);

describe("what the engine finds", () => {
  const regressions = newFolder();
  const lines: string[] = [];
  const plan = (only: string): Plan => ({
    lanes: resolve("__tests__/fuzz/fixtures/lanes.js"),
    regressions,
    seed: 1,
    inputs: 50,
    only,
    limits: { seconds: 1, megabytes: 64 },
    say: (line) => lines.push(line),
  });

  test("nothing, where all holds", async () => {
    expect(await run(plan("right"))).toEqual([]);
    expect(existsSync(join(regressions, "right"))).toBe(false);
  });

  test("the smallest input for which something does not hold", async () => {
    const [fault, ...others] = await run(plan("wrong"));
    expect(others).toEqual([]);
    expect(fault).toMatchObject({
      lane: "wrong",
      input: 1000,
      message: expect.stringMatching(/^is too much \(/) as string,
    });
    expect(JSON.parse(readFileSync(fault?.file ?? "", "utf8"))).toEqual({ input: 1000, message: fault?.message });
  });

  test("what failed once again, and first", async () => {
    const faults = await run({ ...plan("wrong"), inputs: 0 });
    expect(faults.map(({ input }) => input)).toEqual([1000]);
  });

  test.each([
    ["stuck", "takes longer than 1 seconds"],
    ["big", "needs more than 64 MB"],
  ])("an input from which the worker does not come back: %s", async (lane, message) => {
    const [fault] = await run(plan(lane));
    expect(fault?.message).toContain(message);
    expect(fault?.input).toBeGreaterThanOrEqual(1000);
    expect(readdirSync(join(regressions, lane))).toHaveLength(1);
  });
});

test("everything that failed once holds", () => {
  const fuzz = (): string => execFileSync("node", ["dist/scripts/fuzz.js", "--inputs", "0"], { encoding: "utf8" });
  expect(fuzz()).toMatch(/no fault\n$/);
});
