import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { copyFixture, Workspace } from "./workspace";

const describeTerraform = terraformAvailable() ? describe : describe.skip;

const ACCOUNT = "123456789012";
const GLOBAL = { accountId: ACCOUNT, region: "global" };
const ROLE = `arn:aws:iam::${ACCOUNT}:role/customer_role`;
const POLICY = `arn:aws:iam::${ACCOUNT}:policy/customer_policy`;

const provider = (rest = ""): string =>
  `terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\nprovider "aws" {\n  region = "eu-west-1"\n${rest}}\n`;

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "sagemaker.amazonaws.com" } }],
});

describeTerraform("the real Terraform", () => {
  let terraform: OfflineTerraform;

  beforeAll(async () => {
    terraform = await startOffline();
  });

  afterAll(() => terraform.stop());

  /** A folder that is initialised, with the fixture `iam` or with one file of the given text. */
  async function workspace(text?: string): Promise<Workspace> {
    const folder = copyFixture("iam");
    const made = new Workspace(terraform, folder);
    if (text !== undefined) made.write("main.tf", text);
    await made.run("init");
    return made;
  }

  describe("with a role, a policy, an attachment and a bucket", () => {
    let work: Workspace;

    beforeAll(async () => {
      work = await workspace();
    });

    test("validates", async () => {
      const { stdout } = await work.run("validate", "-json");
      expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    });

    test("plans what is configured and defaulted, and leaves the rest for apply", async () => {
      const { resource_changes: changes = [] } = await work.plan();
      const change = (address: string) => changes.find((each) => each.address === address)?.change;
      expect(change("aws_iam_role.this")).toMatchObject({
        actions: ["create"],
        before: null,
        after: {
          name: "customer_role",
          path: "/",
          max_session_duration: 3600,
          force_detach_policies: false,
          description: null,
          tags: null,
          tags_all: { owner: "ml-platform" },
        },
        after_unknown: { arn: true, id: true, unique_id: true, managed_policy_arns: true, inline_policy: true },
      });
      expect(change("aws_iam_role_policy_attachment.this")?.after).toEqual({
        policy_arn: POLICY,
        role: "customer_role",
      });
      expect(change("aws_s3_bucket.this")).toMatchObject({
        after: {
          bucket: "sagemaker-fixture",
          region: "eu-west-1",
          tags_all: { owner: "ml-platform", purpose: "test" },
        },
        after_unknown: { arn: true, versioning: true, server_side_encryption_configuration: true },
      });
      expect(change("aws_iam_policy.this")?.after?.policy).toBe(
        '{"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Resource":"arn:aws:s3:::sagemaker-*/${aws:username}/*"}],"Version":"2012-10-17"}',
      );
    });

    test("applies", async () => {
      await work.run("apply", "-auto-approve");
      expect((await work.run("output", "-raw", "role_arn")).stdout).toBe(ROLE);
      expect(terraform.cloud.list(GLOBAL, "aws_iam_role_policy_attachment").map(([key]) => key)).toEqual([
        `customer_role/${POLICY}`,
      ]);
    });

    test("plans nothing more", async () => {
      await work.run("plan", "-detailed-exitcode");
    });

    test("another description replaces the policy", async () => {
      expect(await work.changes("-var=description=second")).toEqual({ "aws_iam_policy.this": "delete,create" });
    });

    test("an edit in the account is drift, which apply mends", async () => {
      const held = terraform.cloud.get(GLOBAL, "aws_iam_role", "customer_role") ?? {};
      terraform.cloud.put(GLOBAL, "aws_iam_role", "customer_role", { ...held, max_session_duration: 7200 });
      terraform.cloud.remove(GLOBAL, "aws_iam_role_policy_attachment", `customer_role/${POLICY}`);
      expect(await work.changes()).toEqual({
        "aws_iam_role.this": "update",
        "aws_iam_role_policy_attachment.this": "create",
      });
      await work.run("apply", "plan");
      await work.run("plan", "-detailed-exitcode");
    });

    test("the same policy in another spelling is no drift", async () => {
      const held = terraform.cloud.get(GLOBAL, "aws_iam_role", "customer_role") ?? {};
      const spaced = JSON.stringify(JSON.parse(held.assume_role_policy as string), null, 4);
      terraform.cloud.put(GLOBAL, "aws_iam_role", "customer_role", { ...held, assume_role_policy: spaced });
      expect(await work.changes()).toEqual({});
    });

    test("imports what another state has lost", async () => {
      await work.run("state", "rm", "aws_iam_role.this", "aws_iam_role_policy_attachment.this");
      await work.run("import", "aws_iam_role.this", "customer_role");
      await work.run("import", "aws_iam_role_policy_attachment.this", `customer_role/${POLICY}`);
      expect(await work.changes()).toEqual({});
      expect(await work.fail("import", "aws_iam_policy.other", "arn:aws:iam::1:policy/none")).toContain(
        "does not exist",
      );
    });

    test("locks the provider without the registry, as cdktf does before it deploys", async () => {
      await work.run("providers", "lock");
    });

    test("destroys", async () => {
      await work.run("destroy", "-auto-approve");
      expect(terraform.cloud.snapshot()).toEqual({});
    });
  });

  describe("adopts a role that was made by hand", () => {
    beforeAll(() => {
      terraform.cloud.put(GLOBAL, "aws_iam_role", "customer_role", {
        assume_role_policy: trust,
        description: "made by hand",
        max_session_duration: 14_400,
        tags: { ams: "yes" },
      });
    });

    afterAll(() => {
      terraform.cloud.remove(GLOBAL, "aws_iam_role", "customer_role");
    });

    test.each([
      ["as it is", 'description = "made by hand"\n  max_session_duration = 14400\n  tags = { ams = "yes" }', {}],
      ["with an update in place", "description = null", { "aws_iam_role.this": "update" }],
      ["with a replacement, where the path differs", 'path = "/x/"', { "aws_iam_role.this": "delete,create" }],
    ])("%s", async (_, body, expected) => {
      const work = await workspace(
        `${provider()}import {\n  to = aws_iam_role.this\n  id = "customer_role"\n}\n` +
          `resource "aws_iam_role" "this" {\n  name = "customer_role"\n  assume_role_policy = ${JSON.stringify(trust)}\n  ${body}\n}\n`,
      );
      expect(await work.changes()).toEqual(expected);
    });
  });

  describe("shows an error", () => {
    const role = `resource "aws_iam_role" "this" {\n  name = "r"\n  assume_role_policy = ${JSON.stringify(trust)}\n}\n`;

    test.each([
      [
        "where the account is not allowed",
        "plan",
        provider('  allowed_account_ids = ["111122223333"]\n') + role,
        "Error: AWS account ID not allowed: 123456789012",
      ],
      [
        "where a policy is no JSON, before any plan",
        "validate",
        `${provider()}resource "aws_iam_policy" "this" {\n  policy = "x"\n}\n`,
        'with aws_iam_policy.this, on main.tf line 10, in resource "aws_iam_policy" "this": 10: policy = "x"',
      ],
      [
        "where AWS refuses",
        "apply",
        `${provider()}resource "aws_iam_role_policy_attachment" "this" {\n  role = "none"\n  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"\n}\n`,
        "NoSuchEntity: The role with name none cannot be found.",
      ],
      [
        "where a type is not served, and says where to add it",
        "validate",
        `${provider()}resource "aws_instance" "this" {}\n`,
        'does not serve the resource type "aws_instance": it serves aws_appautoscaling_policy,',
      ],
      [
        "where a data source finds nothing",
        "plan",
        `${provider()}data "aws_vpc" "this" {\n  id = "vpc-none"\n}\n`,
        "Error: no matching EC2 VPC found",
      ],
    ])("%s", async (_, command, text, message) => {
      const work = await workspace(text);
      const args = command === "apply" ? ["-auto-approve"] : [];
      expect(await work.fail(command, ...args)).toContain(message);
    });
  });

  test("keeps the provider's configurations apart", async () => {
    const work = await workspace(
      `${provider()}provider "aws" {\n  alias = "cn"\n  region = "cn-north-1"\n` +
        `  default_tags {\n    tags = { a = "b" }\n  }\n  assume_role {\n    role_arn = "arn:aws-cn:iam::999999999999:role/x"\n  }\n}\n` +
        `resource "aws_sns_topic" "here" {\n  name = "t"\n}\nresource "aws_sns_topic" "there" {\n  name = "t"\n  provider = aws.cn\n}\n`,
    );
    await work.run("apply", "-auto-approve");
    expect(terraform.cloud.snapshot()).toMatchObject({
      [ACCOUNT]: { "eu-west-1": { aws_sns_topic: { [`arn:aws:sns:eu-west-1:${ACCOUNT}:t`]: { name: "t" } } } },
      "999999999999": {
        "cn-north-1": {
          aws_sns_topic: { "arn:aws-cn:sns:cn-north-1:999999999999:t": { name: "t", tags: { a: "b" } } },
        },
      },
    });
    await work.run("plan", "-detailed-exitcode");
    await work.run("destroy", "-auto-approve");
  });

  test("tests a module with the provider mocked", async () => {
    const work = await workspace();
    work.write(
      "role.tftest.hcl",
      'mock_provider "aws" {}\nrun "names_the_role" {\n  assert {\n    condition     = aws_iam_role.this.name == "customer_role"\n    error_message = "another name"\n  }\n}\n',
    );
    expect((await work.run("test", "-no-color")).stdout).toContain("1 passed, 0 failed");
  });
});
