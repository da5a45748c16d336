# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
  account_id         = "123456789012"
  region             = "eu-west-1"
  administrator_arns = ["arn:aws:iam::123456789012:role/kms-admin"]
}

run "smallest_call" {
  command = plan

  assert {
    condition     = aws_kms_alias.key.name == "alias/customer-sagemaker"
    error_message = "It does not hold that the alias has the default name."
  }

  assert {
    condition     = aws_kms_key.key.enable_key_rotation
    error_message = "It does not hold that the key is rotated."
  }

  assert {
    condition     = strcontains(aws_kms_key.key.policy, "arn:aws:iam::123456789012:role/kms-admin")
    error_message = "It does not hold that the policy is known in the plan."
  }
}

run "refuses_1" {
  command = plan

  variables {
    administrator_arns = ["arn:aws:iam::123456789012:root"]
  }

  expect_failures = [var.administrator_arns]
}

run "refuses_2" {
  command = plan

  variables {
    administrator_arns = ["arn:aws:iam::123456789012:role/customer_sagemaker_admin_role"]
  }

  expect_failures = [var.administrator_arns]
}
