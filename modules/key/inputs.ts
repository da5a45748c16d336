import { roleName } from "../../config/aws-names";
import { extraStatementTexts } from "../../config/statement";
import { roleOptions } from "../../config/roles";
import { storage } from "../../config/storage";
import { DEFAULT_NAMES } from "../../aws/names";
import { extraStatementRules } from "../common/extra-statement-rules";
import { type ModuleInputs, PLACE, tags } from "../common/module-inputs";

const { alias, administrator_arns, services, deletion_window_days } = storage.shape.key.unwrap().shape;

export const inputs: ModuleInputs = {
  groups: {
    Key: { alias, deletion_window_days, tags },
    "Who manages and uses it": {
      administrator_arns,
      admin_role_name: roleName.default(DEFAULT_NAMES.adminRole).describe("The role that people assume."),
      execution_role_name: roleName.default(DEFAULT_NAMES.executionRole).describe("The role that SageMaker uses."),
      admin_role_path: roleOptions.path.describe("The path of the role that people assume."),
      execution_role_path: roleOptions.path.describe("The path of the role that SageMaker uses."),
      services,
    },
    "Policy of its own": { extra_statements: extraStatementTexts },
    ...PLACE,
  },
  rules: {
    extra_statements: extraStatementRules("var.extra_statements", "local.key_policy", "key"),
    administrator_arns: [
      {
        condition: 'alltrue([for arn in var.administrator_arns : !endswith(arn, ":root")])',
        message:
          "each of administrator_arns must be a role or a user; the account itself is always let in, for its own policies to decide.",
      },
      {
        condition:
          'alltrue([for arn in var.administrator_arns : !endswith(arn, ":role${var.admin_role_path}${var.admin_role_name}") && !endswith(arn, ":role${var.execution_role_path}${var.execution_role_name}")])',
        message: "administrator_arns must name others than the roles that use the key, which could then give it away.",
      },
    ],
  },
  policies: { key_policy: "key" },
};
