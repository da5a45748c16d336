import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { environmentText } from "../config/environment";
import { newFolder } from "../new-folder";

const POLICY = (...actions: string[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });

const folder = newFolder();
mkdirSync(join(folder, "environments"));
writeFileSync(join(folder, "environments/dev.yaml"), environmentText({}));
writeFileSync(join(folder, "before.json"), POLICY("s3:GetObject"));
writeFileSync(join(folder, "after.json"), POLICY("s3:GetObject", "s3:DeleteObject"));
const [allowed, denied] = ["s3:ListAllMyBuckets", "s3:DeleteBucket"].map(
  (action) => `${JSON.stringify({ action, resource: "*" })}\n`,
);
writeFileSync(join(folder, "requests.jsonl"), `${allowed ?? ""}${(allowed ?? "").repeat(5000)}${denied ?? ""}`);

/** Runs a line of Bash in the folder; `ssps` and `synth` are the programs. */
function bash(line: string): { status: number | null; stdout: string; stderr: string } {
  const programs = `ssps() { ${process.execPath} ${resolve("dist/cli/ssps.js")} "$@"; }
synth() { ${process.execPath} ${resolve("dist/app.js")}; }`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", `${programs}\n${line}`], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const REVIEW = "ssps review --before before.json --after after.json --fail-on widened";

/** Every verb that prints, with its exit status where its output is read. */
const VERBS: readonly (readonly [string, number])[] = [
  ["synth", 0],
  ["ssps --help", 0],
  ["ssps check", 0],
  ["ssps check --json", 0],
  ["ssps can s3:ListAllMyBuckets '*'", 0],
  ["ssps can s3:DeleteBucket '*'", 1],
  ["ssps can --requests requests.jsonl", 1],
  ["ssps name bucket acme", 1],
  ["ssps key before.json", 1],
  ["ssps elevate --list", 0],
  ["ssps rfc autoscaling --help", 0],
  [REVIEW, 1],
  [`${REVIEW} --format html`, 1],
];

describe.each(VERBS)("%s", (verb, status) => {
  test("on a full disk is one line and status 2", () => {
    const { status: found, stderr } = bash(`${verb} > /dev/full`);
    expect(stderr.split("\n").filter((line) => !line.startsWith("warning: "))).toEqual([
      "error: cannot write to standard output: ENOSPC: no space left on device, write",
      "",
    ]);
    expect(found).toBe(2);
  });

  test("keeps its status where the reader leaves early", () => {
    const { status: found, stderr } = bash(`${verb} | true; exit "\${PIPESTATUS[0]}"`);
    expect(stderr.split("\n").filter((line) => !line.startsWith("warning: "))).toEqual([""]);
    expect(found).toBe(status);
  });

  test("keeps its status where nothing can be said on standard error", () => {
    expect(bash(`${verb} > /dev/null 2> /dev/full`).status).toBe(status);
  });
});

test("a reader that leaves after the first of many answers does not hide the last", () => {
  const { status, stdout } = bash('ssps can --requests requests.jsonl | head -n 1; exit "${PIPESTATUS[0]}"');
  expect(stdout.split("\n")).toHaveLength(2);
  expect(status).toBe(1);
});

describe("--out", () => {
  test.each([
    ["a device", "/dev/null", 1, ""],
    ["standard output", "/dev/stdout", 1, "<!-- ssps review -->"],
    ["what the shell makes of a command", ">(cat > copied; echo read >> copied)", 1, ""],
    ["a full device", "/dev/full", 2, ""],
    ["a folder", "environments", 2, ""],
  ])("to %s writes into it or refuses", (_name, out, status, printed) => {
    const listed = (): string[] => readdirSync(folder).filter((name) => name !== "copied");
    const before = listed();
    const run = bash(`${REVIEW} --out ${out} | cat; exit "\${PIPESTATUS[0]}"`);
    expect(run.status).toBe(status);
    expect(run.stdout).toContain(printed);
    expect(run.stderr.split("\n").length).toBeLessThanOrEqual(2);
    expect(listed()).toEqual(before);
  });

  test("to standard output that is a file is followed by what is printed", () => {
    expect(bash(`${REVIEW} --out /dev/stdout > redirected`).status).toBe(1);
    expect(readFileSync(join(folder, "redirected"), "utf8")).toMatch(
      /^<!-- ssps review -->[^]*\nwidened: 1 widened\n$/,
    );
  });
});

test("no verb ends in a stack trace where something is thrown that nobody foresaw", () => {
  // A folder that is not there any more: `process.cwd()` throws in whoever asks.
  for (const verb of [
    "synth",
    "ssps check",
    "ssps elevate --list",
    "ssps init",
    "ssps review x.json",
    "ssps key x.json",
  ]) {
    const { status, stderr } = bash(`mkdir -p lost && cd lost && rmdir ../lost && ${verb}`);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).not.toBe(0);
  }
});
