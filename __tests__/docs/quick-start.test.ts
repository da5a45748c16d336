import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { newFolder } from "../new-folder";

const run = promisify(execFile);

/** The commands of the README from the clone to a reviewed plan. */
function commands(): string[] {
  const [, block = ""] = /in four commands:\n\n```sh\n([^]*?)```/.exec(readFileSync("README.md", "utf8")) ?? [];
  return block.trim().split("\n");
}

test("there are four, the first of which installs", () => {
  expect(commands()).toHaveLength(4);
  expect(commands()[0]).toBe("npm ci");
});

const withTerraform = terraformAvailable() ? describe : describe.skip;

withTerraform("run as they stand, in a copy with what `npm ci` installs", () => {
  let terraform: OfflineTerraform;
  let folder: string;
  beforeAll(async () => {
    terraform = await startOffline({});
    folder = join(newFolder(), "clone");
    const { stdout } = await run("git", ["ls-files", "-z", "-co", "--exclude-standard"], { maxBuffer: 1 << 26 });
    for (const file of stdout.split("\0")) if (file && existsSync(file)) cpSync(file, join(folder, file));
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
    cpSync("dist", join(folder, "dist"), { recursive: true });
  });
  afterAll(() => terraform.stop());

  test("they end in a review of everything that is new", async () => {
    let printed = "";
    for (const command of commands().slice(1)) {
      const here = command.replaceAll("npx ssps", `node ${join(folder, "dist/cli/ssps.js")}`);
      const options = { cwd: folder, env: terraform.env, maxBuffer: 1 << 26 };
      const { stdout } = await run("bash", ["-e", "-c", here], options).catch((error: unknown) => {
        const { stdout: out = "", stderr = "" } = error as { stdout?: string; stderr?: string };
        throw new Error(`${here}\n${out}\n${stderr}`, { cause: error });
      });
      printed = stdout;
    }
    expect(printed).toContain("customer_sagemaker_admin_role");
    expect(printed).toMatch(/widened/);
  });
});
