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

run "refuses_1" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "0.0.0.0/0"]
  }

  expect_failures = [var.client_cidrs]
}

run "refuses_2" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "::/0"]
  }

  expect_failures = [var.client_cidrs]
}

run "refuses_3" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "0.0.0.0/1"]
  }

  expect_failures = [var.client_cidrs]
}

run "refuses_4" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "8000::/1"]
  }

  expect_failures = [var.client_cidrs]
}

run "refuses_5" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "10.0.0.0/7"]
  }

  expect_failures = [var.client_cidrs]
}

run "refuses_6" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "203.0.113.0/24"]
  }

  expect_failures = [var.client_cidrs]
}

run "refuses_7" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "172.32.0.0/16"]
  }

  expect_failures = [var.client_cidrs]
}

run "refuses_8" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.1/16"]
  }

  expect_failures = [var.client_cidrs]
}

run "refuses_9" {
  command = plan

  variables {
    client_cidrs = ["010.0.0.0/8"]
  }

  expect_failures = [var.client_cidrs]
}

run "refuses_10" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0"]
  }

  expect_failures = [var.client_cidrs]
}

run "refuses_11" {
  command = plan

  variables {
    client_cidrs = ["FD00::/8"]
  }

  expect_failures = [var.client_cidrs]
}

run "refuses_12" {
  command = plan

  variables {
    client_cidrs = ["everywhere"]
  }

  expect_failures = [var.client_cidrs]
}
