import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type OfflineTerraform, startOffline, terraformAvailable } from "../../offline/terraform";
import { diagnosticsOf, writeCalls } from "./calls";
import { newFolder } from "../new-folder";

const DENY = "arn:aws:iam::123456789012:policy/customer_sagemaker_deny_policy";

const run = terraformAvailable() ? describe : describe.skip;

/** A folder outside the repository that calls the modules by path. */
function callerOf(fixture: string): string {
  const folder = newFolder();
  cpSync(join(__dirname, "fixtures", fixture), folder, { recursive: true });
  symlinkSync(resolve("modules"), join(folder, "modules"));
  return folder;
}

run("callers of the modules, by the real Terraform", () => {
  let terraform: OfflineTerraform;

  const ok = async (folder: string, ...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await terraform.run(folder, args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  };

  beforeAll(async () => {
    terraform = await startOffline();
  });
  afterAll(() => terraform.stop());

  test("for_each, count, another provider, and ids that no plan knows yet", async () => {
    const folder = callerOf("for-each");
    await ok(folder, "init");
    expect(await ok(folder, "validate", "-no-color")).toMatch(/configuration is valid/);
    await ok(folder, "apply", "-auto-approve");
    await ok(folder, "plan", "-detailed-exitcode");
    const frankfurt = { accountId: "123456789012", region: "eu-central-1" };
    expect(terraform.cloud.list(frankfurt, "aws_s3_bucket").map(([key]) => key)).toEqual([
      "sagemaker-eu-central-1-123456789012",
    ]);
    await ok(folder, "destroy", "-auto-approve");
    expect(terraform.cloud.snapshot()).toEqual({});
  });

  test("a policy that its inputs make too long is refused in the plan", async () => {
    const names = Array.from({ length: 90 }, (_, index) => `sagemaker-${index}-${"x".repeat(45)}`);
    const folder = writeCalls({
      execution: { module: "execution-role", inputs: { deny_policy_arn: DENY, buckets: { names } } },
    });
    await ok(folder, "init");
    const { status, stdout } = await terraform.run(folder, ["plan", "-json"]);
    expect(status).toBe(1);
    expect(diagnosticsOf(stdout).map(({ detail }) => detail)).toEqual([
      expect.stringMatching(
        /^AmazonSageMaker-ExecutionPolicy-Admin has \d+ characters, 5529 are allowed: shorten the names and lists that are set for it\.$/,
      ),
    ]);
  });

  test("depends_on: what changes before a module replaces nothing in it", async () => {
    const folder = callerOf("depends-on");
    await ok(folder, "init");
    await ok(folder, "apply", "-auto-approve");
    await ok(folder, "plan", "-detailed-exitcode");
    await ok(folder, "plan", "-var=display_name=second", "-out=plan.bin");
    const plan = JSON.parse(await ok(folder, "show", "-json", "plan.bin")) as {
      resource_changes: { address: string; mode: string; change: { actions: string[] } }[];
    };
    const changes = plan.resource_changes
      .filter(({ mode, change }) => mode === "managed" && change.actions.join() !== "no-op")
      .map(({ address, change }) => `${change.actions.join()} ${address}`);
    expect(changes).toEqual([
      "update aws_sns_topic.first",
      "update module.admin_role.aws_iam_policy.admin",
      "update module.admin_role.aws_iam_policy.admin_2",
      "update module.admin_role.aws_iam_policy.admin_3[0]",
      "update module.admin_role.aws_iam_policy.deny",
      "update module.admin_role.aws_iam_role.admin",
    ]);
    await ok(folder, "destroy", "-auto-approve");
  });

  test("an address changes with a moved block, and nothing is replaced", async () => {
    const folder = newFolder();
    const module = join(folder, "bucket");
    cpSync("modules/bucket", module, { recursive: true });
    writeFileSync(
      join(folder, "main.tf"),
      'provider "aws" {\n  region = "eu-west-1"\n}\n\nmodule "bucket" {\n  source = "./bucket"\n}\n',
    );
    // The module as it might have been before: the same resources under another name.
    const now = readFileSync(join(module, "main.tf"), "utf8");
    const types = [...now.matchAll(/^resource "(aws_s3_\w+)" "bucket"/gm)].map(([, type = ""]) => type);
    for (const file of ["main.tf", "outputs.tf"]) {
      const text = readFileSync(join(module, file), "utf8");
      writeFileSync(join(module, file), text.replace(/(aws_s3_\w+)(\.|" ")bucket\b/g, "$1$2old"));
    }
    await ok(folder, "init");
    await ok(folder, "apply", "-auto-approve");

    for (const file of ["main.tf", "outputs.tf"]) cpSync(join("modules/bucket", file), join(module, file));
    const moved = types.map((type) => `moved {\n  from = ${type}.old\n  to   = ${type}.bucket\n}\n`);
    writeFileSync(join(module, "moved.tf"), moved.join("\n"));
    expect(await ok(folder, "plan", "-no-color")).toContain("Plan: 0 to add, 0 to change, 0 to destroy.");
    await ok(folder, "apply", "-auto-approve");
    await ok(folder, "plan", "-detailed-exitcode");
    await ok(folder, "destroy", "-auto-approve");
  });
});
