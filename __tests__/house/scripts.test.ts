import { spawnSync } from "node:child_process";

/** The scripts that `package.json` runs. */
const SCRIPTS = [
  "scripts/demo",
  "scripts/bundle",
  "scripts/generate",
  "scripts/mutants",
  "scripts/fuzz",
  "scripts/sbom",
  "scripts/release",
  "bench/run",
];

const uses: [script: string, args: readonly string[]][] = [
  ...SCRIPTS.map((script): [string, string[]] => [script, ["--no-such-option"]]),
  ...SCRIPTS.map((script): [string, string[]] => [script, ["one", "too", "many"]]),
  ["scripts/fuzz", ["--inputs", "many"]],
  ["scripts/fuzz", ["--lane", "none"]],
  ["scripts/mutants", ["--seed", "-1"]],
  ["scripts/release", ["1"]],
];

test.each(uses)("%s %j is one line and exit status 2", (script, args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`dist/${script}.js`, ...args], {
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
});
