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
# Who may manage and use the key
################################################################################

locals {
  key_administrator_arns = var.administrator_arns

  dns_suffix = local.partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"

  # The roles are picked by their names, so they need not exist yet.
  role_arn_prefix    = "arn:${local.partition}:iam::${local.account}:role"
  admin_role_arn     = "${local.role_arn_prefix}${var.admin_role_path}${var.admin_role_name}"
  execution_role_arn = "${local.role_arn_prefix}${var.execution_role_path}${var.execution_role_name}"
}

################################################################################
# Key
################################################################################

resource "aws_kms_key" "key" {
  description             = "SageMaker data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = var.deletion_window_days
  tags                    = var.tags

  # What others put into the policy stays behind the contract's statements.
  policy = jsonencode(merge(jsondecode(local.key_policy), {
    Statement = concat(
      jsondecode(local.key_policy).Statement,
      [for statement in var.extra_statements : jsondecode(statement)],
    )
  }))
}

resource "aws_kms_alias" "key" {
  name          = "alias/${var.alias}"
  target_key_id = aws_kms_key.key.key_id
}
