import type { Environment } from "../config/schema";
import type { RoleOptions } from "../modules/common/role";

/** What a file chooses for a role, as the role's construct takes it. */
type ChosenOptions = Omit<Environment["roles"]["admin"], "name" | "policy_names" | "integrations">;

/** What every role of a file may choose. */
export function roleOptions(role: ChosenOptions): RoleOptions {
  return {
    ...(role.permissions_boundary_arn && { permissionsBoundaryArn: role.permissions_boundary_arn }),
    extraPolicyArns: role.extra_policy_arns,
    maxSessionHours: role.max_session_hours,
    ...(role.path !== "/" && { path: role.path }),
    ...(role.tags && { tags: role.tags }),
  };
}
