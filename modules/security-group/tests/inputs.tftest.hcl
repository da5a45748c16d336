# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
  region = "eu-west-1"
  vpc_id = "vpc-0123456789abcdef0"
}

run "smallest_call" {
  command = plan

  assert {
    condition     = aws_security_group.endpoints.name == "sagemaker-endpoints"
    error_message = "It does not hold that the groups have the default names."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoints_clients.from_port == 443
    error_message = "It does not hold that the clients call the endpoints by HTTPS."
  }

  assert {
    condition     = length(aws_security_group.files) == 0
    error_message = "It does not hold that there is no file system unless the caller has one."
  }
}
