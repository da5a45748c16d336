import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { seedOf } from "../../offline/seed";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { synthesise } from "../../stacks/synth";
import { ssps } from "../cli/run";
import { newFolder } from "../new-folder";
import { Workspace } from "../offline/workspace";
import { ACCOUNT, ADMIN, BOUNDARY, DENY, DETAILS, EXECUTION, policyArn, TOLD, UNTOLD, written } from "./ams-account";

const run = terraformAvailable() ? describe : describe.skip;

const FILE = `# the account that AMS left
account: "${ACCOUNT}"
region: eu-west-1
base: managed
ams: ended # on 2026-10-01
tags: { owner: ml-platform } # wanted in the place of AMS's Owner
federation:
  saml:
    provider_arns: ["arn:aws:iam::${ACCOUNT}:saml-provider/customer-saml"]
`;

/** A folder with one environment file. */
function folderOf(text: string): string {
  const folder = newFolder();
  mkdirSync(join(folder, "environments"));
  writeFileSync(join(folder, "environments/prod.yaml"), text);
  return folder;
}

const place = { accountId: ACCOUNT, region: "global" };

run.each([
  ["with account details alone", false],
  ["with all that the other calls tell", true],
])("an account in the shape that AMS leaves, %s, by the real Terraform", (_, told) => {
  let terraform: OfflineTerraform;
  let workspace: Workspace;
  let file: string;
  const before = process.cwd();

  /** The base stack of the environment as its file is now, in the same folder, so that the state stays. */
  const synth = (): string => {
    const { environments, problems } = loadEnvironments("environments");
    expect(problems).toEqual([]);
    return dirname(synthesise(environments, "cdktf.out")[0]?.file ?? "");
  };

  beforeAll(async () => {
    process.chdir(folderOf(FILE));
    file = join(process.cwd(), "environments/prod.yaml");
    terraform = await startOffline({ seed: seedOf(DETAILS, UNTOLD) });
    const from = written({ "account-details.json": DETAILS, ...(told && TOLD) });
    expect(await ssps("import", "--from", ...from)).toMatchObject({ status: 0, err: "" });
    workspace = new Workspace(terraform, join(process.cwd(), synth()));
    await workspace.run("init");
  });
  afterAll(async () => {
    process.chdir(before);
    await terraform.stop();
  });

  const role = (name: string) => terraform.cloud.get(place, "aws_iam_role", name);
  const attached = (name: string): string[] =>
    terraform.cloud
      .list(place, "aws_iam_role_policy_attachment")
      .filter(([key]) => key.startsWith(`${name}/`))
      .map(([key]) => key.slice(name.length + 1))
      .sort();

  test("the file keeps its comments, and names what is imported", () => {
    const text = readFileSync(file, "utf8");
    expect(text.startsWith(FILE)).toBe(true);
    expect(text).toContain(`aws_iam_role.admin: ${ADMIN}\n`);
  });

  test("the first plan only imports and updates in place what exists, and creates what does not", async () => {
    const { resource_changes: changes = [] } = await workspace.plan();
    const done = changes.map(({ address, change }) => [
      address,
      change.actions.join(),
      change.importing === undefined ? "" : "import",
    ]);
    expect(done.filter(([, , imported]) => imported)).toEqual([
      ["aws_iam_policy.admin", "update", "import"],
      ["aws_iam_role.admin", "update", "import"],
      ["aws_iam_role.execution", "update", "import"],
      ["aws_iam_role_policy_attachment.admin_extra_customer_deny_policy", "no-op", "import"],
      ["aws_iam_role_policy_attachment.admin_policy_admin", "no-op", "import"],
      ["aws_iam_role_policy_attachment.execution_extra_customer_deny_policy", "no-op", "import"],
    ]);
    expect(done.filter(([, action]) => action !== "create" && action !== "update" && action !== "no-op")).toEqual([]);
    expect(done.filter(([, action]) => action === "create")).toHaveLength(11);
    const admin = changes.find(({ address }) => address === "aws_iam_role.admin")?.change;
    expect(admin?.after).toMatchObject({
      permissions_boundary: BOUNDARY,
      path: "/",
      description: "Created by AMS",
      max_session_duration: 14_400,
      tags_all: { "AMS:Managed": "true", owner: "ml-platform" },
    });
    const policy = changes.find(({ address }) => address === "aws_iam_policy.admin")?.change;
    expect(policy?.after).toMatchObject({
      description: "SageMaker for ${aws:username}",
      tags_all: { "AMS:Managed": "true", ...(told && { owner: "ml-platform" }) },
    });
  });

  test("applied, nothing is lost: boundary, session, others' policies, inline policies", async () => {
    await workspace.run("apply", "-auto-approve");
    expect(role(ADMIN)).toMatchObject({
      permissions_boundary: BOUNDARY,
      description: "Created by AMS",
      max_session_duration: 14_400,
    });
    expect(role(EXECUTION)).toMatchObject({ max_session_duration: 3600 });
    expect(attached(ADMIN)).toEqual(expect.arrayContaining([DENY, policyArn("customer_sagemaker_admin_policy")]));
    expect(attached(EXECUTION)).toContain("arn:aws:iam::aws:policy/AmazonSageMakerFullAccess");
    expect(terraform.cloud.list(place, "aws_iam_role_policy").map(([key]) => key)).toEqual([`${ADMIN}:extra_reads`]);
  });

  test("the second plan is clean, and so is that without the import blocks", async () => {
    await workspace.run("plan", "-detailed-exitcode");
    expect(await ssps("import", "--done")).toMatchObject({ status: 0, err: "" });
    expect(readFileSync(file, "utf8")).not.toContain("import:");
    expect(readFileSync(join(synth(), "cdk.tf.json"), "utf8")).not.toContain('"import"');
    await workspace.run("plan", "-detailed-exitcode");
  });

  test("an import once more finds everything, and changes nothing", async () => {
    const from = written({ "account-details.json": DETAILS, ...(told && TOLD) });
    expect(await ssps("import", "--from", ...from)).toMatchObject({ status: 0 });
    synth();
    await workspace.run("plan", "-detailed-exitcode");
  });
});

run("without adoption", () => {
  test("the same account refuses", async () => {
    const terraform = await startOffline({ seed: seedOf(DETAILS, UNTOLD) });
    const folder = folderOf(FILE);
    const { environments } = loadEnvironments(join(folder, "environments"));
    const stack = dirname(synthesise(environments, join(folder, "cdktf.out"))[0]?.file ?? "");
    const workspace = new Workspace(terraform, stack);
    await workspace.run("init");
    expect(await workspace.fail("apply", "-auto-approve")).toContain("EntityAlreadyExists");
    await terraform.stop();
  });
});
