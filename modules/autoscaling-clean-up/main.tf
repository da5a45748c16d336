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
# Policy of the admin role
################################################################################

locals {
  # IAM is global, the right is of one region.
  policy_name = coalesce(var.policy_name, "customer_sagemaker_scaling_clean_up_policy_${local.region}")
}

resource "aws_iam_policy" "clean_up" {
  name        = local.policy_name
  description = "Removes the autoscaling of SageMaker endpoints"
  policy      = local.clean_up_policy
  tags        = var.tags

  lifecycle {
    precondition {
      condition = local.clean_up_policy_size <= local.managed_policy_limit
      error_message = join(" ", [
        "${local.policy_name} has ${local.clean_up_policy_size} characters,",
        "${local.managed_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }
}

resource "aws_iam_role_policy_attachment" "clean_up" {
  role       = var.admin_role_name
  policy_arn = aws_iam_policy.clean_up.arn
}
