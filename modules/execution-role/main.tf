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
# What the policies name
################################################################################

locals {
  # A pattern's * spans /, so that these match keys in any bucket too: every write is held to the account.
  patterns        = ["*SageMaker*", "*Sagemaker*", "*sagemaker*", "aws-glue*"]
  object_patterns = var.buckets.names == null ? local.patterns : formatlist("%s/*", var.buckets.names)
  object_arns     = [for pattern in local.object_patterns : "arn:${local.partition}:s3:::${pattern}"]

  # JumpStart's content: AWS publishes no list of these buckets. China keeps it in cn-north-1 alone, GovCloud has none.
  jump_start_buckets = distinct(flatten([
    for region in coalesce(var.regions, [local.region]) : (
      local.partition == "aws" ? ["jumpstart-cache-prod-${region}", "jumpstart-private-cache-prod-${region}"] :
      region == "cn-north-1" ? ["jumpstart-cache-prod-${region}"] : []
    )
  ]))
  jump_start_bucket_arns = [for name in local.jump_start_buckets : "arn:${local.partition}:s3:::${name}"]
  jump_start_object_arns = [for name in local.jump_start_buckets : "arn:${local.partition}:s3:::${name}/*"]

  bucket_names = coalesce(var.buckets.names, local.patterns)
  bucket_arns  = [for name in local.bucket_names : "arn:${local.partition}:s3:::${name}"]

  # The network in which alone SageMaker computes.
  subnet_arns = [
    for id in try(var.network_only.subnet_ids, []) :
    "arn:${local.partition}:ec2:${local.region}:${local.account}:subnet/${id}"
  ]

  execution_role_arn = "arn:${local.partition}:iam::${local.account}:role${var.path}${var.name}"
}

################################################################################
# Role
################################################################################

resource "aws_iam_role" "execution" {
  name                 = var.name
  path                 = var.path
  description          = "Used by SageMaker, AWS Glue and Step Functions for the people of the admin role"
  assume_role_policy   = local.execution_trust_policy
  permissions_boundary = var.permissions_boundary_arn
  max_session_duration = var.max_session_hours * 3600
  tags                 = var.tags

  lifecycle {
    precondition {
      condition = local.execution_trust_policy_size <= local.trust_policy_limit
      error_message = join(" ", [
        "trust policy of ${var.name} has ${local.execution_trust_policy_size} characters,",
        "${local.trust_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }
}

################################################################################
# Policies
################################################################################

resource "aws_iam_policy" "execution" {
  name        = var.policy_name
  path        = var.path
  description = "What SageMaker may do for its users"
  policy      = local.execution_policy
  tags        = var.tags

  lifecycle {
    precondition {
      condition = local.execution_policy_size <= local.managed_policy_limit
      error_message = join(" ", [
        "${var.policy_name} has ${local.execution_policy_size} characters,",
        "${local.managed_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }

  # What is denied comes before what is allowed, and what moves to the second policy is attached there first.
  depends_on = [
    aws_iam_role_policy_attachment.execution_policy_deny,
    aws_iam_role_policy_attachment.execution_policy_execution_2,
  ]
}

locals {
  # The second policy holds what a notebook needs beside a job.
  notebook_policy_name = "${var.policy_name}_2"
}

resource "aws_iam_policy" "execution_2" {
  count = var.profile == "notebook" ? 1 : 0

  name        = local.notebook_policy_name
  path        = var.path
  description = "What a notebook may do beside a job"
  policy      = local.execution_2_policy
  tags        = var.tags

  lifecycle {
    precondition {
      condition = local.execution_2_policy_size <= local.managed_policy_limit
      error_message = join(" ", [
        "${local.notebook_policy_name} has ${local.execution_2_policy_size} characters,",
        "${local.managed_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }

  # What is denied comes before what is allowed.
  depends_on = [aws_iam_role_policy_attachment.execution_policy_deny]
}

################################################################################
# Attachments: single resources, so that what others attach stays attached
################################################################################

resource "aws_iam_role_policy_attachment" "execution_policy_execution" {
  role       = aws_iam_role.execution.name
  policy_arn = aws_iam_policy.execution.arn

  depends_on = [aws_iam_role_policy_attachment.execution_policy_deny]
}

resource "aws_iam_role_policy_attachment" "execution_policy_execution_2" {
  count = var.profile == "notebook" ? 1 : 0

  role       = aws_iam_role.execution.name
  policy_arn = aws_iam_policy.execution_2[0].arn

  depends_on = [aws_iam_role_policy_attachment.execution_policy_deny]
}

resource "aws_iam_role_policy_attachment" "execution_policy_deny" {
  role       = aws_iam_role.execution.name
  policy_arn = var.deny_policy_arn

  lifecycle {
    create_before_destroy = true
  }
}

locals {
  full_access = {
    AmazonSageMakerFullAccess = "arn:${local.partition}:iam::aws:policy/AmazonSageMakerFullAccess"
  }
}

resource "aws_iam_role_policy_attachment" "execution_extra" {
  for_each = merge(var.extra_policy_arns, var.profile == "full-access" ? local.full_access : {})

  role       = aws_iam_role.execution.name
  policy_arn = each.value

  depends_on = [aws_iam_role_policy_attachment.execution_policy_deny]
}
