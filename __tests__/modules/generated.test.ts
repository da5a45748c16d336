import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { synthesiseModule } from "../../modules/common/terraform/synthesise";
import { terraformModuleFiles, terraformModules } from "../../scripts/modules";

const MODULES = terraformModules();
const synthesised = Object.fromEntries(
  Object.entries(MODULES).map(([name, module]) => [name, synthesiseModule(module)]),
);

test("every capability is a plain Terraform module", () => {
  const folders = readdirSync("modules").filter((name) => existsSync(join("modules", name, "index.ts")));
  expect(Object.keys(MODULES)).toEqual(folders.sort());
});

/** `npm run generate -- --check` compares the layout too, which is prettier's. */
test.each(terraformModuleFiles())("$path is what its construct makes of it today", ({ path, content }) => {
  const comparable = (text: string): unknown =>
    path.endsWith(".json") ? JSON.parse(text) : text.replace(/\s+/g, " ").trim();
  expect(comparable(readFileSync(path, "utf8"))).toEqual(comparable(content));
});

/** A contract with people's state: a change needs a `moved` block in `modules/<capability>/moved.tf`. */
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
    "aws_appautoscaling_scheduled_action.endpoint_schedules[for_each]",
    "aws_appautoscaling_target.endpoint",
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
  expect(synthesised[name]?.addresses).toEqual(expected);
});

test("every module's addresses are pinned", () => {
  expect(Object.keys(ADDRESSES)).toEqual(Object.keys(MODULES));
});

describe.each(Object.keys(MODULES))("modules/%s", (name) => {
  const read = (file: string): Record<string, Record<string, unknown>> =>
    JSON.parse(readFileSync(join("modules", name, file), "utf8")) as Record<string, Record<string, unknown>>;

  test("has no provider, no backend, no notes of cdktf's, and a range of providers", () => {
    const main = read("main.tf.json");
    expect(Object.keys(main).filter((block) => !["data", "locals", "resource"].includes(block))).toEqual([]);
    expect(JSON.stringify(main)).not.toContain('"//"');
    expect(read("versions.tf.json")).toEqual({
      terraform: {
        required_version: ">= 1.10",
        required_providers: { aws: { source: "hashicorp/aws", version: ">= 6.0, < 7.0" } },
      },
    });
  });

  test("describes every input and output", () => {
    const described = [
      ...Object.values(read("variables.tf.json").variable ?? {}),
      ...Object.values(read("outputs.tf.json").output ?? {}),
    ] as { description?: string }[];
    expect(described.filter(({ description = "" }) => description.length < 10)).toEqual([]);
  });
});
