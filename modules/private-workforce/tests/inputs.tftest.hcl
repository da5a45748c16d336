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

run "refuses_1" {
  command = plan

  variables {
    saml = null
  }

  expect_failures = [var.saml]
}

run "refuses_2" {
  command = plan

  variables {
    saml = { provider_arns = ["arn:aws:iam::123456789012:saml-provider/customer-saml"], audiences = ["https://signin.amazonaws.cn/saml"] }
  }

  expect_failures = [var.saml]
}

run "refuses_3" {
  command = plan

  variables {
    buckets = { names = ["ams-sagemaker"] }
  }

  expect_failures = [var.buckets]
}

run "refuses_4" {
  command = plan

  variables {
    user_pool_id = "eu-central-1_AbCdEf123"
  }

  expect_failures = [var.user_pool_id]
}

run "refuses_5" {
  command = plan

  variables {
    extra_policy_arns = { policy_0 = "arn:aws:iam::123456789012:policy/policy_0", policy_1 = "arn:aws:iam::123456789012:policy/policy_1", policy_2 = "arn:aws:iam::123456789012:policy/policy_2", policy_3 = "arn:aws:iam::123456789012:policy/policy_3", policy_4 = "arn:aws:iam::123456789012:policy/policy_4", policy_5 = "arn:aws:iam::123456789012:policy/policy_5", policy_6 = "arn:aws:iam::123456789012:policy/policy_6", policy_7 = "arn:aws:iam::123456789012:policy/policy_7", policy_8 = "arn:aws:iam::123456789012:policy/policy_8" }
  }

  expect_failures = [var.extra_policy_arns]
}
