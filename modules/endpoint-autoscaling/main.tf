################################################################################
# What scales: a variant of an endpoint, or an inference component
################################################################################

locals {
  target = var.inference_component == null ? {
    resource_id = "endpoint/${var.endpoint}/variant/${var.variant}"
    dimension   = "sagemaker:variant:DesiredInstanceCount"
    metric      = "SageMakerVariantInvocationsPerInstance"
    invocations = var.invocations_per_instance
    } : {
    resource_id = "inference-component/${var.inference_component}"
    dimension   = "sagemaker:inference-component:DesiredCopyCount"
    metric      = "SageMakerInferenceComponentInvocationsPerCopy"
    invocations = var.invocations_per_copy
  }

  scheduled = length(var.schedules) > 0
  scalable  = one(concat(aws_appautoscaling_target.endpoint, aws_appautoscaling_target.scheduled))
}

resource "aws_appautoscaling_target" "endpoint" {
  count = local.scheduled ? 0 : 1

  service_namespace  = "sagemaker"
  resource_id        = local.target.resource_id
  scalable_dimension = local.target.dimension
  min_capacity       = var.min
  max_capacity       = var.max
  tags               = var.tags
}

# The schedules move the limits: an apply that set them again would only undo what the last schedule did. A block of its
# own, since Terraform takes no condition in `lifecycle`.
resource "aws_appautoscaling_target" "scheduled" {
  count = local.scheduled ? 1 : 0

  service_namespace  = "sagemaker"
  resource_id        = local.target.resource_id
  scalable_dimension = local.target.dimension
  min_capacity       = var.min
  max_capacity       = var.max
  tags               = var.tags

  lifecycle {
    ignore_changes = [min_capacity, max_capacity]
  }
}

################################################################################
# How it scales
################################################################################

resource "aws_appautoscaling_policy" "endpoint" {
  name               = "invocations"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = local.scalable.service_namespace
  resource_id        = local.scalable.resource_id
  scalable_dimension = local.scalable.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = local.target.invocations
    scale_in_cooldown  = var.scale_in_cooldown_seconds
    scale_out_cooldown = var.scale_out_cooldown_seconds

    predefined_metric_specification {
      predefined_metric_type = local.target.metric
    }
  }
}

resource "aws_appautoscaling_scheduled_action" "endpoint_schedules" {
  for_each = { for schedule in var.schedules : schedule.name => schedule }

  name               = each.key
  service_namespace  = local.scalable.service_namespace
  resource_id        = local.scalable.resource_id
  scalable_dimension = local.scalable.scalable_dimension
  schedule           = each.value.schedule
  timezone           = each.value.timezone

  scalable_target_action {
    min_capacity = each.value.min
    max_capacity = each.value.max
  }
}

################################################################################
# The first copy: target tracking divides by the number of copies, and cannot leave zero. The alarm of AWS's guide
# "Scale an endpoint to zero instances" waits for two failures within a minute; here the first one counts.
################################################################################

locals {
  # At first, or from a scheduled time on.
  may_have_no_copy = var.inference_component != null && contains(concat([var.min], var.schedules[*].min), 0)
}

resource "aws_appautoscaling_policy" "from_zero" {
  count = local.may_have_no_copy ? 1 : 0

  name               = "from-zero"
  policy_type        = "StepScaling"
  service_namespace  = local.scalable.service_namespace
  resource_id        = local.scalable.resource_id
  scalable_dimension = local.scalable.scalable_dimension

  step_scaling_policy_configuration {
    adjustment_type         = "ChangeInCapacity"
    metric_aggregation_type = "Maximum"
    cooldown                = 60

    step_adjustment {
      metric_interval_lower_bound = 0
      scaling_adjustment          = 1
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "from_zero" {
  count = local.may_have_no_copy ? 1 : 0

  alarm_name          = "sagemaker-${var.inference_component}-from-zero"
  alarm_description   = "${var.inference_component} was invoked and has no copy."
  namespace           = "AWS/SageMaker"
  metric_name         = "NoCapacityInvocationFailures"
  dimensions          = { InferenceComponentName = var.inference_component }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  datapoints_to_alarm = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  alarm_actions       = aws_appautoscaling_policy.from_zero[*].arn
  tags                = var.tags
}
