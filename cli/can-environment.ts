import { documentsOf } from "../contract/documents";
import { fullAccess } from "../policy/managed";
import { parseNamed, type RoleSource } from "./can-decide";
import { chosenEnvironment } from "./chosen-environment";
import { InputError } from "./output";

/**
 * The settings of an environment's file, and the policies that its optional parts give to its roles.
 *
 * @throws InputError where there is no such file, or something is wrong with it.
 */
export function environmentRoles(name: string): RoleSource {
  const { environment, file } = chosenEnvironment(name);
  const { settings, elevations, cleanUps, workforce } = documentsOf(environment);
  const hasFullAccess = environment.roles.execution.profile === "full-access";
  return {
    settings,
    account: environment.account,
    furtherPolicies: (role) => {
      if (role === "admin") return parseNamed([...elevations.map(({ policy }) => policy), ...Object.values(cleanUps)]);
      if (role === "execution") return hasFullAccess ? [fullAccess()] : [];
      if (!workforce)
        throw new InputError(`${file} asks for no workforce role; \`workforce: { user_pool_id: … }\` does`);
      return parseNamed(Object.values(workforce.policies));
    },
  };
}
