import type { Construct } from "constructs";
import { AttachedPolicy } from "../common/attached-policy";
import type { NamedPolicy } from "../common/managed-policy";

export interface AutoscalingCleanUpProps {
  /** Name of the role that people assume. */
  readonly roleName: string;
  /** The policy. IAM is global, the right is of one region: a name that ends in the region keeps two apart. */
  readonly policy: NamedPolicy;
}

/**
 * The right to remove what scales, for the admin role: `aws_iam_policy.<id>`, `aws_iam_role_policy_attachment.<id>`. An
 * endpoint that scales can only be deleted by who may also deregister its scalable target.
 *
 * @throws PolicySizeError where the policy is too long.
 */
export class AutoscalingCleanUp extends AttachedPolicy {
  constructor(scope: Construct, id: string, { roleName, policy }: AutoscalingCleanUpProps) {
    super(scope, id, { roleName, ...policy, description: "Removes the autoscaling of SageMaker endpoints" });
  }
}
