import type { Construct } from "constructs";
import { partDocument } from "../../contract/render/documents";
import type { Settings } from "../../contract/settings";
import { AttachedPolicy } from "../common/attached-policy";

export interface AutoscalingCleanUpProps {
  readonly settings: Settings;
  /** The policy's name, unique in the account. IAM is global, the right is of one region. */
  readonly policyName: string;
}

/**
 * The right to remove what scales, for the admin role: `aws_iam_policy.<id>`, `aws_iam_role_policy_attachment.<id>`. An
 * endpoint that scales can only be deleted by who may also deregister its scalable target.
 */
export class AutoscalingCleanUp extends AttachedPolicy {
  constructor(scope: Construct, id: string, { settings, policyName }: AutoscalingCleanUpProps) {
    super(scope, id, {
      roleName: settings.names.adminRole,
      name: policyName,
      description: "Removes the autoscaling of SageMaker endpoints",
      document: partDocument("cleanUp", settings),
    });
  }
}
