import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { newFolder } from "../new-folder";
import { commandBlocks } from "./page";

/** CDK Terrain is no dependency of the project's: `npm --prefix cdktn ci` installs it, as the pipeline does. */
const installed = existsSync("cdktn/node_modules/cdktn");
if (!installed && process.env.CI !== undefined) throw new Error("npm --prefix cdktn ci, which a pipeline must run");
if (!installed) process.stderr.write("skipped: CDK Terrain is not there (npm --prefix cdktn ci)\n");
const run = installed ? describe : describe.skip;

const [beside = "", forGood = ""] = commandBlocks("docs/cdk-terrain.md");

type Json = Record<string, unknown> & { readonly version?: unknown };

/** What a folder of stacks holds, file by file, without what names the library and the provider's version. */
function normalised(outdir: string): Record<string, unknown> {
  const files = readdirSync(outdir, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".json"));
  const drop = (json: Json, ...keys: string[]): void => {
    let at: Record<string, unknown> = json;
    for (const key of keys.slice(0, -1)) at = (at[key] ?? {}) as Record<string, unknown>;
    Reflect.deleteProperty(at, keys.at(-1) ?? "");
  };
  return Object.fromEntries(
    files.sort().map((path) => {
      const json = JSON.parse(readFileSync(join(outdir, path), "utf8")) as Json;
      drop(json, "version");
      drop(json, "//", "metadata", "version");
      drop(json, "terraform", "required_providers", "aws");
      return [path, json];
    }),
  );
}

/** Runs an app on the shipped environments; answers the folder of its output. */
function synthesised(command: string, args: readonly string[], cwd = "."): string {
  const outdir = join(newFolder(), "out");
  execFileSync(command, args, { cwd, env: { ...process.env, CDKTF_OUTDIR: outdir }, stdio: "pipe" });
  return outdir;
}

run("the page on CDK Terrain", () => {
  const onCdktf = normalised(synthesised(process.execPath, [resolve("dist/app.js")]));

  test("what it says to run beside the project is what the pipeline runs", () => {
    const pipeline = readFileSync(".ci/run", "utf8");
    const lines = beside.trim().split("\n");
    expect(lines).toHaveLength(4);
    // The last one is run below.
    expect(lines.filter((line) => !pipeline.includes(` ${line}\n`))).toEqual(["npm --prefix cdktn run synth"]);
  });

  test("the same source synthesises the same JSON", () => {
    const outdir = synthesised("npm", ["--prefix", "cdktn", "run", "synth"]);
    expect(normalised(outdir)).toEqual(onCdktf);
    expect(Object.keys(onCdktf).length).toBeGreaterThan(8);
    const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as Json;
    const { dependencies } = JSON.parse(readFileSync("cdktn/package.json", "utf8")) as {
      dependencies: { cdktn: string };
    };
    expect(manifest.version).toBe(dependencies.cdktn);
  });

  test("after the move for good no name of CDKTF's is left in the app, and the JSON is the same", () => {
    const fork = join(newFolder(), "fork");
    execFileSync("git", ["clone", "--quiet", "--shared", ".", fork]);
    // What the move needs is installed already, in two folders; npm only has to find that it fits together.
    const env = { ...process.env, npm_config_package_lock_only: "true", npm_config_ignore_scripts: "true" };
    const { status, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", forGood], {
      cwd: fork,
      env,
      encoding: "utf8",
    });
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    mkdirSync(join(fork, "node_modules"));
    for (const [folder, names] of [
      ["node_modules", readdirSync("node_modules").filter((name) => !["cdktf", "@cdktf", "constructs"].includes(name))],
      ["cdktn/node_modules", ["cdktn", "@cdktn", "constructs"]],
    ] as const) {
      for (const name of names) symlinkSync(resolve(folder, name), join(fork, "node_modules", name));
    }
    execFileSync(
      "node_modules/.bin/esbuild",
      [join(fork, "main.ts"), "--bundle", "--platform=node", "--outfile=dist/app.js", "--log-level=warning"],
      { cwd: fork, stdio: "pipe" },
    );
    const node = resolve("cdktn/node_modules/.bin/node");
    expect(normalised(synthesised(node, ["dist/app.js"], fork))).toEqual(onCdktf);
  });
});
