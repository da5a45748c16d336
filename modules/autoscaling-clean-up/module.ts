import { policyName, roleName } from "../../config/aws-names";
import { defaultScalingCleanUpName } from "../../config/scaling";
import { cleanUpPolicy } from "../../contract/documents";
import { DEFAULT_NAMES } from "../../contract/settings";
import { expression } from "../common/terraform/expression";
import type { TerraformModule } from "../common/terraform/module";
import { tags } from "../common/terraform/role-inputs";
import { AutoscalingCleanUp } from "./index";

export const terraformModule: TerraformModule = {
  title: "Autoscaling clean-up",
  purpose:
    "The right of people to remove what scales, as a policy of the admin role: an endpoint that scales can only be " +
    "deleted by who may also deregister its scalable target. Call it once for each region in which the modules " +
    "`endpoint-autoscaling` or `autoscaling-elevation` are used.",
  variables: {
    admin_role_name: roleName.default(DEFAULT_NAMES.adminRole).describe("The role that people assume."),
    policy_name: policyName
      .exactOptional()
      .describe(
        "The policy's name; without it one that ends in the region. IAM is global, the right is of one region.",
      ),
    tags,
  },
  locals: {
    policy_name: `var.policy_name == null ? "${defaultScalingCleanUpName("${local.region}")}" : var.policy_name`,
  },
  names: { adminRole: "var.admin_role_name" },
  build: (stack, settings) => {
    new AutoscalingCleanUp(stack, "clean_up", {
      roleName: settings.names.adminRole,
      policy: { name: expression("local.policy_name"), document: cleanUpPolicy(settings) },
    });
  },
  overrides: { "aws_iam_policy.clean_up": { tags: "${var.tags}" } },
  outputs: { policy_arn: { value: "aws_iam_policy.clean_up.arn", description: "ARN of the policy." } },
  inputs: {},
  expects: {
    'aws_iam_policy.clean_up.name == "customer_sagemaker_scaling_clean_up_policy_eu-west-1"':
      "the region ends the name",
  },
  refuses: [
    {
      inputs: { region: "mars-1" },
      variable: "region",
      message: "region must be a region, such as eu-west-1.",
    },
  ],
};
