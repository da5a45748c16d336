import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadEnvironments } from "../../config/load";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { synthesise } from "../../stacks/synth";
import { newFolder } from "../new-folder";

const run = terraformAvailable() ? describe : describe.skip;
const place = { accountId: "123456789012", region: "global" };

run("the shipped example, by the real Terraform", () => {
  const { environments } = loadEnvironments(resolve("environments/dev.yaml").split("\n"));
  let terraform: OfflineTerraform;
  let stack: string;

  const ok = async (...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await terraform.run(stack, args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  };

  beforeAll(async () => {
    terraform = await startOffline();
    const outdir = join(newFolder(), "cdktf.out");
    const [base] = synthesise(environments, outdir);
    stack = dirname(base?.file ?? "");
  });
  afterAll(() => terraform.stop());

  // The steps depend on one another: each is a test, so that the first that fails says where.
  test("init and validate", async () => {
    await ok("init");
    expect(await ok("validate")).toMatch(/configuration is valid/);
  });

  test("the first plan creates everything, and shows every policy", async () => {
    await ok("plan", "-out=plan.bin");
    const plan = JSON.parse(await ok("show", "-json", "plan.bin")) as {
      resource_changes: { address: string; change: { actions: string[]; after_unknown: Record<string, unknown> } }[];
    };
    expect(plan.resource_changes).toHaveLength(15);
    for (const { change } of plan.resource_changes) {
      expect(change.actions).toEqual(["create"]);
      expect(change.after_unknown).not.toHaveProperty("policy");
      expect(change.after_unknown).not.toHaveProperty("assume_role_policy");
    }
  });

  test("apply makes exactly the roles, policies and attachments of the page", async () => {
    await ok("apply", "-auto-approve", "plan.bin");
    const names = (type: string) =>
      terraform.cloud
        .list(place, type)
        .map(([key]) => key)
        .sort();
    expect(names("aws_iam_role")).toEqual(["AmazonSageMaker-ExecutionRole-Admin", "customer_sagemaker_admin_role"]);
    const policy = (name: string) => `arn:aws:iam::123456789012:policy/${name}`;
    expect(names("aws_iam_policy")).toEqual(
      [
        "AmazonSageMaker-ExecutionPolicy-Admin",
        "AmazonSageMaker-ExecutionPolicy-Admin_2",
        "customer_sagemaker_admin_policy",
        "customer_sagemaker_admin_policy_2",
        "customer_sagemaker_admin_policy_3",
        "customer_sagemaker_deny_policy",
      ].map(policy),
    );
    expect(names("aws_iam_role_policy_attachment")).toEqual(
      [
        ["AmazonSageMaker-ExecutionRole-Admin", "AmazonSageMaker-ExecutionPolicy-Admin"],
        ["AmazonSageMaker-ExecutionRole-Admin", "AmazonSageMaker-ExecutionPolicy-Admin_2"],
        ["AmazonSageMaker-ExecutionRole-Admin", "customer_sagemaker_deny_policy"],
        ["customer_sagemaker_admin_role", "customer_sagemaker_admin_policy"],
        ["customer_sagemaker_admin_role", "customer_sagemaker_admin_policy_2"],
        ["customer_sagemaker_admin_role", "customer_sagemaker_admin_policy_3"],
        ["customer_sagemaker_admin_role", "customer_sagemaker_deny_policy"],
      ].map(([role = "", name = ""]) => `${role}/${policy(name)}`),
    );
    expect(JSON.parse(await ok("output", "-json"))).toMatchObject({
      admin_role_arn: { value: "arn:aws:iam::123456789012:role/customer_sagemaker_admin_role" },
      execution_role_arn: { value: "arn:aws:iam::123456789012:role/AmazonSageMaker-ExecutionRole-Admin" },
      admin_role_saml_pairs: {
        value: [
          "arn:aws:iam::123456789012:saml-provider/customer-saml,arn:aws:iam::123456789012:role/customer_sagemaker_admin_role",
        ],
      },
    });
  });

  test("a second plan changes nothing", async () => {
    await ok("plan", "-detailed-exitcode");
  });

  test("an existing role is imported without a change", async () => {
    await ok("state", "rm", "aws_iam_role.admin");
    writeFileSync(
      join(stack, "import.tf"),
      'import {\n  to = aws_iam_role.admin\n  id = "customer_sagemaker_admin_role"\n}\n',
    );
    expect(await ok("plan")).toMatch(/1 to import, 0 to add, 0 to change, 0 to destroy/);
    await ok("apply", "-auto-approve");
    await ok("plan", "-detailed-exitcode");
  });

  test("destroy leaves nothing", async () => {
    await ok("destroy", "-auto-approve");
    expect(terraform.cloud.snapshot()).toEqual({});
  });
});
