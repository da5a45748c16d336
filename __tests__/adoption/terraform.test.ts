import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { loadEnvironments } from "../../config/load";
import type { Contents } from "../../offline/account";
import { seedOf } from "../../offline/seed";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { synthesise } from "../../stacks/synth";
import { ssps } from "../cli/run";
import { newFolder } from "../new-folder";
import { Workspace } from "../offline/workspace";
import {
  ACCOUNT,
  ADMIN,
  BOUNDARY,
  BUCKET,
  DENY,
  DETAILS,
  EXECUTION,
  KEY_ID,
  OF_BUCKET,
  OF_KEY,
  policyArn,
  REGION,
  roleArn,
  STORAGE,
  STORAGE_OF_FILE,
  STORAGE_POLICIES,
  TOLD,
  LEFT_OUT,
  written,
} from "./ams-account";

const run = terraformAvailable() ? describe : describe.skip;

const FILE = `# the account that AMS left
account: "${ACCOUNT}"
region: ${REGION}
base: managed
ams: ended # on 2026-10-01
tags: { owner: ml-platform } # wanted in the place of AMS's Owner
federation:
  saml:
    provider_arns: ["arn:aws:iam::${ACCOUNT}:saml-provider/customer-saml"]
${STORAGE_OF_FILE}`;

/** A folder with one environment file. */
function folderOf(text: string): string {
  const folder = newFolder();
  mkdirSync(join(folder, "environments"));
  writeFileSync(join(folder, "environments/prod.yaml"), text);
  return folder;
}

const SEED: Contents = {
  [ACCOUNT]: { ...seedOf(DETAILS, LEFT_OUT)[ACCOUNT], ...STORAGE[ACCOUNT] },
};

const place = { accountId: ACCOUNT, region: "global" };

run.each([
  ["with account details alone", false],
  ["with all that the other calls tell", true],
])("an account in the shape that AMS leaves, %s, by the real Terraform", (_, told) => {
  let terraform: OfflineTerraform;
  const from = written({ "account-details.json": DETAILS, ...STORAGE_POLICIES, ...(told && TOLD) });
  const before = process.cwd();

  /** The stacks of the environment as its file is now, in the same folders, so that their states stay. */
  const stacks = (): Workspace[] => {
    const { environments, problems } = loadEnvironments("environments");
    expect(problems).toEqual([]);
    return synthesise(environments, "cdktf.out").map(({ file }) => new Workspace(terraform, resolve(dirname(file))));
  };

  /** What the plans of all stacks change. */
  const planned = async () => {
    const changes = [];
    for (const stack of stacks()) changes.push(...((await stack.plan()).resource_changes ?? []));
    return changes;
  };

  const planIsClean = async (): Promise<void> => {
    for (const stack of stacks()) await stack.run("plan", "-detailed-exitcode");
  };

  beforeAll(async () => {
    process.chdir(folderOf(FILE));
    terraform = await startOffline({ seed: SEED });
    expect(await ssps("import", "--from", ...from)).toMatchObject({ status: 0, err: "" });
    for (const stack of stacks()) await stack.run("init");
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
  const statementsOf = (type: string, key: string): unknown => {
    const policy = terraform.cloud.get({ accountId: ACCOUNT, region: REGION }, type, key)?.policy;
    return (JSON.parse(policy as string) as { Statement: unknown }).Statement;
  };

  test("the file keeps its comments, and names what is imported", () => {
    const text = readFileSync("environments/prod.yaml", "utf8");
    expect(text.startsWith(FILE.slice(0, FILE.indexOf("storage:")))).toBe(true);
    expect(text).toContain(`aws_iam_role.admin: ${ADMIN}\n`);
  });

  test("the first plan only imports and updates in place what exists, and creates what does not", async () => {
    const changes = (await planned()).filter(({ mode }) => mode === "managed");
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
      ["aws_kms_alias.key", "no-op", "import"],
      ["aws_kms_key.key", "update", "import"],
      ["aws_s3_bucket.bucket", "update", "import"],
      ["aws_s3_bucket_policy.bucket", "update", "import"],
      ["aws_s3_bucket_versioning.bucket", "update", "import"],
    ]);
    expect(done.filter(([, action]) => action !== "create" && action !== "update" && action !== "no-op")).toEqual([]);
    expect(done.filter(([, action]) => action === "create").map(([address]) => address)).toEqual([
      "aws_iam_policy.admin_2",
      "aws_iam_policy.admin_3",
      "aws_iam_policy.deny",
      "aws_iam_policy.execution",
      "aws_iam_policy.execution_2",
      "aws_iam_role_policy_attachment.admin_policy_admin_2",
      "aws_iam_role_policy_attachment.admin_policy_admin_3",
      "aws_iam_role_policy_attachment.admin_policy_deny",
      "aws_iam_role_policy_attachment.execution_policy_deny",
      "aws_iam_role_policy_attachment.execution_policy_execution",
      "aws_iam_role_policy_attachment.execution_policy_execution_2",
      "aws_s3_bucket_lifecycle_configuration.bucket",
      "aws_s3_bucket_ownership_controls.bucket",
      "aws_s3_bucket_public_access_block.bucket",
      "aws_s3_bucket_server_side_encryption_configuration.bucket",
    ]);
    const after = (address: string) => changes.find((one) => one.address === address)?.change.after;
    expect(after("aws_iam_role.admin")).toMatchObject({
      permissions_boundary: BOUNDARY,
      path: "/",
      description: "Created by AMS",
      max_session_duration: 14_400,
      tags_all: { "AMS:Managed": "true", owner: "ml-platform" },
    });
    expect(after("aws_iam_policy.admin")).toMatchObject({
      description: "SageMaker for ${aws:username}",
      tags_all: { "AMS:Managed": "true", ...(told && { owner: "ml-platform" }) },
    });
    expect(after("aws_kms_key.key")).toMatchObject({
      description: "Made by AMS",
      tags_all: { "AMS:Managed": "true", owner: "ml-platform" },
    });
  });

  test("applied, nothing is lost: boundary, session, others' policies, inline policies, others' statements", async () => {
    for (const stack of stacks()) await stack.run("apply", "-auto-approve");
    expect(role(ADMIN)).toMatchObject({
      permissions_boundary: BOUNDARY,
      description: "Created by AMS",
      max_session_duration: 14_400,
    });
    expect(role(EXECUTION)).toMatchObject({ max_session_duration: 3600 });
    expect(attached(ADMIN)).toEqual(expect.arrayContaining([DENY, policyArn("customer_sagemaker_admin_policy")]));
    expect(attached(EXECUTION)).toContain("arn:aws:iam::aws:policy/AmazonSageMakerFullAccess");
    expect(terraform.cloud.list(place, "aws_iam_role_policy").map(([key]) => key)).toEqual([`${ADMIN}:extra_reads`]);
    expect(statementsOf("aws_s3_bucket_policy", BUCKET)).toContainEqual(OF_BUCKET);
    expect(statementsOf("aws_kms_key", KEY_ID)).toContainEqual(OF_KEY);
  });

  test("the second plan is clean, and so is that without the import blocks", async () => {
    await planIsClean();
    expect(await ssps("import", "--done")).toMatchObject({ status: 0, err: "" });
    expect(readFileSync("environments/prod.yaml", "utf8")).not.toContain("import:");
    for (const { folder } of stacks())
      expect(readFileSync(join(folder, "cdk.tf.json"), "utf8")).not.toContain('"import"');
    await planIsClean();
  });

  test("an import once more finds everything, and changes nothing", async () => {
    expect(await ssps("import", "--from", ...from)).toMatchObject({ status: 0 });
    await planIsClean();
  });
});

/** The account with its roles, and the admin role's policy, at paths of their own. */
const AT_PATHS = JSON.parse(
  JSON.stringify(DETAILS)
    .replaceAll(`"Path":"/","RoleName":"${ADMIN}"`, `"Path":"/ams/","RoleName":"${ADMIN}"`)
    .replaceAll(`"Path":"/","RoleName":"${EXECUTION}"`, `"Path":"/ams/ml/","RoleName":"${EXECUTION}"`)
    .replaceAll(roleArn(ADMIN), roleArn(`ams/${ADMIN}`))
    .replaceAll(roleArn(EXECUTION), roleArn(`ams/ml/${EXECUTION}`)),
) as typeof DETAILS;

run("roles at paths of their own", () => {
  test("keep them, and policies and keys name them there", async () => {
    const home = process.cwd();
    process.chdir(folderOf(FILE));
    const terraform = await startOffline({
      seed: { [ACCOUNT]: { ...seedOf(AT_PATHS)[ACCOUNT], ...STORAGE[ACCOUNT] } },
    });
    try {
      const from = written({ "account-details.json": AT_PATHS, ...STORAGE_POLICIES });
      expect(await ssps("import", "--from", ...from)).toMatchObject({ status: 0, err: "" });
      const text = readFileSync("environments/prod.yaml", "utf8");
      expect(text).toMatch(/path: \/ams\/\n/);
      expect(text).toMatch(/path: \/ams\/ml\/\n/);
      const { environments, problems } = loadEnvironments("environments");
      expect(problems).toEqual([]);
      for (const { file, id } of synthesise(environments, "cdktf.out")) {
        const stack = new Workspace(terraform, resolve(dirname(file)));
        await stack.run("init");
        const { resource_changes: changes = [] } = await stack.plan();
        const roleChanges = changes.filter(({ address }) => address.startsWith("aws_iam_role."));
        expect(changes.filter(({ change }) => change.actions.includes("delete"))).toEqual([]);
        expect(roleChanges.map(({ change }) => change.actions.join())).toEqual(
          id === "prod-base" ? ["update", "update"] : [],
        );
        await stack.run("apply", "-auto-approve");
        await stack.run("plan", "-detailed-exitcode");
      }
      const policies = terraform.cloud.list(place, "aws_iam_policy");
      // What was found stays where it was; what is new stands beside its role.
      expect(policies.map(([arn]) => arn)).toEqual(
        expect.arrayContaining([
          policyArn("customer_sagemaker_admin_policy"),
          policyArn("ams/customer_sagemaker_deny_policy"),
          policyArn("ams/ml/AmazonSageMaker-ExecutionPolicy-Admin"),
        ]),
      );
      const admin = policies.find(([arn]) => arn === policyArn("customer_sagemaker_admin_policy"))?.[1].policy;
      expect(admin).toContain(`"${roleArn("ams/ml/AmazonSageMaker-ExecutionRole-*")}"`);
      const key = terraform.cloud.get({ accountId: ACCOUNT, region: REGION }, "aws_kms_key", KEY_ID)?.policy;
      expect(key).toContain(roleArn(`ams/${ADMIN}`));
      expect(key).toContain(roleArn(`ams/ml/${EXECUTION}`));
    } finally {
      process.chdir(home);
      await terraform.stop();
    }
  });
});

run("without adoption", () => {
  test("the same account refuses", async () => {
    const terraform = await startOffline({ seed: seedOf(DETAILS, LEFT_OUT) });
    const folder = folderOf(FILE);
    const { environments } = loadEnvironments(join(folder, "environments"));
    const stack = dirname(synthesise(environments, join(folder, "cdktf.out"))[0]?.file ?? "");
    const workspace = new Workspace(terraform, stack);
    await workspace.run("init");
    expect(await workspace.fail("apply", "-auto-approve")).toContain("EntityAlreadyExists");
    await terraform.stop();
  });
});
