import type { Construct } from "constructs";
import { AutoscalingCleanUp } from "../modules/autoscaling-clean-up";
import { AutoscalingElevation } from "../modules/autoscaling-elevation";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** `<environment>-elevation`: autoscaling rights of people, a policy for each ticket. */
export class ElevationStack extends EnvironmentStack {
  constructor(scope: Construct, props: EnvironmentStackProps) {
    super(scope, "elevation", props);
    const { settings, elevations, cleanUps } = props.documents;
    const roleName = settings.names.adminRole;
    for (const { elevation, policy } of elevations) {
      const { ticket, approver, reason } = elevation;
      const made = new AutoscalingElevation(this, `ticket_${ticket}`, {
        roleName,
        policy,
        ticket,
        approver,
        ...(reason && { reason }),
      });
      this.summarise(made.policy);
    }
    if (!cleanUps.elevation) return;
    this.summarise(new AutoscalingCleanUp(this, "clean_up", { roleName, policy: cleanUps.elevation }).policy);
  }
}
