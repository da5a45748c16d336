import { policyName, roleName } from "../../config/aws-names";
import { DEFAULT_NAMES } from "../../aws/names";
import { type ModuleInputs, PLACE, tags } from "../common/module-inputs";

export const inputs: ModuleInputs = {
  groups: {
    Policy: {
      admin_role_name: roleName.default(DEFAULT_NAMES.adminRole).describe("The role that people assume."),
      policy_name: policyName
        .exactOptional()
        .describe(
          "The policy's name; without it one that ends in the region. IAM is global, the right is of one region.",
        ),
      tags,
    },
    ...PLACE,
  },
  policies: { clean_up_policy: "cleanUp" },
};
