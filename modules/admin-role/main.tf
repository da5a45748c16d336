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

  lifecycle_config_arns = var.notebook_lifecycle_config_arns

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

  topic_protocols = try(var.topic_subscriptions.protocols, [])
  topic_endpoints = try(var.topic_subscriptions.endpoints, [])

  bucket_names = coalesce(var.buckets.names, local.patterns)
  bucket_arns  = [for name in local.bucket_names : "arn:${local.partition}:s3:::${name}"]

  reserved_bucket_arns = [for prefix in var.buckets.reserved_prefixes : "arn:${local.partition}:s3:::${prefix}*"]

  state_and_log_arns = flatten([
    for name in var.reserved_bucket_names : [
      "arn:${local.partition}:s3:::${name}", "arn:${local.partition}:s3:::${name}/*",
    ]
  ])

  # The network in which alone SageMaker computes.
  subnet_ids         = try(var.network_only.subnet_ids, [])
  security_group_ids = try(var.network_only.security_group_ids, [])
}

################################################################################
# Role
################################################################################

resource "aws_iam_role" "admin" {
  name                 = var.name
  path                 = var.path
  description          = "SageMaker administration and use, assumed through the federation"
  assume_role_policy   = local.admin_trust_policy
  permissions_boundary = var.permissions_boundary_arn
  max_session_duration = var.max_session_hours * 3600
  tags                 = var.tags

  lifecycle {
    precondition {
      condition = local.admin_trust_policy_size <= local.trust_policy_limit
      error_message = join(" ", [
        "trust policy of ${var.name} has ${local.admin_trust_policy_size} characters,",
        "${local.trust_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }
}

################################################################################
# Policies
################################################################################

resource "aws_iam_policy" "admin" {
  name        = var.policy_names.sagemaker
  path        = var.path
  description = "SageMaker, PassRole and reads"
  policy      = local.admin_policy
  tags        = var.tags

  lifecycle {
    precondition {
      condition = local.admin_policy_size <= local.managed_policy_limit
      error_message = join(" ", [
        "${var.policy_names.sagemaker} has ${local.admin_policy_size} characters,",
        "${local.managed_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }

  # What is denied comes before what is allowed.
  depends_on = [aws_iam_policy.deny, aws_iam_role_policy_attachment.admin_policy_deny]
}

resource "aws_iam_policy" "admin_2" {
  name        = var.policy_names.names
  path        = var.path
  description = "What is granted by name and tag"
  policy      = local.admin_2_policy
  tags        = var.tags

  lifecycle {
    precondition {
      condition = local.admin_2_policy_size <= local.managed_policy_limit
      error_message = join(" ", [
        "${var.policy_names.names} has ${local.admin_2_policy_size} characters,",
        "${local.managed_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }

  # What is denied comes before what is allowed.
  depends_on = [aws_iam_policy.deny, aws_iam_role_policy_attachment.admin_policy_deny]
}

resource "aws_iam_policy" "admin_3" {
  count = var.integrations ? 1 : 0

  name        = var.policy_names.integrations
  path        = var.path
  description = "Integrations of SageMaker"
  policy      = local.admin_3_policy
  tags        = var.tags

  lifecycle {
    precondition {
      condition = local.admin_3_policy_size <= local.managed_policy_limit
      error_message = join(" ", [
        "${var.policy_names.integrations} has ${local.admin_3_policy_size} characters,",
        "${local.managed_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }

  # What is denied comes before what is allowed.
  depends_on = [aws_iam_policy.deny, aws_iam_role_policy_attachment.admin_policy_deny]
}

resource "aws_iam_policy" "deny" {
  name        = var.policy_names.deny
  path        = var.path
  description = "What SageMaker users may not do"
  policy      = local.deny_policy
  tags        = var.tags

  lifecycle {
    create_before_destroy = true

    precondition {
      condition = local.deny_policy_size <= local.managed_policy_limit
      error_message = join(" ", [
        "${var.policy_names.deny} has ${local.deny_policy_size} characters,",
        "${local.managed_policy_limit} are allowed:",
        "shorten the names and lists that are set for it.",
      ])
    }
  }
}

################################################################################
# Attachments: single resources, so that what others attach stays attached
################################################################################

resource "aws_iam_role_policy_attachment" "admin_policy_admin" {
  role       = aws_iam_role.admin.name
  policy_arn = aws_iam_policy.admin.arn

  depends_on = [aws_iam_role_policy_attachment.admin_policy_deny]
}

resource "aws_iam_role_policy_attachment" "admin_policy_admin_2" {
  role       = aws_iam_role.admin.name
  policy_arn = aws_iam_policy.admin_2.arn

  depends_on = [aws_iam_role_policy_attachment.admin_policy_deny]
}

resource "aws_iam_role_policy_attachment" "admin_policy_admin_3" {
  count = var.integrations ? 1 : 0

  role       = aws_iam_role.admin.name
  policy_arn = aws_iam_policy.admin_3[0].arn

  depends_on = [aws_iam_role_policy_attachment.admin_policy_deny]
}

resource "aws_iam_role_policy_attachment" "admin_policy_deny" {
  role       = aws_iam_role.admin.name
  policy_arn = aws_iam_policy.deny.arn

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy_attachment" "admin_extra" {
  for_each = var.extra_policy_arns

  role       = aws_iam_role.admin.name
  policy_arn = each.value

  depends_on = [aws_iam_role_policy_attachment.admin_policy_deny]
}
