mock_provider "aws" {}

variables {
  endpoint                 = "churn"
  variant                  = "AllTraffic"
  min                      = 1
  max                      = 4
  invocations_per_instance = 700
}

run "a_variant_scales_by_instances" {
  command = plan

  assert {
    condition     = aws_appautoscaling_target.endpoint[0].resource_id == "endpoint/churn/variant/AllTraffic"
    error_message = "Something else scales."
  }

  assert {
    condition     = aws_appautoscaling_target.endpoint[0].scalable_dimension == "sagemaker:variant:DesiredInstanceCount"
    error_message = "It scales by something else."
  }

  assert {
    condition = (
      aws_appautoscaling_policy.endpoint.target_tracking_scaling_policy_configuration[0].target_value == 700
    )
    error_message = "An instance takes another load."
  }
}

run "a_component_scales_by_copies" {
  command = plan

  variables {
    endpoint                 = null
    variant                  = null
    inference_component      = "churn-explainer"
    invocations_per_instance = null
    min                      = 0
    invocations_per_copy     = 60
  }

  assert {
    condition     = aws_appautoscaling_target.endpoint[0].resource_id == "inference-component/churn-explainer"
    error_message = "Something else scales."
  }

  assert {
    condition = (
      aws_appautoscaling_target.endpoint[0].scalable_dimension == "sagemaker:inference-component:DesiredCopyCount"
    )
    error_message = "It scales by something else."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.from_zero[0].metric_name == "NoCapacityInvocationFailures"
    error_message = "Nothing notices an invocation that finds no copy."
  }

  assert {
    condition = one(
      aws_appautoscaling_policy.from_zero[0].step_scaling_policy_configuration[0].step_adjustment
    ).scaling_adjustment == 1
    error_message = "Nothing adds the first copy."
  }
}

run "a_component_that_always_has_a_copy_needs_no_first_one" {
  command = plan

  variables {
    endpoint                 = null
    variant                  = null
    inference_component      = "churn-explainer"
    invocations_per_instance = null
    invocations_per_copy     = 60
  }

  assert {
    condition     = length(aws_appautoscaling_policy.from_zero) + length(aws_cloudwatch_metric_alarm.from_zero) == 0
    error_message = "There is an alarm that nothing raises."
  }
}

run "schedules_keep_the_limits_that_they_set" {
  variables {
    min = 1
    max = 4
    schedules = [
      { name = "mornings", schedule = "cron(0 7 ? * MON-FRI *)", min = 2, max = 8 },
      { name = "evenings", schedule = "cron(0 19 ? * MON-FRI *)", min = 1, max = 4 },
    ]
  }

  assert {
    condition = (
      aws_appautoscaling_target.scheduled[0].max_capacity == 4
      && length(aws_appautoscaling_target.endpoint) == 0
    )
    error_message = "The target does not begin with the limits given."
  }
}

run "an_apply_does_not_undo_a_schedule" {
  variables {
    min = 1
    max = 6
    schedules = [
      { name = "mornings", schedule = "cron(0 7 ? * MON-FRI *)", min = 2, max = 8 },
      { name = "evenings", schedule = "cron(0 19 ? * MON-FRI *)", min = 1, max = 4 },
    ]
  }

  assert {
    condition     = aws_appautoscaling_target.scheduled[0].max_capacity == 4
    error_message = "The limits are fought over."
  }
}
