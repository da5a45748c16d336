import { dirname, join } from "node:path";
import { environmentSchema } from "../../config/schema";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { synthesise } from "../../stacks/synth";
import { newFolder } from "../new-folder";

const run = terraformAvailable() ? describe : describe.skip;

const environment = environmentSchema.parse({
  account: "123456789012",
  region: "eu-west-1",
  base: "existing",
  storage: {
    key: {
      administrator_arns: ["arn:aws:iam::123456789012:role/kms"],
      services: ["elasticfilesystem"],
      protect: false,
    },
  },
  network: {
    vpc_id: "vpc-0123456789abcdef0",
    subnet_ids: { "eu-west-1a": "subnet-0123456789abcdef0", "eu-west-1b": "subnet-0123456789abcdef1" },
    route_table_ids: ["rtb-0123456789abcdef0"],
    client_cidrs: ["10.0.0.0/16", "fd00::/8"],
    client_security_group_ids: ["sg-0123456789abcdef0"],
    endpoints: { preset: "private", extra: ["ec2"], adopt: { sts: "vpce-0123456789abcdef0" } },
    file_system: { protect: false },
  },
});

run("the network with a file system of the environment's own key, by the real Terraform", () => {
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
    const stacks = synthesise([{ name: "dev", environment }], outdir);
    folders = Object.fromEntries(stacks.map(({ id, file }) => [id, dirname(file)]));
  });
  afterAll(() => terraform.stop());

  // The steps depend on one another: each is a test, so that the first that fails says where.
  test("the key is there first", async () => {
    await ok("dev-storage", "init");
    await ok("dev-storage", "apply", "-auto-approve");
  });

  test("the first plan creates everything, and shows every policy", async () => {
    await ok("dev-network", "init");
    await ok("dev-network", "validate");
    await ok("dev-network", "plan", "-out=plan.bin");
    const plan = JSON.parse(await ok("dev-network", "show", "-json", "plan.bin")) as {
      resource_changes: { address: string; change: { actions: string[]; after_unknown: Record<string, unknown> } }[];
    };
    expect(plan.resource_changes).toHaveLength(27);
    for (const { change } of plan.resource_changes) {
      expect(change.actions).toEqual(["create"]);
      expect(change.after_unknown).not.toHaveProperty("policy");
    }
  });

  test("apply gives the file system the key", async () => {
    await ok("dev-network", "apply", "-auto-approve", "plan.bin");
    const output = JSON.parse(await ok("dev-storage", "output", "-json")) as { key_arn: { value: string } };
    const place = { accountId: "123456789012", region: "eu-west-1" };
    const [files] = terraform.cloud.list(place, "aws_efs_file_system");
    expect(files?.[1]).toMatchObject({ kms_key_id: output.key_arn.value, encrypted: true });
  });

  test("a second plan changes nothing", async () => {
    await ok("dev-network", "plan", "-detailed-exitcode");
  });

  test("destroy leaves the key alone", async () => {
    await ok("dev-network", "destroy", "-auto-approve");
    await ok("dev-storage", "plan", "-detailed-exitcode");
    await ok("dev-storage", "destroy", "-auto-approve");
  });
});
