import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadEnvironments, type NamedEnvironment } from "../../config/load";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { synthesise } from "../../stacks/synth";
import { cdktfProject } from "./cdktf-cli";
import { newFolder } from "../new-folder";

const run = terraformAvailable() ? describe : describe.skip;

/** Stacks in the order in which they are deployed, and how many resources each makes. */
const STACKS = [
  ["prod-base", 15],
  ["prod-storage", 10],
  ["prod-network", 26],
  ["prod-logs", 4],
  ["prod-scaling", 10],
  ["prod-elevation", 4],
  ["prod-workforce", 5],
] as const;

/** The shipped example with every part; what it protects is let go, so that it can be destroyed. */
function unprotected(): NamedEnvironment[] {
  const { environments } = loadEnvironments([resolve("environments/prod.yaml")]);
  return environments.map((named) => {
    const { storage, network, logs } = named.environment;
    for (const part of [storage?.bucket, storage?.key, network?.file_system, logs]) if (part) part.protect = false;
    return named;
  });
}

run("the shipped example with every part, by the real Terraform", () => {
  let terraform: OfflineTerraform;
  let folders: Readonly<Record<string, string>>;

  const ok = async (stack: string, ...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await terraform.run(folders[stack] ?? "", args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  };

  beforeAll(async () => {
    terraform = await startOffline();
    const outdir = join(newFolder(), "cdktf.out");
    folders = Object.fromEntries(synthesise(unprotected(), outdir).map(({ id, file }) => [id, dirname(file)]));
  });
  afterAll(() => terraform.stop());

  test("has these stacks, and all but the first wait for the roles", () => {
    expect(Object.keys(folders)).toEqual(STACKS.map(([stack]) => stack));
    const manifest = JSON.parse(readFileSync(join(folders["prod-base"] ?? "", "../../manifest.json"), "utf8")) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    for (const [stack] of STACKS.slice(1)) expect(manifest.stacks[stack]?.dependencies).toContain("prod-base");
  });

  test.each(STACKS)("%s: the plan makes %d resources and shows every policy, and is applied", async (stack, count) => {
    await ok(stack, "init");
    await ok(stack, "plan", "-out=plan.bin");
    const plan = JSON.parse(await ok(stack, "show", "-json", "plan.bin")) as {
      resource_changes: { address: string; change: { actions: string[]; after_unknown: Record<string, unknown> } }[];
    };
    const managed = plan.resource_changes.filter(({ address }) => !address.startsWith("data."));
    expect(managed).toHaveLength(count);
    for (const { address, change } of managed) {
      expect(change.actions).toEqual(["create"]);
      // The bucket reads its policy back, which is another resource's.
      if (address !== "aws_s3_bucket.bucket") expect(change.after_unknown).not.toHaveProperty("policy");
    }
    await ok(stack, "apply", "-auto-approve", "plan.bin");
  });

  test.each(STACKS)("%s: a second plan changes nothing", async (stack) => {
    await ok(stack, "plan", "-detailed-exitcode");
  });

  test("the admin role carries its own policies, the elevation and both clean-up rights", () => {
    const attached = terraform.cloud
      .list({ accountId: "210987654321", region: "global" }, "aws_iam_role_policy_attachment")
      .map(([key]) => key)
      .filter((key) => key.startsWith("customer_sagemaker_admin_role/"))
      .map((key) => key.split(":policy/")[1]);
    expect(attached.sort()).toEqual([
      "customer_sagemaker_admin_policy",
      "customer_sagemaker_admin_policy_2",
      "customer_sagemaker_admin_policy_3",
      "customer_sagemaker_autoscaling_policy_CHG0012345",
      "customer_sagemaker_deny_policy",
      "customer_sagemaker_elevation_clean_up_policy_eu-central-1",
      "customer_sagemaker_scaling_clean_up_policy_eu-central-1",
    ]);
  });

  test.each([...STACKS].reverse())("%s: destroy leaves nothing of it", async (stack) => {
    await ok(stack, "destroy", "-auto-approve");
  });

  test("nothing is left", () => {
    expect(terraform.cloud.snapshot()).toEqual({});
  });
});

run("the shipped example with every part, by the CDKTF command line", () => {
  test("is deployed in one go", async () => {
    const terraform = await startOffline();
    const { status, output } = await cdktfProject(terraform)("deploy", "prod-*", "--auto-approve");
    await terraform.stop();
    expect({ status, output }).toEqual({ status: 0, output: expect.any(String) as string });
    const places = Object.values(terraform.cloud.snapshot()["210987654321"] ?? {});
    const resources = places.flatMap((types) => Object.values(types)).flatMap((named) => Object.keys(named));
    expect(resources).toHaveLength(STACKS.reduce((sum, [, count]) => sum + count, 0));
  });
});
