mock_provider "aws" {}

variables {
  account_id         = "123456789012"
  region             = "eu-west-1"
  vpc_id             = "vpc-0123456789abcdef0"
  subnet_ids         = { "eu-west-1a" = "subnet-0123456789abcdef0" }
  security_group_ids = ["sg-0123456789abcdef0"]
}

run "the_smallest_call_makes_the_endpoints_of_the_page" {
  command = plan

  assert {
    condition     = toset(keys(aws_vpc_endpoint.interface)) == toset(["api", "runtime"])
    error_message = "Other endpoints are made than those of the page."
  }

  assert {
    condition     = aws_vpc_endpoint.notebook[0].service_name == "aws.sagemaker.eu-west-1.notebook"
    error_message = "The endpoint of the notebook leads elsewhere."
  }

  assert {
    condition     = length(aws_vpc_endpoint.s3) == 0
    error_message = "A gateway is made that nobody asks for."
  }
}

run "an_adopted_endpoint_is_not_made" {
  command = plan

  variables {
    adopt = { api = "vpce-0123456789abcdef0" }
  }

  assert {
    condition     = keys(aws_vpc_endpoint.interface) == ["runtime"]
    error_message = "An endpoint is made beside the one that is there."
  }
}

run "services_have_their_names_in_china" {
  command = plan

  variables {
    region = "cn-north-1"
    extra  = ["sts", "kms"]
  }

  assert {
    condition     = aws_vpc_endpoint.interface["sts"].service_name == "cn.com.amazonaws.cn-north-1.sts"
    error_message = "The name of STS does not begin with cn."
  }

  assert {
    condition     = aws_vpc_endpoint.interface["kms"].service_name == "com.amazonaws.cn-north-1.kms"
    error_message = "The name of KMS begins with cn."
  }
}
