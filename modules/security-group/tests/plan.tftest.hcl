mock_provider "aws" {}

variables {
  region = "eu-west-1"
  vpc_id = "vpc-0123456789abcdef0"
}

run "the_smallest_call_lets_the_clients_call_the_endpoints" {
  command = plan

  assert {
    condition     = aws_security_group.endpoints.name == "sagemaker-endpoints"
    error_message = "The group of the endpoints has another name."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoints_clients.from_port == 443
    error_message = "The clients do not call the endpoints by HTTPS."
  }

  assert {
    condition     = length(aws_security_group.files) == 0
    error_message = "There is a group of a file system that nobody has."
  }

  assert {
    condition     = data.aws_ec2_managed_prefix_list.s3[0].name == "com.amazonaws.eu-west-1.s3"
    error_message = "The clients reach other addresses than those of S3."
  }
}

run "a_file_system_is_reached_by_the_clients" {
  command = plan

  variables {
    file_system = true
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.files_clients[0].from_port == 2049
    error_message = "The clients do not reach the file system by NFS."
  }
}

run "a_range_of_ipv6_is_a_rule_of_ipv6" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "fd00::/8"]
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoints_cidrs["fd00::/8"].cidr_ipv6 == "fd00::/8"
    error_message = "The range of IPv6 is taken for another."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoints_cidrs["10.0.0.0/16"].cidr_ipv4 == "10.0.0.0/16"
    error_message = "The range of IPv4 is taken for another."
  }
}
