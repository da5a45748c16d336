import { roles } from "../../config/roles";
import { adminRole } from "../../contract/documents";
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
  regions,
  ROLE_OPTIONS,
  roleOverrides,
  roleVariables,
} from "../common/terraform/role-inputs";
import { AdminRole } from "./index";

const { name, policy_names, integrations } = roles.shape.admin.unwrap().shape;

const POLICY = { tags: "${var.tags}" };
const INTEGRATIONS = { count: "${var.integrations ? 1 : 0}" };

export const terraformModule: TerraformModule = {
  title: "Admin role",
  purpose:
    "The role that people assume through their federation to administer and use SageMaker, with its policies and " +
    "explicit denies. Give `deny_policy_arn` to the module `execution-role`.",
  variables: {
    name,
    policy_names,
    ...federationVariables,
    ...accessVariables,
    integrations,
    regions,
    ...roleVariables,
  },
  validations: {
    ...accessValidations,
    policy_names: [
      {
        condition: "length(distinct([for name in values(var.policy_names) : lower(name)])) == 4",
        message: "policy_names must hold four different names; IAM ignores case.",
      },
    ],
    extra_policy_arns: [policiesFit("var.integrations ? 4 : 3")],
  },
  names: {
    adminRole: "var.name",
    adminPolicy: "var.policy_names.sagemaker",
    adminNamesPolicy: "var.policy_names.names",
    adminIntegrationsPolicy: "var.policy_names.integrations",
    denyPolicy: "var.policy_names.deny",
  },
  build: (stack, settings) => {
    new AdminRole(stack, "admin-role", { ...adminRole(settings), ...ROLE_OPTIONS });
  },
  overrides: {
    ...roleOverrides("admin"),
    "aws_iam_policy.admin": POLICY,
    "aws_iam_policy.admin_2": POLICY,
    "aws_iam_policy.admin_3": { ...POLICY, ...INTEGRATIONS },
    "aws_iam_policy.deny": POLICY,
    "aws_iam_role_policy_attachment.admin_policy_admin_3": {
      ...INTEGRATIONS,
      policy_arn: "${aws_iam_policy.admin_3[0].arn}",
    },
  },
  outputs: {
    role_arn: { value: "aws_iam_role.admin.arn", description: "ARN of the role." },
    role_name: { value: "aws_iam_role.admin.name", description: "Name of the role, as other modules take it." },
    deny_policy_arn: {
      value: "aws_iam_policy.deny.arn",
      description: "ARN of the policy with the explicit denies, which the execution role carries too.",
    },
    policy_names: {
      value: "concat([aws_iam_policy.admin.name, aws_iam_policy.admin_2.name], aws_iam_policy.admin_3[*].name)",
      description: "Names of the policies that allow, as a permission set of IAM Identity Center refers to them.",
    },
    saml_pairs: {
      value: 'var.saml == null ? [] : [for arn in var.saml.provider_arns : "${arn},${aws_iam_role.admin.arn}"]',
      description:
        "Value of the attribute https://aws.amazon.com/SAML/Attributes/Role, one for each identity provider.",
    },
  },
  inputs: { saml: { provider_arns: [EXAMPLE_SAML_PROVIDER] } },
  expects: {
    [`aws_iam_role.admin.name == "${DEFAULT_NAMES.adminRole}"`]: "the role has the name of the page",
    "length(aws_iam_policy.admin_3) == 1": "the integrations are kept unless the caller drops them",
    'jsondecode(aws_iam_policy.deny.policy).Version == "2012-10-17"': "the policy is known in the plan",
  },
  refuses: [
    ...accessRefusals,
    {
      inputs: { name: "two words" },
      variable: "name",
      message: "name must be a role name of 1 to 64 letters, digits or +=,.@_-.",
    },
    {
      inputs: { policy_names: { sagemaker: "SAME", names: "same" } },
      variable: "policy_names",
      message: "policy_names must hold four different names; IAM ignores case.",
    },
    policiesRefusal(4),
  ],
};
