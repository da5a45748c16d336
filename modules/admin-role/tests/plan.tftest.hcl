mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
  saml       = { provider_arns = ["arn:aws:iam::123456789012:saml-provider/customer-saml"] }
}

run "the_smallest_call_makes_the_role_of_the_page" {
  command = plan

  assert {
    condition     = aws_iam_role.admin.name == "customer_sagemaker_admin_role"
    error_message = "The role does not have the name of the page."
  }

  assert {
    condition     = jsondecode(aws_iam_role.admin.assume_role_policy).Statement[*].Sid == ["R1Saml"]
    error_message = "The role is assumed otherwise than through SAML."
  }

  assert {
    condition     = contains(jsondecode(aws_iam_policy.deny.policy).Statement[*].Sid, "X3VpcEndpoints")
    error_message = "The explicit denies lack that of VPC endpoints."
  }

  assert {
    condition     = length(aws_iam_policy.admin_3) == 1
    error_message = "The integrations are dropped though the caller keeps them."
  }
}

run "integrations_can_be_dropped" {
  command = plan

  variables {
    integrations = false
  }

  assert {
    condition = (
      length(aws_iam_policy.admin_3) == 0 &&
      length(aws_iam_role_policy_attachment.admin_policy_admin_3) == 0
    )
    error_message = "The integrations are kept."
  }

  assert {
    condition     = output.policy_names == ["customer_sagemaker_admin_policy", "customer_sagemaker_admin_policy_2"]
    error_message = "The output names other policies than are made."
  }
}

run "notebooks_are_opened_from_the_networks_that_the_caller_names" {
  command = plan

  variables {
    notebook_vpc_ids = ["vpc-0123456789abcdef0"]
  }

  assert {
    condition = flatten([
      for statement in jsondecode(aws_iam_policy.admin.policy).Statement :
      statement.Condition.StringNotEquals["aws:SourceVpc"] if statement.Sid == "E3NotebookUrl"
    ]) == ["vpc-0123456789abcdef0"]
    error_message = "Notebooks are opened from other networks."
  }
}

run "reads_can_be_kept_in_the_account" {
  command = plan

  variables {
    buckets = { reads_in_account_only = true }
  }

  assert {
    condition = toset(setintersection(
      jsondecode(aws_iam_policy.admin_2.policy).Statement[*].Sid,
      ["N5Read", "N5ReadInAccount"],
    )) == toset(["N5ReadInAccount"])
    error_message = "Objects are read in any account."
  }
}
