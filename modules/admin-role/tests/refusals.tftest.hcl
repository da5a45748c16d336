mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
  saml       = { provider_arns = ["arn:aws:iam::123456789012:saml-provider/customer-saml"] }
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

run "the_name_has_only_characters_that_iam_takes" {
  command = plan

  variables {
    name = "two words"
  }

  expect_failures = [var.name]
}

run "policy_names_differ" {
  command = plan

  variables {
    policy_names = { sagemaker = "SAME", names = "same" }
  }

  expect_failures = [var.policy_names]
}

run "a_role_carries_at_most_ten_policies" {
  command = plan

  variables {
    extra_policy_arns = {
      for index in range(7) : "policy_${index}" => "arn:aws:iam::123456789012:policy/policy_${index}"
    }
  }

  expect_failures = [var.extra_policy_arns]
}
