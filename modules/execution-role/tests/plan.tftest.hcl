mock_provider "aws" {}

variables {
  account_id      = "123456789012"
  region          = "eu-west-1"
  deny_policy_arn = "arn:aws:iam::123456789012:policy/customer_sagemaker_deny_policy"
}

run "the_smallest_call_makes_the_role_of_the_page" {
  command = plan

  assert {
    condition     = aws_iam_role.execution.name == "AmazonSageMaker-ExecutionRole-Admin"
    error_message = "The role does not have the name of the page."
  }

  assert {
    condition     = aws_iam_role_policy_attachment.execution_policy_deny.policy_arn == var.deny_policy_arn
    error_message = "The role does not carry the denies."
  }

  assert {
    condition     = length(aws_iam_role_policy_attachment.execution_extra) == 0
    error_message = "The role carries further policies."
  }

  assert {
    condition     = contains(jsondecode(aws_iam_policy.execution_2[0].policy).Statement[*].Sid, "J2PassItself")
    error_message = "The SDK in a notebook cannot start jobs."
  }

  assert {
    condition     = contains(jsondecode(aws_iam_policy.execution.policy).Statement[*].Sid, "J1Vpc")
    error_message = "Nothing can run in a VPC."
  }
}

run "jobs_do_less_than_notebooks" {
  command = plan

  variables {
    profile = "jobs"
    vpc     = false
  }

  assert {
    condition     = length(aws_iam_policy.execution_2) == 0
    error_message = "Jobs may do what only notebooks need."
  }

  assert {
    condition     = !contains(jsondecode(aws_iam_policy.execution.policy).Statement[*].Sid, "J1Vpc")
    error_message = "Jobs make network interfaces though they run in no VPC."
  }
}

run "full_access_is_a_further_policy" {
  command = plan

  variables {
    profile = "full-access"
  }

  assert {
    condition     = keys(aws_iam_role_policy_attachment.execution_extra) == ["AmazonSageMakerFullAccess"]
    error_message = "The role does not carry AmazonSageMakerFullAccess."
  }
}
