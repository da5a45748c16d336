import { workforce } from "../../config/workforce";
import {
  accessRules,
  execution_role_path,
  FEDERATION_AND_ACCESS,
  type ModuleInputs,
  PLACE,
  policiesFit,
  reserved_bucket_names,
  ROLE,
} from "../common/module-inputs";

const { name, policy_name, deny_policy_name, user_pool_id, any_user_pool } = workforce.shape;

/** The role subscribes to no topic. */
const { topic_subscriptions: _, ...ACCESS } = FEDERATION_AND_ACCESS.Access;

export const inputs: ModuleInputs = {
  groups: {
    Names: { name, policy_name, deny_policy_name },
    Workforce: { user_pool_id, any_user_pool },
    ...FEDERATION_AND_ACCESS,
    Access: { ...ACCESS, execution_role_path },
    "State and logs": { reserved_bucket_names },
    ...ROLE,
    ...PLACE,
  },
  rules: {
    ...accessRules,
    any_user_pool: [
      {
        condition: "var.any_user_pool == (var.user_pool_id == null)",
        message: "any_user_pool must be true where user_pool_id is not given, and false where it is.",
      },
    ],
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
