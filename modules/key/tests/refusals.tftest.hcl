mock_provider "aws" {}

variables {
  account_id         = "123456789012"
  region             = "eu-west-1"
  administrator_arns = ["arn:aws:iam::123456789012:role/kms-admin"]
}

run "an_administrator_is_a_role_or_a_user" {
  command = plan

  variables {
    administrator_arns = ["arn:aws:iam::123456789012:root"]
  }

  expect_failures = [var.administrator_arns]
}

run "who_uses_the_key_does_not_manage_it" {
  command = plan

  variables {
    administrator_arns = ["arn:aws:iam::123456789012:role/customer_sagemaker_admin_role"]
  }

  expect_failures = [var.administrator_arns]
}
