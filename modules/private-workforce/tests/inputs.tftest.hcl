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
    condition     = aws_iam_role.workforce.name == "customer_sagemaker_workforce_role"
    error_message = "It does not hold that the role has the default name."
  }

  assert {
    condition     = strcontains(aws_iam_policy.workforce.policy, "cognito-idp:AdminCreateUser")
    error_message = "It does not hold that it manages people in Cognito."
  }
}
