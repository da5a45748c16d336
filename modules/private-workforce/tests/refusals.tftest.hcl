mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
  saml       = { provider_arns = ["arn:aws:iam::123456789012:saml-provider/customer-saml"] }

  user_pool_id = "eu-west-1_AbCdEf123"
}

run "a_pool_is_chosen" {
  command = plan

  variables {
    user_pool_id = null
  }

  expect_failures = [var.any_user_pool]
}

run "any_pool_is_not_chosen_beside_one" {
  command = plan

  variables {
    any_user_pool = true
  }

  expect_failures = [var.any_user_pool]
}

run "somebody_must_be_able_to_assume_the_role" {
  command = plan

  variables {
    saml = null
  }

  expect_failures = [var.saml]
}

run "saml_audiences_are_of_the_partition" {
  command = plan

  variables {
    saml = {
      provider_arns = ["arn:aws:iam::123456789012:saml-provider/customer-saml"]
      audiences     = ["https://signin.amazonaws.cn/saml"]
    }
  }

  expect_failures = [var.saml]
}

run "buckets_are_not_reserved" {
  command = plan

  variables {
    buckets = { names = ["ams-sagemaker"] }
  }

  expect_failures = [var.buckets]
}

run "the_pool_is_of_the_region" {
  command = plan

  variables {
    user_pool_id = "eu-central-1_AbCdEf123"
  }

  expect_failures = [var.user_pool_id]
}

run "a_role_carries_at_most_ten_policies" {
  command = plan

  variables {
    extra_policy_arns = {
      for index in range(9) : "policy_${index}" => "arn:aws:iam::123456789012:policy/policy_${index}"
    }
  }

  expect_failures = [var.extra_policy_arns]
}
