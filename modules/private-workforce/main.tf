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
# Who may assume the role
################################################################################

locals {
  saml_providers = try(var.saml.provider_arns, [])

  session_actions = concat(
    var.session_tags ? ["sts:TagSession"] : [],
    var.source_identity ? ["sts:SetSourceIdentity"] : [],
  )

  sign_in = {
    aws        = "signin.aws.amazon.com"
    aws-cn     = "signin.amazonaws.cn"
    aws-us-gov = "signin.amazonaws-us-gov.com"
  }[local.partition]

  saml_audiences = try(coalesce(var.saml.audiences), [
    "https://${local.sign_in}/saml",
    "https://${local.region}.${local.sign_in}/saml",
  ])

  oidc_provider  = try(var.oidc.provider_arn, "")
  oidc_issuer    = try(split(":oidc-provider/", var.oidc.provider_arn)[1], "")
  oidc_audiences = try(var.oidc.audiences, [])
  oidc_subjects  = try(var.oidc.subjects, [])

  role_arn_prefix = "arn:${local.partition}:iam::${local.account}:role"
  identity_center_roles = flatten([
    for set in try(var.identity_center.permission_sets, []) : [
      "${local.role_arn_prefix}/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${set}_*",
      "${local.role_arn_prefix}/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_${set}_*",
    ]
  ])

  trusted_principals = try(var.principals.arns, [])
}

################################################################################
# What the policies name
################################################################################

locals {
  passable_roles = [
    for name in coalesce(var.pass_roles, ["AmazonSageMaker-ExecutionRole-*"]) :
    "${local.role_arn_prefix}${var.execution_role_path}${name}"
  ]
  passable_services = concat(
    ["sagemaker.amazonaws.com", "glue.amazonaws.com", "states.amazonaws.com"],
    var.robomaker ? ["robomaker.amazonaws.com"] : [],
  )

  # A pattern's * spans /, so that these match keys in any bucket too: every write is held to the account.
  patterns        = ["*SageMaker*", "*Sagemaker*", "*sagemaker*", "aws-glue*"]
  object_patterns = var.buckets.names == null ? local.patterns : formatlist("%s/*", var.buckets.names)

  object_arns          = [for pattern in local.object_patterns : "arn:${local.partition}:s3:::${pattern}"]
  reserved_bucket_arns = [for prefix in var.buckets.reserved_prefixes : "arn:${local.partition}:s3:::${prefix}*"]

  state_and_log_arns = flatten([
    for name in var.reserved_bucket_names : [
      "arn:${local.partition}:s3:::${name}", "arn:${local.partition}:s3:::${name}/*",
    ]
  ])

  lifecycle_config_arns = var.notebook_lifecycle_config_arns

  # The network in which alone SageMaker computes.
  subnet_ids         = try(var.network_only.subnet_ids, [])
  security_group_ids = try(var.network_only.security_group_ids, [])
}

################################################################################
# Role
################################################################################

resource "aws_iam_role" "workforce" {
  name                 = var.name
  path                 = var.path
  description          = "Management of a private workforce, assumed through the federation"
  assume_role_policy   = local.workforce_trust_policy
  permissions_boundary = var.permissions_boundary_arn
  max_session_duration = var.max_session_hours * 3600
  tags                 = var.tags

  lifecycle {
    precondition {
      condition = local.workforce_trust_policy_size <= local.trust_policy_limit
      error_message = join(" ", [
        "trust policy of ${var.name} has ${local.workforce_trust_policy_size} characters,",
        "${local.trust_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }
}

################################################################################
# Policies
################################################################################

resource "aws_iam_policy" "workforce" {
  name        = var.policy_name
  path        = var.path
  description = "SageMaker and Cognito for a private workforce"
  policy      = local.workforce_policy
  tags        = var.tags

  lifecycle {
    precondition {
      condition = local.workforce_policy_size <= local.managed_policy_limit
      error_message = join(" ", [
        "${var.policy_name} has ${local.workforce_policy_size} characters,",
        "${local.managed_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }

  # What is denied comes before what is allowed.
  depends_on = [aws_iam_policy.workforce_deny, aws_iam_role_policy_attachment.workforce_policy_workforce_deny]
}

resource "aws_iam_policy" "workforce_deny" {
  name        = var.deny_policy_name
  path        = var.path
  description = "What the workforce role may not do"
  policy      = local.workforce_deny_policy
  tags        = var.tags

  lifecycle {
    create_before_destroy = true

    precondition {
      condition = local.workforce_deny_policy_size <= local.managed_policy_limit
      error_message = join(" ", [
        "${var.deny_policy_name} has ${local.workforce_deny_policy_size} characters,",
        "${local.managed_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }
}

################################################################################
# Attachments: single resources, so that what others attach stays attached
################################################################################

resource "aws_iam_role_policy_attachment" "workforce_policy_workforce" {
  role       = aws_iam_role.workforce.name
  policy_arn = aws_iam_policy.workforce.arn

  depends_on = [aws_iam_role_policy_attachment.workforce_policy_workforce_deny]
}

resource "aws_iam_role_policy_attachment" "workforce_policy_workforce_deny" {
  role       = aws_iam_role.workforce.name
  policy_arn = aws_iam_policy.workforce_deny.arn

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy_attachment" "workforce_extra" {
  for_each = var.extra_policy_arns

  role       = aws_iam_role.workforce.name
  policy_arn = each.value

  depends_on = [aws_iam_role_policy_attachment.workforce_policy_workforce_deny]
}
