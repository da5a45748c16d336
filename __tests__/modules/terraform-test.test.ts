import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OfflineTerraform, startOffline, terraformAvailable } from "../../offline/terraform";
import { terraformModules } from "../../scripts/modules";

const run = terraformAvailable() ? describe : describe.skip;

run("terraform test and terraform fmt", () => {
  let terraform: OfflineTerraform;

  beforeAll(async () => {
    terraform = await startOffline();
  });
  afterAll(() => terraform.stop());

  test.each(Object.entries(terraformModules()))(
    "modules/%s passes its own tests, with the provider mocked",
    async (name, { refuses }) => {
      const folder = mkdtempSync(join(tmpdir(), "test-"));
      cpSync(join("modules", name), folder, { recursive: true });
      await terraform.run(folder, ["init"]);
      const { stdout, stderr, status } = await terraform.run(folder, ["test", "-no-color"]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toContain(`Success! ${refuses.length + 1} passed, 0 failed.`);
    },
    30_000,
  );

  test.each(["modules", "examples", "__tests__"])("%s is laid out by terraform fmt", async (folder) => {
    const { stdout, status } = await terraform.run(folder, ["fmt", "-check", "-recursive"]);
    expect({ stdout, status }).toEqual({ stdout: "", status: 0 });
  });
});
