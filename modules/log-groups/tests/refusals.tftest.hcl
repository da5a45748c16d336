mock_provider "aws" {}

run "a_group_is_one_of_sagemaker" {
  command = plan

  variables {
    groups = ["/aws/lambda/payroll"]
  }

  expect_failures = [var.groups]
}

run "the_retention_is_one_that_cloudwatch_logs_knows" {
  command = plan

  variables {
    retention_days = 100
  }

  expect_failures = [var.retention_days]
}
