import type { Construct } from "constructs";
import { partDocument } from "../../contract/render";
import type { Settings } from "../../contract/settings";
import { AttachedPolicy } from "./attached-policy";

/**
 * The right to remove what scales, for the admin role: an endpoint that scales can only be deleted by who may also
 * deregister its scalable target.
 */
export function attachCleanUp(scope: Construct, settings: Settings, name: string): AttachedPolicy {
  return new AttachedPolicy(scope, "clean_up", {
    roleName: settings.names.adminRole,
    name,
    description: "Removes the autoscaling of SageMaker endpoints",
    document: partDocument("cleanUp", settings),
  });
}
