# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
}

run "smallest_call" {
  command = plan

  assert {
    condition     = aws_iam_policy.clean_up.name == "customer_sagemaker_scaling_clean_up_policy_eu-west-1"
    error_message = "It does not hold that the region ends the name."
  }
}

run "refuses_1" {
  command = plan

  variables {
    region = "mars-1"
  }

  expect_failures = [var.region]
}
