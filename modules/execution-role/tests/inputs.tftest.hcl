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
