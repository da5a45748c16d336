mock_provider "aws" {}

variables {
  region = "eu-west-1"
  vpc_id = "vpc-0123456789abcdef0"
}

run "everywhere_is_not_private" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "0.0.0.0/0"]
  }

  expect_failures = [var.client_cidrs]
}

run "everywhere_in_ipv6_is_not_private" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "::/0"]
  }

  expect_failures = [var.client_cidrs]
}

run "half_of_everywhere_is_not_private" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "0.0.0.0/1"]
  }

  expect_failures = [var.client_cidrs]
}

run "half_of_ipv6_is_not_private" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "8000::/1"]
  }

  expect_failures = [var.client_cidrs]
}

run "more_than_a_private_range_is_not_private" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "10.0.0.0/7"]
  }

  expect_failures = [var.client_cidrs]
}

run "a_public_range_is_not_private" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "203.0.113.0/24"]
  }

  expect_failures = [var.client_cidrs]
}

run "what_lies_behind_a_private_range_is_not_private" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0/16", "172.32.0.0/16"]
  }

  expect_failures = [var.client_cidrs]
}

run "a_range_begins_with_its_first_address" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.1/16"]
  }

  expect_failures = [var.client_cidrs]
}

run "a_range_has_no_leading_zeros" {
  command = plan

  variables {
    client_cidrs = ["010.0.0.0/8"]
  }

  expect_failures = [var.client_cidrs]
}

run "a_range_has_a_length" {
  command = plan

  variables {
    client_cidrs = ["10.0.0.0"]
  }

  expect_failures = [var.client_cidrs]
}

run "a_range_is_in_lower_case" {
  command = plan

  variables {
    client_cidrs = ["FD00::/8"]
  }

  expect_failures = [var.client_cidrs]
}

run "a_range_is_in_cidr_notation" {
  command = plan

  variables {
    client_cidrs = ["everywhere"]
  }

  expect_failures = [var.client_cidrs]
}
