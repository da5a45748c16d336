################################################################################
# Account, region and partition
################################################################################

data "aws_caller_identity" "current" {
  count = var.account_id == null ? 1 : 0
}

data "aws_partition" "current" {
  count = var.region == null ? 1 : 0
}

data "aws_region" "current" {
  count = var.region == null ? 1 : 0
}

locals {
  account = coalesce(var.account_id, one(data.aws_caller_identity.current[*].account_id))
  region  = coalesce(var.region, one(data.aws_region.current[*].region))
  partition = (
    var.region == null ? one(data.aws_partition.current[*].partition) :
    startswith(var.region, "cn-") ? "aws-cn" :
    startswith(var.region, "us-gov-") ? "aws-us-gov" : "aws"
  )
}

################################################################################
# Bucket
################################################################################

locals {
  # The default bucket of SageMaker's own SDK.
  name       = coalesce(var.name, "sagemaker-${local.region}-${local.account}")
  bucket_arn = "arn:${local.partition}:s3:::${local.name}"

  log_source_arns = [for name in var.log_source_buckets : "arn:${local.partition}:s3:::${name}"]
}

resource "aws_s3_bucket" "bucket" {
  bucket        = local.name
  force_destroy = var.force_destroy
  tags          = var.tags
}

################################################################################
# Versions and their end
################################################################################

resource "aws_s3_bucket_versioning" "bucket" {
  bucket = aws_s3_bucket.bucket.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "bucket" {
  bucket = aws_s3_bucket.bucket.id

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {
      prefix = ""
    }

    noncurrent_version_expiration {
      noncurrent_days = var.old_version_days
    }
  }

  rule {
    id     = "unfinished-uploads"
    status = "Enabled"

    filter {
      prefix = ""
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = var.unfinished_upload_days
    }
  }

  # Rules for old versions mean nothing before versioning is on.
  depends_on = [aws_s3_bucket_versioning.bucket]
}

################################################################################
# Encryption
################################################################################

resource "aws_s3_bucket_server_side_encryption_configuration" "bucket" {
  bucket = aws_s3_bucket.bucket.id

  rule {
    bucket_key_enabled = var.key_arn != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.key_arn
    }
  }
}

################################################################################
# Access
################################################################################

resource "aws_s3_bucket_ownership_controls" "bucket" {
  bucket = aws_s3_bucket.bucket.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "bucket" {
  bucket = aws_s3_bucket.bucket.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "bucket" {
  bucket = aws_s3_bucket.bucket.id

  # What others put into the policy stays behind the contract's statements.
  policy = jsonencode(merge(jsondecode(local.bucket_policy), {
    Statement = concat(
      jsondecode(local.bucket_policy).Statement,
      [for statement in var.extra_statements : jsondecode(statement)],
    )
  }))

  # S3 refuses one of two changes to a bucket's access that arrive together.
  depends_on = [aws_s3_bucket_public_access_block.bucket]
}

################################################################################
# Access log
################################################################################

resource "aws_s3_bucket_logging" "bucket" {
  count = var.access_log == null ? 0 : 1

  bucket        = aws_s3_bucket.bucket.id
  target_bucket = var.access_log.bucket
  target_prefix = var.access_log.prefix
}
