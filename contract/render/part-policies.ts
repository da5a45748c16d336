import { elevationCleanUpName, elevationPolicyName } from "../../config/elevation";
import { defaultScalingCleanUpName } from "../../config/scaling";
import type { Environment } from "../../config/schema";
import { elevationSettings } from "./elevation-window";
import { windowOf } from "./from-environment";
import { partDocument } from "./documents";
import type { Settings } from "../settings";
import { workforcePolicies, type NamedDocument } from "./workforce-policies";

/** The identity policies that the optional parts of an environment bring. */
export interface PartPolicies {
  /** Those that the admin role carries beside its own. */
  readonly admin: readonly NamedDocument[];
  /** All those of the workforce role; absent where the environment has no such role. */
  readonly workforce?: readonly NamedDocument[];
}

/** @param settings What the environment chooses for its roles. */
export function partPolicies(environment: Environment, settings: Settings): PartPolicies {
  const { region, elevation = [], scaling, workforce } = environment;
  const cleanUp = (name: string): NamedDocument => ({ name, document: partDocument("cleanUp", settings) });
  return {
    admin: [
      ...elevation.map((entry) => ({
        name: elevationPolicyName(entry.ticket),
        document: partDocument("elevation", settings, elevationSettings(windowOf(entry))),
      })),
      ...(elevation.some(({ clean_up }) => clean_up) ? [cleanUp(elevationCleanUpName(region))] : []),
      ...(scaling ? [cleanUp(scaling.clean_up_policy_name ?? defaultScalingCleanUpName(region))] : []),
    ],
    ...(workforce && { workforce: workforcePolicies(settings, workforce.user_pool_id) }),
  };
}
