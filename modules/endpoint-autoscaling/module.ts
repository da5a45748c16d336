import { scaling } from "../../config/scaling";
import { expression, numberExpression } from "../common/terraform/expression";
import type { TerraformModule } from "../common/terraform/module";
import { EndpointAutoscaling } from "./index";

const {
  endpoint,
  variant,
  inference_component,
  min,
  max,
  invocations_per_instance,
  invocations_per_copy,
  scale_in_cooldown_seconds,
  scale_out_cooldown_seconds,
  schedules,
} = scaling.shape.endpoints.element.shape;

const schedule = (name: string, least: number, most: number): object => ({
  name,
  schedule: "cron(0 22 * * ? *)",
  min: least,
  max: most,
});

const OF_COMPONENT = "var.inference_component != null";
const chosen = (component: string, ofVariant: string): string => `\${${OF_COMPONENT} ? ${component} : ${ofVariant}}`;

export const terraformModule: TerraformModule = {
  title: "Endpoint autoscaling",
  purpose:
    "Autoscaling of one endpoint variant or inference component, made by Terraform so that no person needs the right. An " +
    "endpoint that scales can only be deleted by who may also deregister its scalable target: see the module " +
    "`autoscaling-clean-up`.",
  variables: {
    endpoint,
    variant,
    inference_component,
    min,
    max,
    invocations_per_instance,
    invocations_per_copy,
    scale_in_cooldown_seconds,
    scale_out_cooldown_seconds,
    schedules,
  },
  validations: {
    inference_component: [
      {
        condition: `${OF_COMPONENT} ? var.endpoint == null && var.variant == null : var.endpoint != null && var.variant != null`,
        message: "what scales must be given as endpoint and variant, or as inference_component.",
      },
    ],
    invocations_per_instance: [
      {
        condition: `(var.invocations_per_instance == null) == (${OF_COMPONENT})`,
        message: "invocations_per_instance must be given for a variant, which scales by instances, and only for one.",
      },
    ],
    invocations_per_copy: [
      {
        condition: `(var.invocations_per_copy != null) == (${OF_COMPONENT})`,
        message:
          "invocations_per_copy must be given for an inference component, which scales by copies, and only for one.",
      },
    ],
    min: [
      { condition: "var.min <= var.max", message: "min must be at most max." },
      {
        condition: `var.min > 0 || ${OF_COMPONENT}`,
        message: "min must be 1 at least, since a variant cannot go without an instance.",
      },
    ],
    schedules: [
      {
        condition: "length(distinct(var.schedules[*].name)) == length(var.schedules)",
        message: "schedules must have each name once.",
      },
      {
        condition: "alltrue([for schedule in var.schedules : schedule.min <= schedule.max])",
        message: "min of each of schedules must be at most its max.",
      },
      {
        condition: `alltrue([for schedule in var.schedules : schedule.min > 0 || ${OF_COMPONENT}])`,
        message: "min of each of schedules must be 1 at least, since a variant cannot go without an instance.",
      },
    ],
  },
  build: (stack) => {
    new EndpointAutoscaling(stack, "endpoint", {
      target: { endpoint: "", variant: "" },
      min: numberExpression("var.min"),
      max: numberExpression("var.max"),
      invocationsPerInstance: 0,
      schedules: [
        {
          name: expression("each.key"),
          schedule: expression("each.value.schedule"),
          timezone: expression("each.value.timezone"),
          min: 0,
          max: 0,
        },
      ],
    });
  },
  overrides: {
    "aws_appautoscaling_target.endpoint": {
      resource_id: chosen(
        '"inference-component/${var.inference_component}"',
        '"endpoint/${var.endpoint}/variant/${var.variant}"',
      ),
      scalable_dimension: chosen(
        '"sagemaker:inference-component:DesiredCopyCount"',
        '"sagemaker:variant:DesiredInstanceCount"',
      ),
    },
    "aws_appautoscaling_policy.endpoint": {
      target_tracking_scaling_policy_configuration: {
        target_value: chosen("var.invocations_per_copy", "var.invocations_per_instance"),
        scale_in_cooldown: "${var.scale_in_cooldown_seconds}",
        scale_out_cooldown: "${var.scale_out_cooldown_seconds}",
        predefined_metric_specification: {
          predefined_metric_type: chosen(
            '"SageMakerInferenceComponentInvocationsPerCopy"',
            '"SageMakerVariantInvocationsPerInstance"',
          ),
        },
      },
    },
    "aws_appautoscaling_scheduled_action.endpoint_schedules": {
      for_each: "${{ for schedule in var.schedules : schedule.name => schedule }}",
      scalable_target_action: { min_capacity: "${each.value.min}", max_capacity: "${each.value.max}" },
    },
  },
  outputs: {
    resource_id: {
      value: "aws_appautoscaling_target.endpoint.resource_id",
      description: "What scales, as Application Auto Scaling names it.",
    },
  },
  inputs: { endpoint: "churn", variant: "AllTraffic", min: 1, max: 4, invocations_per_instance: 700 },
  expects: {
    'aws_appautoscaling_target.endpoint.resource_id == "endpoint/churn/variant/AllTraffic"': "the variant scales",
    "aws_appautoscaling_target.endpoint.max_capacity == 4": "it scales within the limits",
  },
  refuses: [
    {
      inputs: { inference_component: "churn-explainer" },
      variable: "inference_component",
      message: "what scales must be given as endpoint and variant, or as inference_component.",
    },
    {
      inputs: { variant: null },
      variable: "inference_component",
      message: "what scales must be given as endpoint and variant, or as inference_component.",
    },
    {
      inputs: { invocations_per_instance: null },
      variable: "invocations_per_instance",
      message: "invocations_per_instance must be given for a variant, which scales by instances, and only for one.",
    },
    {
      inputs: { invocations_per_copy: 60 },
      variable: "invocations_per_copy",
      message:
        "invocations_per_copy must be given for an inference component, which scales by copies, and only for one.",
    },
    { inputs: { min: 5 }, variable: "min", message: "min must be at most max." },
    {
      inputs: { min: 0 },
      variable: "min",
      message: "min must be 1 at least, since a variant cannot go without an instance.",
    },
    {
      inputs: { schedules: [schedule("nights", 1, 2), schedule("nights", 2, 3)] },
      variable: "schedules",
      message: "schedules must have each name once.",
    },
    {
      inputs: { schedules: [schedule("nights", 3, 2)] },
      variable: "schedules",
      message: "min of each of schedules must be at most its max.",
    },
    {
      inputs: { schedules: [schedule("nights", 0, 2)] },
      variable: "schedules",
      message: "min of each of schedules must be 1 at least, since a variant cannot go without an instance.",
    },
  ],
};
