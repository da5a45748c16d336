mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
}

run "the_region_ends_the_name" {
  command = plan

  assert {
    condition     = aws_iam_policy.clean_up.name == "customer_sagemaker_scaling_clean_up_policy_eu-west-1"
    error_message = "The name does not end in the region."
  }

  assert {
    condition     = aws_iam_role_policy_attachment.clean_up.role == "customer_sagemaker_admin_role"
    error_message = "Another role than that of the page carries the policy."
  }

  assert {
    condition     = strcontains(aws_iam_policy.clean_up.policy, "DeregisterScalableTarget")
    error_message = "The policy does not remove what scales."
  }
}

run "a_given_name_is_the_name" {
  command = plan

  variables {
    policy_name = "acme_clean_up"
  }

  assert {
    condition     = output.policy_name == "acme_clean_up"
    error_message = "The policy has another name."
  }
}
