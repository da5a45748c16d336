import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

/** A change of the limits at given times. */
export interface Schedule {
  readonly name: string;
  /** `cron(…)`, `rate(…)` or `at(…)`. */
  readonly schedule: string;
  /** IANA name. @default UTC */
  readonly timezone?: string;
  readonly min: number;
  readonly max: number;
}

export interface EndpointAutoscalingProps {
  /** What scales: a variant of an endpoint, or an inference component. */
  readonly target: { readonly endpoint: string; readonly variant: string } | { readonly inferenceComponent: string };
  /** Fewest and most instances, or copies of the component. */
  readonly min: number;
  readonly max: number;
  /** Invocations per minute that one instance, or copy, should take. */
  readonly invocationsPerInstance: number;
  /** Seconds between two removals. @default 300 */
  readonly scaleInCooldown?: number;
  /** Seconds between two additions. @default 300 */
  readonly scaleOutCooldown?: number;
  /** @default none */
  readonly schedules?: readonly Schedule[];
  /** @default none */
  readonly tags?: Record<string, string>;
}

/**
 * Autoscaling of one endpoint variant or inference component, made by Terraform so that no person needs the right:
 * `aws_appautoscaling_target.<id>`, `aws_appautoscaling_policy.<id>`, `aws_appautoscaling_scheduled_action.<id>_…`, and
 * for a component that may have no copy `aws_appautoscaling_policy.<id>_from_zero` with the alarm of the same name.
 *
 * With schedules Terraform sets the limits once, when it registers the target: from then on they move them, and a later
 * apply would only undo what the last schedule did.
 *
 * "Otherwise" than "SageMaker endpoint auto scaling is not supported as SageMaker requires DeleteAlarm permissions on
 * any ("*") resource": the deployer has them, the people do not.
 */
export class EndpointAutoscaling extends Construct {
  constructor(scope: Construct, id: string, props: EndpointAutoscalingProps) {
    super(scope, id);
    if (props.min > props.max) throw new Error(`min ${props.min} is above max ${props.max}`);
    const { schedules = [] } = props;
    const tags = props.tags && { tags: props.tags };
    const ofVariant = "endpoint" in props.target;
    const resourceId =
      "endpoint" in props.target
        ? `endpoint/${props.target.endpoint}/variant/${props.target.variant}`
        : `inference-component/${props.target.inferenceComponent}`;
    const target = new AppautoscalingTarget(this, "target", {
      serviceNamespace: "sagemaker",
      resourceId,
      scalableDimension: ofVariant
        ? "sagemaker:variant:DesiredInstanceCount"
        : "sagemaker:inference-component:DesiredCopyCount",
      minCapacity: props.min,
      maxCapacity: props.max,
      ...tags,
      ...(schedules.length > 0 && { lifecycle: { ignoreChanges: ["min_capacity", "max_capacity"] } }),
    });
    target.overrideLogicalId(id);
    const scalable = {
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
    };
    new AppautoscalingPolicy(this, "policy", {
      ...scalable,
      name: "invocations",
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: props.invocationsPerInstance,
        scaleInCooldown: props.scaleInCooldown ?? 300,
        scaleOutCooldown: props.scaleOutCooldown ?? 300,
        predefinedMetricSpecification: {
          predefinedMetricType: ofVariant
            ? "SageMakerVariantInvocationsPerInstance"
            : "SageMakerInferenceComponentInvocationsPerCopy",
        },
      },
    }).overrideLogicalId(id);
    for (const { name, schedule, timezone, min, max } of schedules) {
      new AppautoscalingScheduledAction(this, `schedule-${name}`, {
        ...scalable,
        name,
        schedule,
        ...(timezone && { timezone }),
        scalableTargetAction: { minCapacity: String(min), maxCapacity: String(max) },
      }).overrideLogicalId(`${id}_${name}`);
    }
    const mayHaveNone = [props, ...schedules].some(({ min }) => min === 0);
    if ("inferenceComponent" in props.target && mayHaveNone) {
      this.leaveZero(`${id}_from_zero`, scalable, props.target.inferenceComponent, tags);
    }
  }

  /**
   * Adds the first copy once an invocation has found none: target tracking divides by the number of copies, and cannot.
   *
   * Source: "Scale an endpoint to zero instances" of the SageMaker developer guide, whose alarm waits for two failures
   * within a minute (`GreaterThanThreshold` 1); here the first one counts.
   */
  private leaveZero(
    id: string,
    scalable: Scalable,
    inferenceComponent: string,
    tags: Pick<EndpointAutoscalingProps, "tags"> | undefined,
  ): void {
    const policy = new AppautoscalingPolicy(this, "from-zero", {
      ...scalable,
      name: "from-zero",
      policyType: "StepScaling",
      stepScalingPolicyConfiguration: {
        adjustmentType: "ChangeInCapacity",
        metricAggregationType: "Maximum",
        cooldown: 60,
        stepAdjustment: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
      },
    });
    policy.overrideLogicalId(id);
    new CloudwatchMetricAlarm(this, "no-capacity", {
      alarmName: `sagemaker-${inferenceComponent}-from-zero`,
      alarmDescription: `${inferenceComponent} was invoked and has no copy.`,
      namespace: "AWS/SageMaker",
      metricName: "NoCapacityInvocationFailures",
      dimensions: { InferenceComponentName: inferenceComponent },
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      alarmActions: [policy.arn],
      ...tags,
    }).overrideLogicalId(id);
  }
}

type Scalable = Readonly<Record<"serviceNamespace" | "resourceId" | "scalableDimension", string>>;
