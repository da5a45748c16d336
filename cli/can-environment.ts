import { environmentRoles } from "../answers/environment";
import type { RoleSource } from "../answers/roles";
import { chosenEnvironment } from "./chosen-environment";

/**
 * What the roles of an environment's file are decided under.
 *
 * @throws InputError where there is no such file, or something is wrong with it.
 */
export function rolesOfEnvironment(name: string): RoleSource {
  return environmentRoles(chosenEnvironment(name));
}
