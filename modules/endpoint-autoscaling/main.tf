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
}

resource "aws_appautoscaling_target" "endpoint" {
  service_namespace  = "sagemaker"
  resource_id        = local.target.resource_id
  scalable_dimension = local.target.dimension
  min_capacity       = var.min
  max_capacity       = var.max
}

################################################################################
# How it scales
################################################################################

resource "aws_appautoscaling_policy" "endpoint" {
  name               = "invocations"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.endpoint.service_namespace
  resource_id        = aws_appautoscaling_target.endpoint.resource_id
  scalable_dimension = aws_appautoscaling_target.endpoint.scalable_dimension

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
  service_namespace  = aws_appautoscaling_target.endpoint.service_namespace
  resource_id        = aws_appautoscaling_target.endpoint.resource_id
  scalable_dimension = aws_appautoscaling_target.endpoint.scalable_dimension
  schedule           = each.value.schedule
  timezone           = each.value.timezone

  scalable_target_action {
    min_capacity = each.value.min
    max_capacity = each.value.max
  }
}
