mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
}

run "the_region_is_one_of_aws" {
  command = plan

  variables {
    region = "mars-1"
  }

  expect_failures = [var.region]
}
