import { roleName } from "../../config/aws-names";
import { storage } from "../../config/storage";
import { keyPolicy } from "../../contract/documents";
import { DEFAULT_NAMES } from "../../contract/settings";
import { expression, numberExpression } from "../common/terraform/expression";
import type { TerraformModule } from "../common/terraform/module";
import { tags } from "../common/terraform/role-inputs";
import { Key } from "./index";

const { alias, administrator_arns, services, deletion_window_days } = storage.shape.key.unwrap().shape;

const ADMINISTRATOR = "arn:aws:iam::123456789012:role/kms-admin";

export const terraformModule: TerraformModule = {
  title: "Key",
  purpose:
    "A customer managed key for data at rest, rotated every year, that the two roles may use and the administrators " +
    "manage. Its policy picks the roles by their names, so they need not exist yet: give `arn` to the module `bucket`, " +
    "and the key to the notebooks and jobs.\n\nA module cannot carry `prevent_destroy`, which must be literal: a key that " +
    "is destroyed can be restored within `deletion_window_days`.",
  variables: {
    alias,
    administrator_arns,
    admin_role_name: roleName.default(DEFAULT_NAMES.adminRole).describe("The role that people assume."),
    execution_role_name: roleName
      .default(DEFAULT_NAMES.executionRole)
      .describe("The service role that SageMaker uses."),
    services,
    deletion_window_days,
    tags,
  },
  validations: {
    administrator_arns: [
      {
        condition: 'alltrue([for arn in var.administrator_arns : !endswith(arn, ":root")])',
        message:
          "each of administrator_arns must be a role or a user; the account itself is always let in, for its own policies to decide.",
      },
      {
        condition:
          'alltrue([for arn in var.administrator_arns : !endswith(arn, ":role/${var.admin_role_name}") && !endswith(arn, ":role/${var.execution_role_name}")])',
        message: "administrator_arns must name others than the roles that use the key, which could then give it away.",
      },
    ],
  },
  names: { adminRole: "var.admin_role_name", executionRole: "var.execution_role_name" },
  build: (stack, settings) => {
    new Key(stack, "key", {
      alias: expression("var.alias"),
      description: "SageMaker data at rest",
      policy: keyPolicy(settings, ["${var.administrator_arns}"]),
      deletionWindowDays: numberExpression("var.deletion_window_days"),
    });
  },
  overrides: { "aws_kms_key.key": { lifecycle: undefined, tags: "${var.tags}" } },
  outputs: {
    // Never null, which Terraform then knows before the key exists: a bucket's plan says that it is encrypted with a key.
    arn: { value: "coalesce(aws_kms_key.key.arn)", description: "ARN of the key." },
    alias_name: { value: "aws_kms_alias.key.name", description: "Name of the alias, with alias/ in front." },
  },
  inputs: { administrator_arns: [ADMINISTRATOR] },
  expects: {
    'aws_kms_alias.key.name == "alias/customer-sagemaker"': "the alias has the default name",
    "aws_kms_key.key.enable_key_rotation": "the key is rotated",
    [`strcontains(aws_kms_key.key.policy, "${ADMINISTRATOR}")`]: "the policy is known in the plan",
  },
  refuses: [
    {
      inputs: { administrator_arns: ["arn:aws:iam::123456789012:root"] },
      variable: "administrator_arns",
      message:
        "each of administrator_arns must be a role or a user; the account itself is always let in, for its own policies to decide.",
    },
    {
      inputs: { administrator_arns: [`arn:aws:iam::123456789012:role/${DEFAULT_NAMES.adminRole}`] },
      variable: "administrator_arns",
      message: "administrator_arns must name others than the roles that use the key, which could then give it away.",
    },
  ],
};
