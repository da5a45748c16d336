import type { Construct } from "constructs";
import { elevationCleanUpName, elevationPolicyName, type Elevation } from "../config/elevation";
import { settingsOf, windowOf } from "../contract/render/from-environment";
import { AutoscalingCleanUp } from "../modules/autoscaling-clean-up";
import { AutoscalingElevation } from "../modules/autoscaling-elevation";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** `<environment>-elevation`: autoscaling rights of people, a policy for each ticket. */
export class ElevationStack extends EnvironmentStack {
  constructor(scope: Construct, props: EnvironmentStackProps, elevations: readonly Elevation[]) {
    super(scope, "elevation", props);
    const settings = settingsOf(props.environment);
    for (const elevation of elevations) {
      const { ticket, approver, reason } = elevation;
      const window = windowOf(elevation);
      const { policy } = new AutoscalingElevation(this, `ticket_${ticket}`, {
        settings,
        policyName: elevationPolicyName(ticket),
        ticket,
        approver,
        ...(window && { window }),
        ...(reason && { reason }),
      });
      this.summarise(policy);
    }
    if (elevations.some(({ clean_up }) => clean_up)) {
      const policyName = elevationCleanUpName(props.environment.region);
      this.summarise(new AutoscalingCleanUp(this, "clean_up", { settings, policyName }).policy);
    }
  }
}
