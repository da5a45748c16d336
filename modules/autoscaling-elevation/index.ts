import { Construct } from "constructs";
import { elevationSettings, type Window } from "../../contract/render/elevation-window";
import { partDocument } from "../../contract/render/documents";
import type { Settings } from "../../contract/settings";
import { AttachedPolicy } from "../common/attached-policy";
import type { ManagedPolicy } from "../common/managed-policy";

export interface AutoscalingElevationProps {
  readonly settings: Settings;
  /** The policy's name, unique in the account. */
  readonly policyName: string;
  readonly ticket: string;
  readonly approver: string;
  /** @default it never ends, and `reason` says why */
  readonly window?: Window;
  /** @default none */
  readonly reason?: string;
}

/**
 * Autoscaling rights of people by one ticket, as a policy of the admin role: `aws_iam_policy.<id>`,
 * `aws_iam_role_policy_attachment.<id>`. Elevations that overlap are policies side by side, so the end of one takes
 * nothing from another.
 *
 * "You must submit a Management | Other | Other | Update RFC to elevate to autoscaling permissions temporarily, or
 * permanently" – ticket, approver and reason are tags of the policy.
 */
export class AutoscalingElevation extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, props: AutoscalingElevationProps) {
    super(scope, id);
    const { settings, ticket, approver, reason, window } = props;
    const attached = new AttachedPolicy(this, id, {
      roleName: settings.names.adminRole,
      name: props.policyName,
      description: "Autoscaling of SageMaker endpoints by elevation",
      document: partDocument("elevation", settings, elevationSettings(window)),
      tags: { ticket, approver, ...(reason && { reason }) },
    });
    this.policy = attached.policy;
  }
}
