# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
  ticket     = "CHG0012345"
  approver   = "platform-lead"
  from       = "2026-12-01T08:00:00Z"
  until      = "2026-12-05T18:00:00Z"
}

run "smallest_call" {
  command = plan

  assert {
    condition     = aws_iam_policy.elevation.name == "customer_sagemaker_autoscaling_policy_CHG0012345"
    error_message = "It does not hold that the ticket names the policy."
  }

  assert {
    condition     = strcontains(aws_iam_policy.elevation.policy, "2026-12-05T18:00:00Z")
    error_message = "It does not hold that the policy ends by itself."
  }
}
