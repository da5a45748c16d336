import { workforce } from "../../config/workforce";
import { workforceRole } from "../../contract/documents";
import { DEFAULT_NAMES } from "../../contract/settings";
import type { TerraformModule } from "../common/terraform/module";
import {
  accessRefusals,
  accessValidations,
  accessVariables,
  EXAMPLE_SAML_PROVIDER,
  federationVariables,
  policiesFit,
  policiesRefusal,
  ROLE_OPTIONS,
  roleOverrides,
  roleVariables,
} from "../common/terraform/role-inputs";
import { PrivateWorkforce } from "./index";

const { name, policy_name, deny_policy_name, user_pool_id } = workforce.shape;

const POLICY = { tags: "${var.tags}" };

export const terraformModule: TerraformModule = {
  title: "Private workforce role",
  purpose:
    "The role that manages a private workforce in SageMaker and Cognito, assumed through the federation. An account and " +
    "region has one workforce.",
  variables: {
    name,
    policy_name,
    deny_policy_name,
    user_pool_id,
    ...federationVariables,
    ...accessVariables,
    ...roleVariables,
  },
  validations: {
    ...accessValidations,
    user_pool_id: [
      {
        condition: 'var.user_pool_id == null ? true : startswith(var.user_pool_id, "${local.region}_")',
        message: "user_pool_id must be of the module's own region: it must start with ${local.region}_.",
      },
    ],
    extra_policy_arns: [policiesFit("2")],
  },
  names: {
    workforceRole: "var.name",
    workforcePolicy: "var.policy_name",
    workforceDenyPolicy: "var.deny_policy_name",
  },
  build: (stack, settings) => {
    new PrivateWorkforce(stack, "private-workforce", {
      ...workforceRole(settings, String(settings.values.userPoolId)),
      ...ROLE_OPTIONS,
    });
  },
  overrides: {
    ...roleOverrides("workforce"),
    "aws_iam_policy.workforce": POLICY,
    "aws_iam_policy.workforce_deny": POLICY,
  },
  outputs: {
    role_arn: { value: "aws_iam_role.workforce.arn", description: "ARN of the role." },
    role_name: { value: "aws_iam_role.workforce.name", description: "Name of the role." },
  },
  inputs: { saml: { provider_arns: [EXAMPLE_SAML_PROVIDER] } },
  expects: {
    [`aws_iam_role.workforce.name == "${DEFAULT_NAMES.workforceRole}"`]: "the role has the default name",
    'strcontains(aws_iam_policy.workforce.policy, "cognito-idp:AdminCreateUser")': "it manages people in Cognito",
  },
  refuses: [
    ...accessRefusals,
    {
      inputs: { user_pool_id: "eu-central-1_AbCdEf123" },
      variable: "user_pool_id",
      message: "user_pool_id must be of the module's own region: it must start with eu-west-1_.",
    },
    policiesRefusal(2),
  ],
};
