mock_provider "aws" {}

variables {
  subnet_ids         = { "eu-west-1a" = "subnet-0123456789abcdef0" }
  security_group_ids = ["sg-0123456789abcdef0"]
}

run "each_zone_has_a_subnet_of_its_own" {
  command = plan

  variables {
    subnet_ids = { "eu-west-1a" = "subnet-0123456789abcdef0", "eu-west-1b" = "subnet-0123456789abcdef0" }
  }

  expect_failures = [var.subnet_ids]
}
