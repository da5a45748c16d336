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

run "refuses_1" {
  command = plan

  variables {
    inference_component = "churn-explainer"
  }

  expect_failures = [var.inference_component]
}

run "refuses_2" {
  command = plan

  variables {
    variant = null
  }

  expect_failures = [var.inference_component]
}

run "refuses_3" {
  command = plan

  variables {
    invocations_per_instance = null
  }

  expect_failures = [var.invocations_per_instance]
}

run "refuses_4" {
  command = plan

  variables {
    invocations_per_copy = 60
  }

  expect_failures = [var.invocations_per_copy]
}

run "refuses_5" {
  command = plan

  variables {
    min = 5
  }

  expect_failures = [var.min]
}

run "refuses_6" {
  command = plan

  variables {
    min = 0
  }

  expect_failures = [var.min]
}

run "refuses_7" {
  command = plan

  variables {
    schedules = [{ name = "nights", schedule = "cron(0 22 * * ? *)", min = 1, max = 2 }, { name = "nights", schedule = "cron(0 22 * * ? *)", min = 2, max = 3 }]
  }

  expect_failures = [var.schedules]
}

run "refuses_8" {
  command = plan

  variables {
    schedules = [{ name = "nights", schedule = "cron(0 22 * * ? *)", min = 3, max = 2 }]
  }

  expect_failures = [var.schedules]
}

run "refuses_9" {
  command = plan

  variables {
    schedules = [{ name = "nights", schedule = "cron(0 22 * * ? *)", min = 0, max = 2 }]
  }

  expect_failures = [var.schedules]
}
