import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The time limits that a test file sets: behind a test or hook, or for all of it; in milliseconds. */
function limitsIn(text: string): number[] {
  const limits = text.matchAll(/^ *\}, ([\d_]+)\);$|^ *\},\n +([\d_]+),\n *\);$|\bjest\.setTimeout\(([\d_]+)\)/gm);
  return [...limits].map(([, a = "", b = "", c = ""]) => Number(`${a}${b}${c}`.replaceAll("_", "")));
}

/** The limit of all others. */
const [, LIMIT = ""] = /testTimeout: ([\d_]+)/.exec(readFileSync("jest.config.js", "utf8")) ?? [];

/** All but this one, whose examples are no limits. */
const files = execFileSync("git", ["ls-files", "__tests__/*.ts", ":(exclude)__tests__/house/limits.test.ts"], {
  encoding: "utf8",
})
  .trim()
  .split("\n");

test("no test has a time limit that a busy machine could reach", () => {
  const tight = files.flatMap((file) =>
    limitsIn(readFileSync(file, "utf8"))
      .filter((limit) => limit < Number(LIMIT.replaceAll("_", "")))
      .map((limit) => `${file}: ${limit}`),
  );
  expect(tight).toEqual([]);
});

test.each([
  ["}, 5_000);", [5000]],
  ["  }, 120000);", [120_000]],
  ["test(\n  () => {\n  },\n  20_000,\n);", [20_000]],
  ["within(\n  list,\n  20_000,\n);", []],
  ["jest.setTimeout(1000);", [1000]],
  ["Array.from({ length: 5 }, 100);", []],
])("a limit is seen: %j", (text, limits) => {
  expect(limitsIn(text)).toEqual(limits);
});
