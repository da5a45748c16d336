import { Construct } from "constructs";
import { AttachedPolicy } from "../common/attached-policy";
import type { ManagedPolicy, NamedPolicy } from "../common/managed-policy";

export interface AutoscalingElevationProps {
  /** Name of the role that people assume. */
  readonly roleName: string;
  /** The policy, which ends by itself where the elevation is temporary. Its name is unique in the account. */
  readonly policy: NamedPolicy;
  readonly ticket: string;
  readonly approver: string;
  /** Why the elevation never ends. @default none */
  readonly reason?: string;
}

/**
 * Autoscaling rights of people by one ticket, as a policy of the admin role: `aws_iam_policy.<id>`,
 * `aws_iam_role_policy_attachment.<id>`. Elevations that overlap are policies side by side, so the end of one takes
 * nothing from another.
 *
 * "You must submit a Management | Other | Other | Update RFC to elevate to autoscaling permissions temporarily, or
 * permanently" – ticket, approver and reason are tags of the policy.
 *
 * @throws PolicySizeError where the policy is too long.
 */
export class AutoscalingElevation extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, props: AutoscalingElevationProps) {
    super(scope, id);
    const { roleName, policy, ticket, approver, reason } = props;
    const attached = new AttachedPolicy(this, id, {
      roleName,
      ...policy,
      description: "Autoscaling of SageMaker endpoints by elevation",
      tags: { ticket, approver, ...(reason && { reason }) },
    });
    this.policy = attached.policy;
  }
}
