import { access } from "../../config/access";
import { policyArn } from "../../config/arn";
import { FULL_ACCESS_POLICY } from "../../aws/names";
import { roles } from "../../config/roles";
import { type ModuleInputs, PLACE, policiesFit, regions, ROLE } from "../common/module-inputs";

const { name, policy_name, profile, vpc, glue, step_functions_sync, source_account } =
  roles.shape.execution.unwrap().shape;
const { integrations } = roles.shape.admin.unwrap().shape;
const { buckets, network_only, robomaker } = access.shape;

export const inputs: ModuleInputs = {
  groups: {
    Names: { name, policy_name },
    "What runs with the role": {
      profile,
      vpc,
      glue,
      step_functions_sync,
      source_account,
      robomaker: robomaker.describe("Whether AWS RoboMaker may use the role; the service ended on 2025-09-10 (R2)."),
    },
    Access: {
      deny_policy_arn: policyArn.describe("The policy with the explicit denies: the output of the module admin-role."),
      buckets: buckets
        .unwrap()
        .omit({ reserved_prefixes: true })
        .prefault({})
        .describe("S3, as for the admin role (N5)."),
      regions,
      network_only,
      integrations: integrations.describe("Whether the role follows the admin role's integrations (D1, J1)."),
    },
    ...ROLE,
    ...PLACE,
  },
  names: { name: { kind: "execution-role" } },
  rules: {
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
  policies: {
    execution_trust_policy: "executionTrust",
    execution_policy: "execution",
    execution_2_policy: "executionNotebook",
  },
};
