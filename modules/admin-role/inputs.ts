import { roles } from "../../config/roles";
import {
  accessRules,
  execution_role_path,
  FEDERATION_AND_ACCESS,
  type ModuleInputs,
  PLACE,
  policiesFit,
  regions,
  reserved_bucket_names,
  ROLE,
} from "../common/module-inputs";

const { name, policy_names, integrations } = roles.shape.admin.unwrap().shape;

export const inputs: ModuleInputs = {
  groups: {
    Names: { name, policy_names },
    ...FEDERATION_AND_ACCESS,
    Access: { ...FEDERATION_AND_ACCESS.Access, execution_role_path },
    "Integrations and JumpStart": { integrations, regions },
    "State and logs": { reserved_bucket_names },
    ...ROLE,
    ...PLACE,
  },
  rules: {
    ...accessRules,
    policy_names: [
      {
        condition: "length(distinct([for name in values(var.policy_names) : lower(name)])) == 4",
        message: "policy_names must hold four different names; IAM ignores case.",
      },
    ],
    extra_policy_arns: [policiesFit("var.integrations ? 4 : 3")],
  },
  policies: {
    admin_trust_policy: "adminTrust",
    admin_policy: "admin",
    admin_2_policy: "adminNames",
    admin_3_policy: "adminIntegrations",
    deny_policy: "deny",
  },
};
