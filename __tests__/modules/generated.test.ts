import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { terraformModuleFiles, terraformModules } from "../../scripts/modules";
import { type ModuleHcl, readHcl } from "../../scripts/modules/read";

const NAMES = Object.keys(terraformModules());

/** The HCL of a module, its tests apart. */
function files(name: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join("modules", name))
      .filter((file) => file.endsWith(".tf"))
      .map((file) => [file, readFileSync(join("modules", name, file), "utf8")]),
  );
}

const declared: Record<string, ModuleHcl> = {};

beforeAll(async () => {
  for (const name of NAMES) declared[name] = await readHcl(files(name));
});

test("every capability is a plain Terraform module", () => {
  const folders = readdirSync("modules").filter((name) => readdirSync(join("modules", name)).includes("index.ts"));
  expect(NAMES).toEqual(folders.sort());
});

test("the generated files are what the schema and the contract make of them today", async () => {
  const words = (text: string): string => text.replace(/\s+/g, " ").trim();
  for (const { path, content } of await terraformModuleFiles()) {
    expect({ path, content: words(readFileSync(path, "utf8")) }).toEqual({ path, content: words(content) });
  }
});

/** A promise to people's state: a change needs a `moved` block in `modules/<capability>/moved.tf`. */
const ADDRESSES = {
  "admin-role": [
    "aws_iam_policy.admin",
    "aws_iam_policy.admin_2",
    "aws_iam_policy.admin_3[count]",
    "aws_iam_policy.deny",
    "aws_iam_role.admin",
    "aws_iam_role_policy_attachment.admin_extra[for_each]",
    "aws_iam_role_policy_attachment.admin_policy_admin",
    "aws_iam_role_policy_attachment.admin_policy_admin_2",
    "aws_iam_role_policy_attachment.admin_policy_admin_3[count]",
    "aws_iam_role_policy_attachment.admin_policy_deny",
  ],
  "autoscaling-clean-up": ["aws_iam_policy.clean_up", "aws_iam_role_policy_attachment.clean_up"],
  "autoscaling-elevation": ["aws_iam_policy.elevation", "aws_iam_role_policy_attachment.elevation"],
  bucket: [
    "aws_s3_bucket.bucket",
    "aws_s3_bucket_lifecycle_configuration.bucket",
    "aws_s3_bucket_logging.bucket[count]",
    "aws_s3_bucket_ownership_controls.bucket",
    "aws_s3_bucket_policy.bucket",
    "aws_s3_bucket_public_access_block.bucket",
    "aws_s3_bucket_server_side_encryption_configuration.bucket",
    "aws_s3_bucket_versioning.bucket",
  ],
  "endpoint-autoscaling": [
    "aws_appautoscaling_policy.endpoint",
    "aws_appautoscaling_policy.from_zero[count]",
    "aws_appautoscaling_scheduled_action.endpoint_schedules[for_each]",
    "aws_appautoscaling_target.endpoint[count]",
    "aws_appautoscaling_target.scheduled[count]",
    "aws_cloudwatch_metric_alarm.from_zero[count]",
  ],
  "execution-role": [
    "aws_iam_policy.execution",
    "aws_iam_policy.execution_2[count]",
    "aws_iam_role.execution",
    "aws_iam_role_policy_attachment.execution_extra[for_each]",
    "aws_iam_role_policy_attachment.execution_policy_deny",
    "aws_iam_role_policy_attachment.execution_policy_execution",
    "aws_iam_role_policy_attachment.execution_policy_execution_2[count]",
  ],
  "file-system": ["aws_efs_file_system.files", "aws_efs_mount_target.zone[for_each]"],
  key: ["aws_kms_alias.key", "aws_kms_key.key"],
  "log-groups": ["aws_cloudwatch_log_group.group[for_each]"],
  "private-workforce": [
    "aws_iam_policy.workforce",
    "aws_iam_policy.workforce_deny",
    "aws_iam_role.workforce",
    "aws_iam_role_policy_attachment.workforce_extra[for_each]",
    "aws_iam_role_policy_attachment.workforce_policy_workforce",
    "aws_iam_role_policy_attachment.workforce_policy_workforce_deny",
  ],
  "security-group": [
    "aws_security_group.clients",
    "aws_security_group.endpoints",
    "aws_security_group.files[count]",
    "aws_vpc_security_group_egress_rule.clients_clients",
    "aws_vpc_security_group_egress_rule.clients_endpoints",
    "aws_vpc_security_group_egress_rule.clients_files[count]",
    "aws_vpc_security_group_egress_rule.clients_s3[count]",
    "aws_vpc_security_group_ingress_rule.clients_clients",
    "aws_vpc_security_group_ingress_rule.endpoints_cidrs[for_each]",
    "aws_vpc_security_group_ingress_rule.endpoints_clients",
    "aws_vpc_security_group_ingress_rule.endpoints_groups[for_each]",
    "aws_vpc_security_group_ingress_rule.files_clients[count]",
  ],
  "vpc-endpoints": [
    "aws_vpc_endpoint.interface[for_each]",
    "aws_vpc_endpoint.notebook[count]",
    "aws_vpc_endpoint.s3[count]",
  ],
};

test.each(Object.entries(ADDRESSES))("the addresses of modules/%s", (name, expected) => {
  expect(declared[name]?.addresses).toEqual(expected);
});

test("every module's addresses are pinned", () => {
  expect(Object.keys(ADDRESSES)).toEqual(NAMES);
});

describe.each(NAMES)("modules/%s", (name) => {
  test("has no provider and no backend, and a range of providers", () => {
    const text = Object.values(files(name)).join("\n");
    expect(text).not.toMatch(/^\s*(?:provider|backend) "/m);
    expect(files(name)["versions.tf"]).toContain('required_version = ">= 1.10"');
    expect(files(name)["versions.tf"]).toContain('version = ">= 6.0, < 7.0"');
  });

  test("describes every input and output", () => {
    const { variables = {}, outputs = {} } = declared[name] ?? {};
    const described = [...Object.entries(variables), ...Object.entries(outputs)];
    expect(described.filter(([, { description }]) => description.length < 10)).toEqual([]);
    expect(Object.values(outputs).length).toBeGreaterThan(0);
  });

  test("uses every input and every local", () => {
    const { variables = {}, locals = {} } = declared[name] ?? {};
    const { "variables.tf": inputs = "", ...others } = files(name);
    const text = Object.values(others).join("\n");
    const unused = [
      ...Object.keys(variables).filter((input) => !new RegExp(`\\bvar\\.${input}\\b`).test(text)),
      ...Object.keys(locals).filter((local) => !new RegExp(`\\blocal\\.${local}\\b`).test(text + inputs)),
    ];
    expect(unused).toEqual([]);
  });

  test("has no line that is longer than 120 columns, its tests included", () => {
    const tests = readdirSync(join("modules", name, "tests")).map((file) => join("modules", name, "tests", file));
    const texts = [...Object.values(files(name)), ...tests.map((file) => readFileSync(file, "utf8"))];
    expect(texts.flatMap((text) => text.split("\n")).filter((line) => line.length > 120)).toEqual([]);
  });

  test("says where its generated files come from", () => {
    const generated = Object.entries(files(name)).filter(([, text]) => text.startsWith("# Generated by"));
    const policies = terraformModules()[name]?.policies ? ["policies.tf"] : [];
    expect(generated.map(([file]) => file)).toEqual([...policies, "variables.tf"]);
  });
});
