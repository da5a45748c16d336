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
    condition     = aws_appautoscaling_target.endpoint.resource_id == "endpoint/churn/variant/AllTraffic"
    error_message = "Something else scales."
  }

  assert {
    condition     = aws_appautoscaling_target.endpoint.scalable_dimension == "sagemaker:variant:DesiredInstanceCount"
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
    condition     = aws_appautoscaling_target.endpoint.resource_id == "inference-component/churn-explainer"
    error_message = "Something else scales."
  }

  assert {
    condition = (
      aws_appautoscaling_target.endpoint.scalable_dimension == "sagemaker:inference-component:DesiredCopyCount"
    )
    error_message = "It scales by something else."
  }
}
