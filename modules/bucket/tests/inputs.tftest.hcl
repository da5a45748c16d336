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
