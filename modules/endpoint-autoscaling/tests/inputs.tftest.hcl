# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
  endpoint                 = "churn"
  variant                  = "AllTraffic"
  min                      = 1
  max                      = 4
  invocations_per_instance = 700
}

run "smallest_call" {
  command = plan

  assert {
    condition     = aws_appautoscaling_target.endpoint.resource_id == "endpoint/churn/variant/AllTraffic"
    error_message = "It does not hold that the variant scales."
  }

  assert {
    condition     = aws_appautoscaling_target.endpoint.max_capacity == 4
    error_message = "It does not hold that it scales within the limits."
  }
}
