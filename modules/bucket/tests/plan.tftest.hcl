mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
}

run "the_smallest_call_makes_the_default_bucket_of_the_sdk" {
  command = plan

  assert {
    condition     = aws_s3_bucket.bucket.bucket == "sagemaker-eu-west-1-123456789012"
    error_message = "The bucket has another name."
  }

  assert {
    condition     = aws_s3_bucket_versioning.bucket.versioning_configuration[0].status == "Enabled"
    error_message = "The bucket is not versioned."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.bucket.restrict_public_buckets
    error_message = "The bucket may be public."
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.bucket.policy).Statement[*].Sid == ["P1TlsOnly"]
    error_message = "The bucket is reached without TLS."
  }

  assert {
    condition     = length(aws_s3_bucket_logging.bucket) == 0
    error_message = "Requests are logged though nobody says where."
  }
}

run "an_access_log_goes_where_the_caller_says" {
  command = plan

  variables {
    access_log = { bucket = "acme-logs", prefix = "s3/" }
  }

  assert {
    condition     = aws_s3_bucket_logging.bucket[0].target_bucket == "acme-logs"
    error_message = "The log goes elsewhere."
  }
}

run "a_bucket_receives_the_logs_of_the_buckets_that_the_caller_names" {
  command = plan

  variables {
    name               = "acme-logs"
    log_source_buckets = ["acme-sagemaker"]
  }

  assert {
    condition = (
      jsondecode(aws_s3_bucket_policy.bucket.policy).Statement[1].Condition.ArnEquals["aws:SourceArn"] ==
      ["arn:aws:s3:::acme-sagemaker"]
    )
    error_message = "S3 does not deliver the log of the bucket, or that of others."
  }
}
