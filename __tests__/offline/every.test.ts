import { readFileSync } from "node:fs";
import { join } from "node:path";
import { keyOf } from "../../offline/resource";
import { RESOURCES } from "../../offline/resources";
import { DEFAULT_CALLER } from "../../offline/server";
import { callerSettings } from "../../offline/settings";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import type { ObjectValue } from "../../offline/values";
import { copyFixture, Workspace } from "./workspace";

const describeTerraform = terraformAvailable() ? describe : describe.skip;

interface StateJson {
  readonly values: {
    readonly root_module: {
      readonly resources: readonly { address: string; mode: string; type: string; values: ObjectValue }[];
    };
  };
}

/** One resource of each type that is served, and most data sources, in one configuration. */
describeTerraform("every resource type", () => {
  let terraform: OfflineTerraform;
  let work: Workspace;

  beforeAll(async () => {
    terraform = await startOffline();
    work = new Workspace(terraform, copyFixture("every"));
    await work.run("init");
  });

  afterAll(() => terraform.stop());

  test("is in the fixture", () => {
    const text = readFileSync(join(work.folder, "main.tf"), "utf8");
    const missing = Object.keys(RESOURCES).filter((type) => !text.includes(`resource "${type}"`));
    expect(missing).toEqual([]);
  });

  test("is applied, and then there is nothing more to do", async () => {
    await work.run("apply", "-auto-approve");
    await work.run("plan", "-detailed-exitcode");
  });

  test("is imported as it is, but for what only Terraform knows", async () => {
    const state = JSON.parse((await work.run("show", "-json")).stdout) as StateJson;
    const managed = state.values.root_module.resources.filter(({ mode }) => mode === "managed");
    const imports = managed.map(({ address, type, values }) => {
      const kind = RESOURCES[type];
      if (kind === undefined) throw new Error(type);
      const id = keyOf({ kind }, callerSettings(DEFAULT_CALLER), values);
      return `import {\n  to = ${address}\n  id = ${JSON.stringify(id)}\n}\n`;
    });
    work.write("import.tf", imports.join(""));
    work.remove("terraform.tfstate");
    const { resource_changes: changes = [] } = await work.plan();
    const found = changes.filter(({ change }) => change.importing !== undefined);
    expect(found).toHaveLength(managed.length);
    const differing = found.flatMap(({ address, change: { before, after, after_unknown: unknown } }) =>
      Object.keys({ ...after, ...unknown })
        .filter((name) => unknown[name] === true || JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
        .map((name) => `${address}.${name}`),
    );
    expect(differing).toEqual([
      "aws_kms_grant.g.retire_on_delete",
      "aws_kms_key.k.bypass_policy_lockout_safety_check",
      "aws_kms_key.k.deletion_window_in_days",
      "aws_lambda_function.f.filename",
      "aws_lambda_function.f.publish",
      "aws_lambda_function.f.skip_destroy",
    ]);
  });

  test("is destroyed, and nothing is left", async () => {
    await work.run("apply", "-auto-approve");
    work.remove("import.tf");
    await work.run("destroy", "-auto-approve");
    expect(terraform.cloud.snapshot()).toEqual({});
  });
});
