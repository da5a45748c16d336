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
  policy_name = "customer_sagemaker_autoscaling_policy_${var.ticket}"

  # Both ends are literal, in UTC: nothing here reads a clock.
  elevation_from  = var.from
  elevation_until = var.until

  # aws:userid says whose session it is: the role's id, a colon, the session's name.
  elevation_sessions = [for name in coalesce(var.sessions, []) : "*:${name}"]

  elevation_tags = merge(
    { ticket = var.ticket, approver = var.approver },
    var.reason == null ? {} : { reason = var.reason },
  )
}

resource "aws_iam_policy" "elevation" {
  name        = local.policy_name
  description = "Autoscaling of SageMaker endpoints by elevation"
  policy      = local.elevation_policy
  tags        = merge(var.tags, local.elevation_tags)

  lifecycle {
    precondition {
      condition = local.elevation_policy_size <= local.managed_policy_limit
      error_message = join(" ", [
        "${local.policy_name} has ${local.elevation_policy_size} characters,",
        "${local.managed_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }
}

resource "aws_iam_role_policy_attachment" "elevation" {
  role       = var.admin_role_name
  policy_arn = aws_iam_policy.elevation.arn
}
