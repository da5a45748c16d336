mock_provider "aws" {}

variables {
  account_id      = "123456789012"
  region          = "eu-west-1"
  deny_policy_arn = "arn:aws:iam::123456789012:policy/customer_sagemaker_deny_policy"
}

run "people_can_pass_the_role" {
  command = plan

  variables {
    name = "SageMakerRole"
  }

  expect_failures = [var.name]
}

run "the_name_has_only_characters_that_iam_takes" {
  command = plan

  variables {
    name = "AmazonSageMaker-ExecutionRole-two words"
  }

  expect_failures = [var.name]
}

run "the_name_is_short_enough" {
  command = plan

  variables {
    name = format("AmazonSageMaker-ExecutionRole-%040d", 1)
  }

  expect_failures = [var.name]
}

run "full_access_is_asked_for_by_the_profile" {
  command = plan

  variables {
    extra_policy_arns = { all = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess" }
  }

  expect_failures = [var.extra_policy_arns]
}

run "a_role_carries_at_most_ten_policies" {
  command = plan

  variables {
    extra_policy_arns = {
      for index in range(9) : "policy_${index}" => "arn:aws:iam::123456789012:policy/policy_${index}"
    }
  }

  expect_failures = [var.extra_policy_arns]
}

run "only_notebooks_start_jobs_that_step_functions_waits_for" {
  command = plan

  variables {
    profile             = "jobs"
    step_functions_sync = true
  }

  expect_failures = [var.step_functions_sync]
}
