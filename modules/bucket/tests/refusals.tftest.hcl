mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
}

run "the_roles_reach_the_name" {
  command = plan

  variables {
    name = "acme-data"
  }

  expect_failures = [var.name]
}

run "the_name_is_short_enough" {
  command = plan

  variables {
    name = format("sagemaker%055d", 1)
  }

  expect_failures = [var.name]
}

run "the_name_is_lower_case" {
  command = plan

  variables {
    name = "Acme-sagemaker"
  }

  expect_failures = [var.name]
}

run "the_name_ends_in_a_letter_or_digit" {
  command = plan

  variables {
    name = "sagemaker-"
  }

  expect_failures = [var.name]
}

run "the_name_has_no_two_periods_side_by_side" {
  command = plan

  variables {
    name = "sagemaker..data"
  }

  expect_failures = [var.name]
}

run "the_name_is_no_ip_address" {
  command = plan

  variables {
    name = "10.20.30.40"
  }

  expect_failures = [var.name]
}

run "the_name_begins_with_nothing_reserved" {
  command = plan

  variables {
    name = "xn--sagemaker"
  }

  expect_failures = [var.name]
}

run "the_name_ends_in_nothing_reserved" {
  command = plan

  variables {
    name = "sagemaker-s3alias"
  }

  expect_failures = [var.name]
}

run "the_log_does_not_log_itself" {
  command = plan

  variables {
    name       = "acme-sagemaker"
    access_log = { bucket = "acme-sagemaker" }
  }

  expect_failures = [var.access_log]
}

run "no_role_reaches_the_logs_that_a_bucket_receives" {
  command = plan

  variables {
    name               = "acme-sagemaker-logs"
    log_source_buckets = ["acme-sagemaker"]
  }

  expect_failures = [var.name]
}

run "a_bucket_that_receives_logs_has_a_name_of_its_own" {
  command = plan

  variables {
    log_source_buckets = ["acme-sagemaker"]
  }

  expect_failures = [var.name]
}
