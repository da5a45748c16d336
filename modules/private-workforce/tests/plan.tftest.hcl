mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
  saml       = { provider_arns = ["arn:aws:iam::123456789012:saml-provider/customer-saml"] }

  any_user_pool = true
}

run "the_smallest_call_manages_people_in_cognito" {
  command = plan

  assert {
    condition     = aws_iam_role.workforce.name == "customer_sagemaker_workforce_role"
    error_message = "The role does not have the default name."
  }

  assert {
    condition     = strcontains(aws_iam_policy.workforce.policy, "cognito-idp:AdminCreateUser")
    error_message = "The role cannot create people."
  }

  assert {
    condition     = !can(regex("cognito-|Workforce|Workteam", aws_iam_policy.workforce_deny.policy))
    error_message = "The role is denied what it is for."
  }

  assert {
    condition     = contains(jsondecode(aws_iam_policy.workforce.policy).Statement[*].Sid, "W1CreatePool")
    error_message = "The role cannot make a pool though the caller takes any."
  }
}

run "a_given_pool_is_the_only_one" {
  command = plan

  variables {
    any_user_pool = false
    user_pool_id  = "eu-west-1_AbCdEf123"
  }

  assert {
    condition     = strcontains(aws_iam_policy.workforce.policy, "userpool/eu-west-1_AbCdEf123")
    error_message = "The policy does not name the pool."
  }

  assert {
    condition     = !contains(jsondecode(aws_iam_policy.workforce.policy).Statement[*].Sid, "W1CreatePool")
    error_message = "Another pool can be made."
  }
}
