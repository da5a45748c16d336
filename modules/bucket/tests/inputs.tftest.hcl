# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
}

run "smallest_call" {
  command = plan

  assert {
    condition     = aws_s3_bucket.bucket.bucket == "sagemaker-eu-west-1-123456789012"
    error_message = "It does not hold that the name is the SDK's default bucket."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.bucket.restrict_public_buckets
    error_message = "It does not hold that the bucket is not public."
  }

  assert {
    condition     = length(aws_s3_bucket_logging.bucket) == 0
    error_message = "It does not hold that nothing is logged unless the caller asks for it."
  }
}

run "refuses_1" {
  command = plan

  variables {
    name = "acme-data"
  }

  expect_failures = [var.name]
}

run "refuses_2" {
  command = plan

  variables {
    name = "sagemakerxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
  }

  expect_failures = [var.name]
}

run "refuses_3" {
  command = plan

  variables {
    name = "Acme-sagemaker"
  }

  expect_failures = [var.name]
}

run "refuses_4" {
  command = plan

  variables {
    name = "sagemaker-"
  }

  expect_failures = [var.name]
}

run "refuses_5" {
  command = plan

  variables {
    name = "sagemaker..data"
  }

  expect_failures = [var.name]
}

run "refuses_6" {
  command = plan

  variables {
    name = "10.20.30.40"
  }

  expect_failures = [var.name]
}

run "refuses_7" {
  command = plan

  variables {
    name = "xn--sagemaker"
  }

  expect_failures = [var.name]
}

run "refuses_8" {
  command = plan

  variables {
    name = "sagemaker-s3alias"
  }

  expect_failures = [var.name]
}

run "refuses_9" {
  command = plan

  variables {
    name       = "acme-sagemaker"
    access_log = { bucket = "acme-sagemaker" }
  }

  expect_failures = [var.access_log]
}
