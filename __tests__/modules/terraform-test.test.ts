import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type OfflineTerraform, startOffline, terraformAvailable } from "../../offline/terraform";
import { terraformModules } from "../../scripts/modules";
import { newFolder } from "../new-folder";

const run = terraformAvailable() ? describe : describe.skip;

/** The runs that a module's tests declare. */
function runsOf(name: string): number {
  const folder = join("modules", name, "tests");
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), "utf8").match(/^run "/gm)?.length ?? 0)
    .reduce((sum, count) => sum + count, 0);
}

run("terraform test and terraform fmt", () => {
  let terraform: OfflineTerraform;

  beforeAll(async () => {
    terraform = await startOffline();
  });
  afterAll(() => terraform.stop());

  test.each(Object.keys(terraformModules()))(
    "modules/%s passes its own tests, with the provider mocked",
    async (name) => {
      const folder = newFolder();
      cpSync(join("modules", name), folder, { recursive: true });
      await terraform.run(folder, ["init"]);
      const { stdout, stderr, status } = await terraform.run(folder, ["test", "-no-color"]);
      expect({ status, stderr, stdout }).toMatchObject({ status: 0, stderr: "" });
      expect(stdout).toContain(`Success! ${runsOf(name)} passed, 0 failed.`);
    },
  );

  test.each(["modules", "examples", "__tests__"])("%s is laid out by terraform fmt", async (folder) => {
    const { stdout, status } = await terraform.run(folder, ["fmt", "-check", "-recursive"]);
    expect({ stdout, status }).toEqual({ stdout: "", status: 0 });
  });
});
