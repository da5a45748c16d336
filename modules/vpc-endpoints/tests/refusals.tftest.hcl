mock_provider "aws" {}

variables {
  account_id         = "123456789012"
  region             = "eu-west-1"
  vpc_id             = "vpc-0123456789abcdef0"
  subnet_ids         = { "eu-west-1a" = "subnet-0123456789abcdef0" }
  security_group_ids = ["sg-0123456789abcdef0"]
}

run "the_partition_has_the_services" {
  command = plan

  variables {
    region = "cn-north-1"
    extra  = ["codecommit", "sts"]
  }

  expect_failures = [var.extra]
}

run "a_gateway_has_route_tables" {
  command = plan

  variables {
    preset = "private"
  }

  expect_failures = [var.route_table_ids]
}
