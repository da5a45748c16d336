import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { loadEnvironments } from "../../config/load";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { synthesise } from "../../stacks/synth";
import { newFolder } from "../new-folder";
import { Workspace } from "../offline/workspace";

const run = terraformAvailable() ? describe : describe.skip;
const fixture = (name: string): string => join(__dirname, "fixtures/upgrade", name);

/** Everything that the upgrade does: nothing is replaced, and nothing destroyed. */
const CHANGES = {
  "prod-base": {
    "aws_iam_policy.admin": "update",
    "aws_iam_policy.admin_2": "update",
    "aws_iam_policy.admin_3": "update",
    "aws_iam_policy.deny": "update",
    "aws_iam_policy.execution": "update",
    "aws_iam_policy.execution_2": "create",
    "aws_iam_role_policy_attachment.execution_policy_execution_2": "create",
  },
  "prod-storage": { "aws_kms_key.key": "update" },
  "prod-network": { "aws_vpc_endpoint.s3": "update" },
  "prod-scaling": {
    "aws_appautoscaling_policy.component_churn-explainer_from_zero": "create",
    "aws_cloudwatch_metric_alarm.component_churn-explainer_from_zero": "create",
  },
  "prod-elevation": { "aws_iam_policy.ticket_CHG0012345": "update" },
  "prod-workforce": { "aws_iam_policy.workforce": "update", "aws_iam_policy.workforce_deny": "update" },
} as const satisfies Record<string, Record<string, "create" | "update">>;

/**
 * Every part as its stacks were synthesised before the contract was read sentence by sentence (commit f0cc3af), applied by
 * the real Terraform, and then planned and applied as they are synthesised today.
 */
run("stacks that were deployed before the contract changed", () => {
  let terraform: OfflineTerraform;
  const stacks = new Map<string, Workspace>();
  const stack = (id: string): Workspace => {
    const found = stacks.get(id);
    if (!found) throw new Error(`before.json.gz holds no stack ${id}`);
    return found;
  };

  beforeAll(async () => {
    terraform = await startOffline();
    const before = JSON.parse(gunzipSync(readFileSync(fixture("before.json.gz"))).toString("utf8")) as object;
    for (const [id, deployed] of Object.entries(before)) {
      const folder = join(newFolder(), id);
      mkdirSync(folder);
      const workspace = new Workspace(terraform, folder);
      stacks.set(id, workspace);
      workspace.write("cdk.tf.json", JSON.stringify(deployed));
      await workspace.run("init");
      await workspace.run("apply", "-auto-approve");
    }
    const { environments } = loadEnvironments([fixture("prod.yaml")]);
    for (const { id, file } of synthesise(environments, join(newFolder(), "cdktf.out"))) {
      stack(id).write("cdk.tf.json", readFileSync(file, "utf8"));
      await stack(id).run("init");
    }
  });
  afterAll(() => terraform.stop());

  test("are these", () => {
    expect([...stacks.keys()]).toEqual(Object.keys(CHANGES));
  });

  test.each(Object.entries(CHANGES))("%s is updated in place", async (id, changes) => {
    expect(await stack(id).changes()).toEqual(changes);
  });

  test.each(Object.keys(CHANGES))("%s has nothing left to change once it is upgraded", async (id) => {
    await stack(id).run("apply", "-auto-approve");
    expect(await stack(id).changes()).toEqual({});
  });
});
