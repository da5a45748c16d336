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
    name = "two words"
  }

  expect_failures = [var.name]
}

run "refuses_5" {
  command = plan

  variables {
    policy_names = { sagemaker = "SAME", names = "same" }
  }

  expect_failures = [var.policy_names]
}

run "refuses_6" {
  command = plan

  variables {
    extra_policy_arns = { policy_0 = "arn:aws:iam::123456789012:policy/policy_0", policy_1 = "arn:aws:iam::123456789012:policy/policy_1", policy_2 = "arn:aws:iam::123456789012:policy/policy_2", policy_3 = "arn:aws:iam::123456789012:policy/policy_3", policy_4 = "arn:aws:iam::123456789012:policy/policy_4", policy_5 = "arn:aws:iam::123456789012:policy/policy_5", policy_6 = "arn:aws:iam::123456789012:policy/policy_6" }
  }

  expect_failures = [var.extra_policy_arns]
}
