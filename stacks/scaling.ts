import type { Construct } from "constructs";
import type { Scaling } from "../config/scaling";
import { AutoscalingCleanUp } from "../modules/autoscaling-clean-up";
import { EndpointAutoscaling, type EndpointAutoscalingProps } from "../modules/endpoint-autoscaling";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** `<environment>-scaling`: autoscaling of endpoints, and the right of people to remove what scales. */
export class ScalingStack extends EnvironmentStack {
  constructor(scope: Construct, props: EnvironmentStackProps, scaling: Scaling) {
    super(scope, "scaling", props);
    for (const entry of scaling.endpoints) {
      const target = targetOf(entry);
      new EndpointAutoscaling(this, idOf(target), {
        target,
        min: entry.min,
        max: entry.max,
        invocationsPerInstance: entry.invocations_per_instance ?? entry.invocations_per_copy ?? 0,
        scaleInCooldown: entry.scale_in_cooldown_seconds,
        scaleOutCooldown: entry.scale_out_cooldown_seconds,
        schedules: entry.schedules,
      });
    }
    const { settings, cleanUps } = props.documents;
    if (!cleanUps.scaling) return;
    const roleName = settings.names.adminRole;
    this.summarise(new AutoscalingCleanUp(this, "clean_up", { roleName, policy: cleanUps.scaling }).policy);
  }
}

type Target = EndpointAutoscalingProps["target"];

/** @throws Error where the configuration's rules have let a target of no kind through. */
function targetOf({ endpoint, variant, inference_component }: Scaling["endpoints"][number]): Target {
  if (inference_component !== undefined) return { inferenceComponent: inference_component };
  if (endpoint !== undefined && variant !== undefined) return { endpoint, variant };
  throw new Error("a target of scaling is endpoint and variant, or inference_component");
}

/** The id follows the target, not its place in the list; SageMaker's names hold no `_`, so no two share an id. */
function idOf(target: Target): string {
  return "endpoint" in target
    ? `endpoint_${target.endpoint}_${target.variant}`
    : `component_${target.inferenceComponent}`;
}
