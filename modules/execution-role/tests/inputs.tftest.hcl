# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
  account_id      = "123456789012"
  region          = "eu-west-1"
  deny_policy_arn = "arn:aws:iam::123456789012:policy/customer_sagemaker_deny_policy"
}

run "smallest_call" {
  command = plan

  assert {
    condition     = aws_iam_role.execution.name == "AmazonSageMaker-ExecutionRole-Admin"
    error_message = "It does not hold that the role has the name of the page."
  }

  assert {
    condition     = aws_iam_role_policy_attachment.execution_policy_deny.policy_arn == "arn:aws:iam::123456789012:policy/customer_sagemaker_deny_policy"
    error_message = "It does not hold that the role carries the denies."
  }

  assert {
    condition     = length(aws_iam_role_policy_attachment.execution_extra) == 0
    error_message = "It does not hold that the role carries nothing else."
  }
}

run "refuses_1" {
  command = plan

  variables {
    profile             = "jobs"
    step_functions_sync = true
  }

  expect_failures = [var.step_functions_sync]
}

run "refuses_2" {
  command = plan

  variables {
    name = "SageMakerRole"
  }

  expect_failures = [var.name]
}

run "refuses_3" {
  command = plan

  variables {
    name = "AmazonSageMaker-ExecutionRole-two words"
  }

  expect_failures = [var.name]
}

run "refuses_4" {
  command = plan

  variables {
    name = "AmazonSageMaker-ExecutionRole-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
  }

  expect_failures = [var.name]
}

run "refuses_5" {
  command = plan

  variables {
    extra_policy_arns = { all = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess" }
  }

  expect_failures = [var.extra_policy_arns]
}

run "refuses_6" {
  command = plan

  variables {
    extra_policy_arns = { policy_0 = "arn:aws:iam::123456789012:policy/policy_0", policy_1 = "arn:aws:iam::123456789012:policy/policy_1", policy_2 = "arn:aws:iam::123456789012:policy/policy_2", policy_3 = "arn:aws:iam::123456789012:policy/policy_3", policy_4 = "arn:aws:iam::123456789012:policy/policy_4", policy_5 = "arn:aws:iam::123456789012:policy/policy_5", policy_6 = "arn:aws:iam::123456789012:policy/policy_6", policy_7 = "arn:aws:iam::123456789012:policy/policy_7" }
  }

  expect_failures = [var.extra_policy_arns]
}
