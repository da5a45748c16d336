################################################################################
# Region and its addresses of S3
################################################################################

data "aws_region" "current" {
  count = var.region == null ? 1 : 0
}

locals {
  region = coalesce(var.region, one(data.aws_region.current[*].region))
}

data "aws_ec2_managed_prefix_list" "s3" {
  count = var.s3 ? 1 : 0

  name = "com.amazonaws.${local.region}.s3"
}

################################################################################
# Groups. Every rule of theirs is a resource, so that rules of others stay
################################################################################

resource "aws_security_group" "endpoints" {
  name        = "${var.name_prefix}-endpoints"
  description = "SageMaker VPC endpoints"
  vpc_id      = var.vpc_id
  tags        = var.tags
}

resource "aws_security_group" "clients" {
  name        = "${var.name_prefix}-clients"
  description = "Notebooks, jobs and others that call SageMaker"
  vpc_id      = var.vpc_id
  tags        = var.tags
}

resource "aws_security_group" "files" {
  count = var.file_system ? 1 : 0

  name        = "${var.name_prefix}-files"
  description = "File system of the SageMaker clients"
  vpc_id      = var.vpc_id
  tags        = var.tags
}

################################################################################
# Into the endpoints: HTTPS from the clients
################################################################################

locals {
  https = 443
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_clients" {
  security_group_id            = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = local.https
  to_port                      = local.https
  referenced_security_group_id = aws_security_group.clients.id
  tags                         = var.tags
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_cidrs" {
  for_each = toset(var.client_cidrs)

  security_group_id = aws_security_group.endpoints.id
  ip_protocol       = "tcp"
  from_port         = local.https
  to_port           = local.https
  cidr_ipv4         = strcontains(each.value, ":") ? null : each.value
  cidr_ipv6         = strcontains(each.value, ":") ? each.value : null
  tags              = var.tags
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_groups" {
  for_each = var.client_security_group_ids

  security_group_id            = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = local.https
  to_port                      = local.https
  referenced_security_group_id = each.value
  tags                         = var.tags
}

################################################################################
# From the clients: HTTPS to the endpoints and S3, anything among themselves
################################################################################

resource "aws_vpc_security_group_egress_rule" "clients_endpoints" {
  security_group_id            = aws_security_group.clients.id
  ip_protocol                  = "tcp"
  from_port                    = local.https
  to_port                      = local.https
  referenced_security_group_id = aws_security_group.endpoints.id
  tags                         = var.tags
}

resource "aws_vpc_security_group_egress_rule" "clients_s3" {
  count = var.s3 ? 1 : 0

  security_group_id = aws_security_group.clients.id
  ip_protocol       = "tcp"
  from_port         = local.https
  to_port           = local.https
  prefix_list_id    = data.aws_ec2_managed_prefix_list.s3[0].id
  tags              = var.tags
}

resource "aws_vpc_security_group_ingress_rule" "clients_clients" {
  security_group_id            = aws_security_group.clients.id
  ip_protocol                  = "-1"
  referenced_security_group_id = aws_security_group.clients.id
  tags                         = var.tags
}

resource "aws_vpc_security_group_egress_rule" "clients_clients" {
  security_group_id            = aws_security_group.clients.id
  ip_protocol                  = "-1"
  referenced_security_group_id = aws_security_group.clients.id
  tags                         = var.tags
}

################################################################################
# Between the clients and the file system: NFS
################################################################################

locals {
  nfs = 2049
}

resource "aws_vpc_security_group_ingress_rule" "files_clients" {
  count = var.file_system ? 1 : 0

  security_group_id            = aws_security_group.files[0].id
  ip_protocol                  = "tcp"
  from_port                    = local.nfs
  to_port                      = local.nfs
  referenced_security_group_id = aws_security_group.clients.id
  tags                         = var.tags
}

resource "aws_vpc_security_group_egress_rule" "clients_files" {
  count = var.file_system ? 1 : 0

  security_group_id            = aws_security_group.clients.id
  ip_protocol                  = "tcp"
  from_port                    = local.nfs
  to_port                      = local.nfs
  referenced_security_group_id = aws_security_group.files[0].id
  tags                         = var.tags
}
