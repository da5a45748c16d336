mock_provider "aws" {}

variables {
  endpoint                 = "churn"
  variant                  = "AllTraffic"
  min                      = 1
  max                      = 4
  invocations_per_instance = 700
}

run "a_variant_is_no_component" {
  command = plan

  variables {
    inference_component = "churn-explainer"
  }

  expect_failures = [var.inference_component]
}

run "an_endpoint_is_given_with_its_variant" {
  command = plan

  variables {
    variant = null
  }

  expect_failures = [var.inference_component]
}

run "a_variant_scales_by_the_load_of_an_instance" {
  command = plan

  variables {
    invocations_per_instance = null
  }

  expect_failures = [var.invocations_per_instance]
}

run "a_variant_has_no_copies" {
  command = plan

  variables {
    invocations_per_copy = 60
  }

  expect_failures = [var.invocations_per_copy]
}

run "min_is_not_above_max" {
  command = plan

  variables {
    min = 5
  }

  expect_failures = [var.min]
}

run "a_variant_keeps_an_instance" {
  command = plan

  variables {
    min = 0
  }

  expect_failures = [var.min]
}

run "a_schedule_has_a_name_of_its_own" {
  command = plan

  variables {
    schedules = [
      { name = "nights", schedule = "cron(0 22 * * ? *)", min = 1, max = 2 },
      { name = "nights", schedule = "cron(0 22 * * ? *)", min = 2, max = 3 },
    ]
  }

  expect_failures = [var.schedules]
}

run "min_of_a_schedule_is_not_above_its_max" {
  command = plan

  variables {
    schedules = [{ name = "nights", schedule = "cron(0 22 * * ? *)", min = 3, max = 2 }]
  }

  expect_failures = [var.schedules]
}

run "a_variant_keeps_an_instance_by_schedule" {
  command = plan

  variables {
    schedules = [{ name = "nights", schedule = "cron(0 22 * * ? *)", min = 0, max = 2 }]
  }

  expect_failures = [var.schedules]
}
