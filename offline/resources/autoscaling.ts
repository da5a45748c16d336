import { SCALING_SERVICE_ROLE } from "../../aws/names";
import { capacityRange } from "../rules/autoscaling";
import type { Need, ResourceKind } from "./kind";

const target: Need = {
  type: "aws_appautoscaling_target",
  key: "{service_namespace}/{resource_id}/{scalable_dimension}",
  refusal: {
    status: 400,
    code: "ObjectNotFoundException",
    message:
      "No scalable target registered for service namespace: {service_namespace}, resource ID: {resource_id}, " +
      "scalable dimension: {scalable_dimension}",
  },
};

const service = "Application Auto Scaling";

/** Application Auto Scaling, and the alarms of step scaling. */
export const autoscaling: Readonly<Record<string, ResourceKind>> = {
  aws_appautoscaling_target: {
    binding: "appautoscaling-target",
    key: "{service_namespace}/{resource_id}/{scalable_dimension}",
    id: "{resource_id}",
    importId: /^(?<service_namespace>[^/]+)\/(?<resource_id>.+)\/(?<scalable_dimension>[^/]+)$/,
    computed: {
      arn: "arn:{partition}:application-autoscaling:{region}:{account}:scalable-target/{hex:32}",
      // SageMaker's; those of other services have other names.
      role_arn:
        "arn:{partition}:iam::{account}:role/aws-service-role/{service_namespace}.application-autoscaling.amazonaws.com/" +
        SCALING_SERVICE_ROLE,
    },
    computedBlocks: {
      suspended_state: [
        {
          dynamic_scaling_in_suspended: false,
          dynamic_scaling_out_suspended: false,
          scheduled_scaling_suspended: false,
        },
      ],
    },
    replace: ["resource_id", "scalable_dimension", "service_namespace"],
    api: {
      service,
      noun: "Application AutoScaling Target ({resource_id})",
      create: "RegisterScalableTarget",
      delete: "DeregisterScalableTarget",
    },
    rules: [capacityRange],
  },
  aws_appautoscaling_policy: {
    binding: "appautoscaling-policy",
    key: "{service_namespace}/{resource_id}/{scalable_dimension}/{name}",
    id: "{name}",
    importId: /^(?<service_namespace>[^/]+)\/(?<resource_id>.+)\/(?<scalable_dimension>[^/]+)\/(?<name>[^/]+)$/,
    computed: {
      arn:
        "arn:{partition}:autoscaling:{region}:{account}:scalingPolicy:{uuid:}:resource/{service_namespace}/" +
        "{resource_id}:policyName/{name}",
      alarm_arns: [
        "arn:{partition}:cloudwatch:{region}:{account}:alarm:TargetTracking-{resource_id}-AlarmHigh-{uuid:}",
        "arn:{partition}:cloudwatch:{region}:{account}:alarm:TargetTracking-{resource_id}-AlarmLow-{uuid:}",
      ],
    },
    defaults: { policy_type: "StepScaling" },
    replace: ["name", "resource_id", "scalable_dimension", "service_namespace"],
    api: {
      service,
      noun: "Application Auto Scaling Scaling Policy ({name})",
      create: "PutScalingPolicy",
      delete: "DeleteScalingPolicy",
    },
    needs: [target],
  },
  aws_appautoscaling_scheduled_action: {
    binding: "appautoscaling-scheduled-action",
    key: "{name}/{service_namespace}/{resource_id}",
    id: "{name}-{service_namespace}-{resource_id}",
    importId: /^(?<name>[^/]+)\/(?<service_namespace>[^/]+)\/(?<resource_id>.+)$/,
    computed: {
      arn:
        "arn:{partition}:autoscaling:{region}:{account}:scheduledAction:{uuid:}:resource/{service_namespace}/" +
        "{resource_id}:scheduledActionName/{name}",
    },
    defaults: { timezone: "UTC" },
    replace: ["name", "resource_id", "scalable_dimension", "service_namespace"],
    api: {
      service,
      noun: "Application Auto Scaling Scheduled Action ({name})",
      create: "PutScheduledAction",
      delete: "DeleteScheduledAction",
    },
    needs: [target],
  },
  aws_cloudwatch_metric_alarm: {
    binding: "cloudwatch-metric-alarm",
    key: "{alarm_name}",
    computed: {
      arn: "arn:{partition}:cloudwatch:{region}:{account}:alarm:{alarm_name}",
      evaluate_low_sample_count_percentiles: "",
    },
    defaults: { actions_enabled: true, treat_missing_data: "missing" },
    replace: ["alarm_name"],
    api: {
      service: "CloudWatch",
      noun: "CloudWatch Metric Alarm ({alarm_name})",
      create: "PutMetricAlarm",
      delete: "DeleteAlarms",
    },
  },
};
