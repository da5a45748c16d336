# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
  subnet_ids         = { eu-west-1a = "subnet-0123456789abcdef0" }
  security_group_ids = ["sg-0123456789abcdef0"]
}

run "smallest_call" {
  command = plan

  assert {
    condition     = aws_efs_file_system.files.encrypted
    error_message = "It does not hold that the file system is encrypted."
  }

  assert {
    condition     = keys(aws_efs_mount_target.zone) == ["eu-west-1a"]
    error_message = "It does not hold that it has one mount target for each zone."
  }
}

run "refuses_1" {
  command = plan

  variables {
    subnet_ids = { eu-west-1a = "subnet-0123456789abcdef0", eu-west-1b = "subnet-0123456789abcdef0" }
  }

  expect_failures = [var.subnet_ids]
}
