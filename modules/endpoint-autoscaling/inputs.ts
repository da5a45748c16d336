import { scaling } from "../../config/scaling";
import { type ModuleInputs, tags } from "../common/module-inputs";

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

const OF_COMPONENT = "var.inference_component != null";

export const inputs: ModuleInputs = {
  groups: {
    "What scales": { endpoint, variant, inference_component },
    "How it scales": {
      min,
      max,
      invocations_per_instance,
      invocations_per_copy,
      scale_in_cooldown_seconds,
      scale_out_cooldown_seconds,
      schedules,
    },
    Tags: { tags },
  },
  rules: {
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
        message: "min must be at least 1, since a variant cannot go without an instance.",
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
        message: "min of each of schedules must be at least 1, since a variant cannot go without an instance.",
      },
    ],
  },
};
