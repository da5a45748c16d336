import { allow, clause, deny } from "../../clause";

const TARGET = "arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/0123456789abcdef";
const cleaner = (namespace = "sagemaker") =>
  ({ as: "adminCleanUp", context: { "application-autoscaling:service-namespace": namespace } }) as const;

export const scaling = clause({
  id: "D3",
  title: "Autoscaling without elevating a person",
  quote:
    "To support endpoint auto scaling, submit a Management | Other | Other RFC to setup auto scaling for a SageMaker endpoint.",
  interpretation:
    "Terraform makes the scalable target and its policy, for variants and inference components, so that no person needs the right; for a component that may have no copy also the step policy and the alarm on NoCapacityInvocationFailures that alone lead out of zero. Limits that schedules move are left where the last schedule put them. An endpoint that scales can only be deleted by who may also deregister its target: the admin role may then look and deregister, and nothing else. Whether deregistering tries DeleteAlarms too is not documented and not verified.",
  statements: [
    {
      sid: "D3CleanUp",
      documents: ["cleanUp"],
      actions: ["application-autoscaling:DeregisterScalableTarget"],
      resources: ["arn:{partition}:application-autoscaling:{region}:{account}:scalable-target/*"],
      conditions: { StringEquals: { "application-autoscaling:service-namespace": "sagemaker" } },
    },
  ],
  cases: [
    allow("application-autoscaling:DeregisterScalableTarget", TARGET, cleaner()),
    allow("application-autoscaling:DescribeScalableTargets", "*", { as: "adminCleanUp" }),
    deny("application-autoscaling:DeregisterScalableTarget", TARGET, cleaner("dynamodb")),
    deny("application-autoscaling:DeregisterScalableTarget", TARGET, { as: "adminCleanUp" }),
    deny("application-autoscaling:RegisterScalableTarget", TARGET, cleaner()),
    deny("application-autoscaling:PutScalingPolicy", TARGET, cleaner()),
    deny("cloudwatch:DeleteAlarms", "*", { as: "adminCleanUp" }),
  ],
});
