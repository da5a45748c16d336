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
# Services and their names
################################################################################

locals {
  presets = {
    minimal = ["notebook", "api", "runtime"]
    private = [
      "notebook", "api", "runtime",
      "s3", "sts", "logs", "monitoring", "ecr.api", "ecr.dkr", "kms", "secretsmanager",
    ]
  }
  services = setsubtract(concat(local.presets[var.preset], var.extra), keys(var.adopt))

  sagemaker_services = ["api", "api-fips", "runtime", "runtime-fips", "featurestore-runtime", "metrics"]
  interface_services = concat(local.sagemaker_services, [
    "sts", "logs", "monitoring", "ecr.api", "ecr.dkr", "kms", "secretsmanager", "codecommit", "git-codecommit", "sns",
    "elasticfilesystem", "ec2", "states", "glue", "servicecatalog", "application-autoscaling",
  ])

  # In China some services have no endpoint, and the names of some others begin with cn.com.amazonaws.
  absent = local.partition == "aws-cn" ? [
    "api-fips", "runtime-fips", "metrics", "codecommit", "git-codecommit",
  ] : []
  of_china = local.partition == "aws-cn" ? [
    "api", "runtime", "featurestore-runtime", "monitoring", "sts", "ecr.api", "ecr.dkr", "elasticfilesystem", "ec2",
    "states", "servicecatalog", "application-autoscaling",
  ] : []

  service_names = merge(
    {
      notebook = "aws.sagemaker.${local.region}.notebook"
      s3       = "com.amazonaws.${local.region}.s3"
    },
    {
      for service in setsubtract(local.interface_services, local.absent) : service => join(".", compact([
        contains(local.of_china, service) ? "cn" : "",
        "com.amazonaws.${local.region}",
        contains(local.sagemaker_services, service) ? "sagemaker" : "",
        service,
      ]))
    },
  )
}

################################################################################
# Interface endpoints
################################################################################

locals {
  # What the contract lets through each of them.
  own_policies = merge(
    { for service in local.interface_services : service => local.interface_policy },
    { notebook = local.notebook_policy, s3 = local.s3_policy },
  )
}

resource "aws_vpc_endpoint" "interface" {
  for_each = setintersection(local.services, local.interface_services)

  vpc_id              = var.vpc_id
  vpc_endpoint_type   = "Interface"
  service_name        = local.service_names[each.key]
  subnet_ids          = values(var.subnet_ids)
  security_group_ids  = var.security_group_ids
  private_dns_enabled = var.private_dns
  tags                = merge(var.tags, { Name = "${var.name_prefix}-${each.key}" })

  # What others put into the policy stays behind the contract's statements.
  policy = jsonencode(merge(jsondecode(local.interface_policy), {
    Statement = concat(
      jsondecode(local.interface_policy).Statement,
      [for statement in lookup(var.extra_statements, each.key, []) : jsondecode(statement)],
    )
  }))
}

# A browser opens a notebook with a signed address and no identity, so this endpoint's policy is its own.
resource "aws_vpc_endpoint" "notebook" {
  count = contains(local.services, "notebook") ? 1 : 0

  vpc_id              = var.vpc_id
  vpc_endpoint_type   = "Interface"
  service_name        = local.service_names["notebook"]
  subnet_ids          = values(var.subnet_ids)
  security_group_ids  = var.security_group_ids
  private_dns_enabled = var.private_dns
  tags                = merge(var.tags, { Name = "${var.name_prefix}-notebook" })

  # What others put into the policy stays behind the contract's statements.
  policy = jsonencode(merge(jsondecode(local.notebook_policy), {
    Statement = concat(
      jsondecode(local.notebook_policy).Statement,
      [for statement in lookup(var.extra_statements, "notebook", []) : jsondecode(statement)],
    )
  }))
}

################################################################################
# Gateway to S3, which leads to AWS's own content besides
################################################################################

locals {
  # AWS publishes no list of these buckets. China keeps JumpStart's content in cn-north-1 alone, GovCloud has none.
  jump_start_buckets = (
    local.partition == "aws"
    ? ["jumpstart-cache-prod-${local.region}", "jumpstart-private-cache-prod-${local.region}"]
    : local.region == "cn-north-1" ? ["jumpstart-cache-prod-${local.region}"] : []
  )
  content_buckets = concat(local.jump_start_buckets, [
    "sagemaker-example-files-prod-${local.region}",
    "sagemaker-sample-data-${local.region}",
    "sagemaker-sample-files",
    "sagemaker-sd-models-prod-${local.region}",
  ])
  content_arns = flatten([
    for name in local.content_buckets : ["arn:${local.partition}:s3:::${name}", "arn:${local.partition}:s3:::${name}/*"]
  ])
}

resource "aws_vpc_endpoint" "s3" {
  count = contains(local.services, "s3") ? 1 : 0

  vpc_id            = var.vpc_id
  vpc_endpoint_type = "Gateway"
  service_name      = local.service_names["s3"]
  route_table_ids   = var.route_table_ids
  tags              = merge(var.tags, { Name = "${var.name_prefix}-s3" })

  # What others put into the policy stays behind the contract's statements.
  policy = jsonencode(merge(jsondecode(local.s3_policy), {
    Statement = concat(
      jsondecode(local.s3_policy).Statement,
      [for statement in lookup(var.extra_statements, "s3", []) : jsondecode(statement)],
    )
  }))
}
