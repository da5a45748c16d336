mock_provider "aws" {}

variables {
  subnet_ids         = { "eu-west-1a" = "subnet-0123456789abcdef0" }
  security_group_ids = ["sg-0123456789abcdef0"]
}

run "the_smallest_call_makes_a_mount_target_in_each_zone" {
  command = plan

  assert {
    condition     = aws_efs_file_system.files.encrypted
    error_message = "The file system is not encrypted."
  }

  assert {
    condition     = keys(aws_efs_mount_target.zone) == ["eu-west-1a"]
    error_message = "It has a mount target in another zone, or none."
  }

  assert {
    condition     = aws_efs_file_system.files.tags["Name"] == "sagemaker-files"
    error_message = "It has another Name tag."
  }
}
