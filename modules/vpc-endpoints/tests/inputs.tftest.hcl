# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
  account_id         = "123456789012"
  region             = "eu-west-1"
  vpc_id             = "vpc-0123456789abcdef0"
  subnet_ids         = { eu-west-1a = "subnet-0123456789abcdef0" }
  security_group_ids = ["sg-0123456789abcdef0"]
}

run "smallest_call" {
  command = plan

  assert {
    condition     = toset(keys(aws_vpc_endpoint.interface)) == toset(["api", "runtime"])
    error_message = "It does not hold that the endpoints of the page are made."
  }

  assert {
    condition     = aws_vpc_endpoint.notebook[0].service_name == "aws.sagemaker.eu-west-1.notebook"
    error_message = "It does not hold that the notebook's has its own name."
  }

  assert {
    condition     = length(aws_vpc_endpoint.s3) == 0
    error_message = "It does not hold that there is no gateway unless the caller asks for it."
  }
}

run "refuses_1" {
  command = plan

  variables {
    region = "cn-north-1"
    extra  = ["codecommit", "sts"]
  }

  expect_failures = [var.extra]
}

run "refuses_2" {
  command = plan

  variables {
    preset = "private"
  }

  expect_failures = [var.route_table_ids]
}
