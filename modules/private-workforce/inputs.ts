import { workforce } from "../../config/workforce";
import {
  accessRules,
  FEDERATION_AND_ACCESS,
  type ModuleInputs,
  PLACE,
  policiesFit,
  ROLE,
} from "../common/module-inputs";

const { name, policy_name, deny_policy_name, user_pool_id } = workforce.shape;

export const inputs: ModuleInputs = {
  groups: {
    Names: { name, policy_name, deny_policy_name },
    Workforce: { user_pool_id },
    ...FEDERATION_AND_ACCESS,
    ...ROLE,
    ...PLACE,
  },
  rules: {
    ...accessRules,
    user_pool_id: [
      {
        condition: 'var.user_pool_id == null ? true : startswith(var.user_pool_id, "${local.region}_")',
        message: "user_pool_id must be of the module's own region: it must start with ${local.region}_.",
      },
    ],
    extra_policy_arns: [policiesFit("2")],
  },
  policies: {
    workforce_trust_policy: "adminTrust",
    workforce_policy: "workforce",
    workforce_deny_policy: "workforceDeny",
  },
};
