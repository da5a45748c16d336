mock_provider "aws" {}

variables {
  account_id         = "123456789012"
  region             = "eu-west-1"
  administrator_arns = ["arn:aws:iam::123456789012:role/kms-admin"]
}

run "the_smallest_call_makes_a_key_that_is_rotated" {
  command = plan

  assert {
    condition     = aws_kms_alias.key.name == "alias/customer-sagemaker"
    error_message = "The alias has another name."
  }

  assert {
    condition     = aws_kms_key.key.enable_key_rotation
    error_message = "The key is not rotated."
  }

  assert {
    condition = length(setintersection(
      jsondecode(aws_kms_key.key.policy).Statement[*].Sid,
      ["K1Secrets", "K1Topics", "K1FileSystems", "K1Logs"],
    )) == 0
    error_message = "A service uses the key that the caller does not name."
  }
}

run "services_use_the_key_that_the_caller_names" {
  command = plan

  variables {
    services = ["sns", "logs"]
  }

  assert {
    condition = toset(setintersection(
      jsondecode(aws_kms_key.key.policy).Statement[*].Sid,
      ["K1Secrets", "K1Topics", "K1FileSystems", "K1Logs"],
    )) == toset(["K1Topics", "K1Logs"])
    error_message = "Others than the two services use the key."
  }
}
