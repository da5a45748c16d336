import { access } from "../../config/access";
import { policyArn } from "../../config/arn";
import { FULL_ACCESS_POLICY, roles } from "../../config/roles";
import { executionRole } from "../../contract/documents";
import { DEFAULT_NAMES } from "../../contract/settings";
import { expression } from "../common/terraform/expression";
import type { TerraformModule } from "../common/terraform/module";
import { namingValidations } from "../common/terraform/naming";
import {
  policiesFit,
  policiesRefusal,
  regions,
  ROLE_OPTIONS,
  roleOverrides,
  roleVariables,
} from "../common/terraform/role-inputs";
import { ExecutionRole } from "./index";

const { name, policy_name, profile, vpc, glue, step_functions_sync, source_account } =
  roles.shape.execution.unwrap().shape;
const { integrations } = roles.shape.admin.unwrap().shape;
const { buckets, robomaker } = access.shape;
const NOTEBOOK = { count: '${var.profile == "notebook" ? 1 : 0}' };

const DENY = "arn:aws:iam::123456789012:policy/customer_sagemaker_deny_policy";
const FULL_ACCESS = `{ ${FULL_ACCESS_POLICY} = "arn:\${local.partition}:iam::aws:policy/${FULL_ACCESS_POLICY}" }`;

export const terraformModule: TerraformModule = {
  title: "Execution role",
  purpose:
    "The service role that SageMaker, AWS Glue and Step Functions use for the people of the admin role. People pass it " +
    "and never assume it. The explicit denies of the module `admin-role` hold for it too, whatever its profile.",
  variables: {
    name,
    policy_name,
    deny_policy_arn: policyArn.describe("The policy with the explicit denies: the output of the module admin-role."),
    profile,
    vpc,
    glue,
    step_functions_sync,
    source_account,
    integrations: integrations.describe("Whether the role follows the admin role's integrations (D1, J1)."),
    regions,
    robomaker: robomaker.describe("Whether AWS RoboMaker may use the role; the service ended on 2025-09-10 (R2)."),
    buckets: buckets
      .unwrap()
      .omit({ reserved_prefixes: true })
      .prefault({})
      .describe("S3, as for the admin role (N5)."),
    ...roleVariables,
  },
  validations: {
    name: namingValidations("execution-role", "name"),
    step_functions_sync: [
      {
        condition: '!var.step_functions_sync || var.profile == "notebook"',
        message: "step_functions_sync must be false but with profile notebook, since only that starts jobs.",
      },
    ],
    extra_policy_arns: [
      policiesFit('var.profile == "jobs" ? 2 : 3'),
      {
        condition: `alltrue([for arn in values(var.extra_policy_arns) : !endswith(arn, ":policy/${FULL_ACCESS_POLICY}")])`,
        message: `extra_policy_arns must hold other policies than ${FULL_ACCESS_POLICY}: to give the role that one, set profile to full-access.`,
      },
    ],
  },
  names: {
    executionRole: "var.name",
    executionPolicy: "var.policy_name",
    executionNotebookPolicy: '"${var.policy_name}_2"',
  },
  build: (stack, settings) => {
    new ExecutionRole(stack, "execution-role", {
      ...executionRole(settings),
      denyPolicyArn: expression("var.deny_policy_arn"),
      ...ROLE_OPTIONS,
    });
  },
  overrides: {
    ...roleOverrides("execution"),
    "aws_iam_policy.execution": { tags: "${var.tags}" },
    "aws_iam_policy.execution_2": { tags: "${var.tags}", ...NOTEBOOK },
    "aws_iam_role_policy_attachment.execution_policy_execution_2": {
      ...NOTEBOOK,
      policy_arn: "${aws_iam_policy.execution_2[0].arn}",
    },
    "aws_iam_role_policy_attachment.execution_extra": {
      for_each: `\${merge(var.extra_policy_arns, var.profile == "full-access" ? ${FULL_ACCESS} : {})}`,
    },
  },
  outputs: {
    role_arn: { value: "aws_iam_role.execution.arn", description: "ARN of the role." },
    role_name: { value: "aws_iam_role.execution.name", description: "Name of the role, as other modules take it." },
  },
  inputs: { deny_policy_arn: DENY },
  expects: {
    [`aws_iam_role.execution.name == "${DEFAULT_NAMES.executionRole}"`]: "the role has the name of the page",
    [`aws_iam_role_policy_attachment.execution_policy_deny.policy_arn == "${DENY}"`]: "the role carries the denies",
    "length(aws_iam_role_policy_attachment.execution_extra) == 0": "the role carries nothing else",
  },
  refuses: [
    {
      inputs: { profile: "jobs", step_functions_sync: true },
      variable: "step_functions_sync",
      message: "step_functions_sync must be false but with profile notebook, since only that starts jobs.",
    },
    {
      inputs: { name: "SageMakerRole" },
      variable: "name",
      message: 'name must start with "AmazonSageMaker-ExecutionRole-", since clause N1 grants only such names.',
    },
    {
      inputs: { name: "AmazonSageMaker-ExecutionRole-two words" },
      variable: "name",
      message: "name is not a name that AWS allows: letters, digits and _ + = , . @ - only.",
    },
    {
      inputs: { name: `AmazonSageMaker-ExecutionRole-${"x".repeat(40)}` },
      variable: "name",
      message: "name must have 1 to 64 characters.",
    },
    {
      inputs: { extra_policy_arns: { all: `arn:aws:iam::aws:policy/${FULL_ACCESS_POLICY}` } },
      variable: "extra_policy_arns",
      message:
        "extra_policy_arns must hold other policies than AmazonSageMakerFullAccess: to give the role that one, set profile to full-access.",
    },
    policiesRefusal(3),
  ],
};
