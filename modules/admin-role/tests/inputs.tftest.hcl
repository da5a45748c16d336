# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
  saml       = { provider_arns = ["arn:aws:iam::123456789012:saml-provider/customer-saml"] }
}

run "smallest_call" {
  command = plan

  assert {
    condition     = aws_iam_role.admin.name == "customer_sagemaker_admin_role"
    error_message = "It does not hold that the role has the name of the page."
  }

  assert {
    condition     = length(aws_iam_policy.admin_3) == 1
    error_message = "It does not hold that the integrations are kept unless the caller drops them."
  }

  assert {
    condition     = jsondecode(aws_iam_policy.deny.policy).Version == "2012-10-17"
    error_message = "It does not hold that the policy is known in the plan."
  }
}
