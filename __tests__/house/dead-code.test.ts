import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newFolder } from "../new-folder";

const root = join(__dirname, "../..");

/** A project of a few files under our configuration, and what knip says of it with the arguments of `deadcode`. */
function knip(files: Readonly<Record<string, string>>, ...args: string[]): { status: number | null; out: string } {
  const folder = newFolder();
  cpSync(join(root, "knip.json"), join(folder, "knip.json"));
  writeFileSync(join(folder, "package.json"), '{"name": "planted"}');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const command = join(root, "node_modules/knip/bin/knip.js");
  const { status, stdout } = spawnSync(process.execPath, [command, "--include", "files,exports", ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, out: stdout };
}

const LIVE = {
  "main.ts": 'import { live } from "./policy/live";\nlive();\n',
  "policy/live.ts": "export function live(): void {}\n",
};
const ONLY_TESTED = {
  ...LIVE,
  "policy/live.ts": `${LIVE["policy/live.ts"]}export function onlyTested(): void {}\n`,
  "__tests__/live.test.ts": 'import { onlyTested } from "../policy/live";\nonlyTested();\n',
};

test("code that the app uses is alive", () => {
  expect(knip(LIVE, "--production")).toEqual({ status: 0, out: "" });
});

test("code that only tests use is found", () => {
  const { status, out } = knip(ONLY_TESTED, "--production");
  expect(status).toBe(1);
  expect(out).toContain("onlyTested");
});

test("a file that nobody imports is found", () => {
  const { status, out } = knip({ ...LIVE, "policy/dead.ts": "export const dead = 1;\n" });
  expect(status).toBe(1);
  expect(out).toContain("policy/dead.ts");
});
