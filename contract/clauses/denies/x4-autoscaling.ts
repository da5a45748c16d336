import { allow, clause, deny } from "../../clause";

const TARGET = "arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/0123456789abcdef";
const ALARM = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:TargetTracking-endpoint/churn";

export const autoscaling = clause({
  id: "X4",
  title: "No endpoint autoscaling by default",
  quote:
    'SageMaker endpoint auto scaling is not supported as SageMaker requires DeleteAlarm permissions on any ("*") resource.',
  interpretation:
    "By absence, never by a deny, which would defeat the elevation (D2): no statement allows writes or tags of " +
    "Application Auto Scaling, alarm writes, or the service-linked role. Looking is allowed (D1), and an endpoint's " +
    "capacity may be set by hand (S0).",
  statements: [],
  absent: [
    "application-autoscaling:Delete*",
    "application-autoscaling:Deregister*",
    "application-autoscaling:Put*",
    "application-autoscaling:Register*",
    "application-autoscaling:TagResource",
    "application-autoscaling:UntagResource",
    "cloudwatch:DeleteAlarms",
    "cloudwatch:DisableAlarmActions",
    "cloudwatch:EnableAlarmActions",
    "cloudwatch:PutCompositeAlarm",
    "cloudwatch:PutMetricAlarm",
    "cloudwatch:SetAlarmState",
    "iam:CreateServiceLinkedRole",
  ],
  cases: [
    ...[
      "RegisterScalableTarget",
      "DeregisterScalableTarget",
      "PutScalingPolicy",
      "DeleteScalingPolicy",
      "PutScheduledAction",
      "DeleteScheduledAction",
      "TagResource",
    ].map((action) =>
      deny(`application-autoscaling:${action}`, TARGET, {
        context: { "application-autoscaling:service-namespace": "sagemaker" },
      }),
    ),
    ...[
      "PutMetricAlarm",
      "PutCompositeAlarm",
      "DeleteAlarms",
      "SetAlarmState",
      "EnableAlarmActions",
      "DisableAlarmActions",
    ].map((action) => deny(`cloudwatch:${action}`, ALARM)),
    deny("cloudwatch:DeleteAlarms", "*"),
    deny("cloudwatch:DeleteAlarms", "*", { as: "execution" }),
    deny(
      "iam:CreateServiceLinkedRole",
      "arn:aws:iam::111122223333:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint",
      { context: { "iam:AWSServiceName": "sagemaker.application-autoscaling.amazonaws.com" } },
    ),
    allow("application-autoscaling:DescribeScalableTargets", "*"),
    allow("cloudwatch:DescribeAlarms", ALARM),
    allow("sagemaker:UpdateEndpointWeightsAndCapacities", "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn"),
  ],
});
