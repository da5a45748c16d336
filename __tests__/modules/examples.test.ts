import { cpSync, existsSync, readdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Contents } from "../../offline/account";
import { type OfflineTerraform, startOffline, terraformAvailable } from "../../offline/terraform";
import { newFolder } from "../new-folder";

const run = terraformAvailable() ? describe : describe.skip;

/** Example → how many resources it makes, and what of IAM it says is there already. */
const EXAMPLES = {
  complete: { count: 66, policies: ["boundary", "customer_deny_policy"] },
  elevation: { count: 4, roles: ["customer_sagemaker_admin_role"] },
  many: { count: 46 },
  minimal: { count: 15 },
} as const satisfies Record<string, { count: number; policies?: readonly string[]; roles?: readonly string[] }>;

/** An account that holds roles and policies by their names. */
function accountWith({
  policies = [],
  roles = [],
}: {
  policies?: readonly string[];
  roles?: readonly string[];
}): Contents {
  const arn = (kind: string, name: string): string => `arn:aws:iam::123456789012:${kind}/${name}`;
  const iam = {
    aws_iam_policy: Object.fromEntries(
      policies.map((name) => [arn("policy", name), { arn: arn("policy", name), name, path: "/" }]),
    ),
    aws_iam_role: Object.fromEntries(roles.map((name) => [name, { arn: arn("role", name), name, path: "/" }])),
  };
  return {
    "123456789012": { global: Object.fromEntries(Object.entries(iam).filter(([, of]) => Object.keys(of).length > 0)) },
  };
}

test("every example is applied here", () => {
  const folders = readdirSync("examples").filter((name) => existsSync(join("examples", name, "main.tf")));
  expect(folders).toEqual(Object.keys(EXAMPLES));
});

run.each(Object.entries(EXAMPLES))("examples/%s, by the real Terraform", (example, { count, ...there }) => {
  const parent = newFolder();
  const folder = join(parent, "examples", example);
  const seed = accountWith(there);
  let terraform: OfflineTerraform;

  const ok = async (...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await terraform.run(folder, args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  };

  beforeAll(async () => {
    terraform = await startOffline({ seed });
    symlinkSync(resolve("modules"), join(parent, "modules"));
    cpSync(join("examples", example), folder, { recursive: true });
  });
  afterAll(() => terraform.stop());

  // The steps depend on one another: each is a test, so that the first that fails says where.
  test("is valid", async () => {
    await ok("init");
    expect(await ok("validate", "-no-color")).toMatch(/configuration is valid/);
  });

  test(`is planned with ${count} resources, and applied`, async () => {
    expect(await ok("plan", "-no-color", "-out=plan.bin")).toContain(
      `Plan: ${count} to add, 0 to change, 0 to destroy`,
    );
    await ok("apply", "plan.bin");
  });

  test("then changes nothing", async () => {
    await ok("plan", "-detailed-exitcode");
  });

  test("leaves nothing of its own", async () => {
    await ok("destroy", "-auto-approve");
    expect(terraform.cloud.snapshot()).toEqual(Object.keys(there).length === 0 ? {} : seed);
  });
});
