# Every part in one account and region, each wired to the others by its outputs.

terraform {
  required_version = ">= 1.10"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0, < 7.0"
    }
  }
}

provider "aws" {
  region              = local.region
  allowed_account_ids = ["123456789012"]
  default_tags {
    tags = local.tags
  }
}

locals {
  region       = "eu-west-1"
  vpc_id       = "vpc-0123456789abcdef0"
  tags         = { owner = "ml-platform" }
  bucket_name  = "acme-sagemaker-dev"
  saml         = { provider_arns = ["arn:aws:iam::123456789012:saml-provider/customer-saml"] }
  boundary_arn = "arn:aws:iam::123456789012:policy/boundary"

  subnet_ids = {
    eu-west-1a = "subnet-0123456789abcdef0"
    eu-west-1b = "subnet-0123456789abcdef1"
  }
}

module "admin_role" {
  source = "../../modules/admin-role"

  saml                     = local.saml
  max_session_hours        = 4
  permissions_boundary_arn = local.boundary_arn
  buckets                  = { names = [local.bucket_name] }

  extra_policy_arns = {
    customer_deny_policy = "arn:aws:iam::123456789012:policy/customer_deny_policy"
  }
}

module "execution_role" {
  source = "../../modules/execution-role"

  deny_policy_arn          = module.admin_role.deny_policy_arn
  permissions_boundary_arn = local.boundary_arn
  buckets                  = { names = [local.bucket_name] }
}

module "key" {
  source = "../../modules/key"

  administrator_arns  = ["arn:aws:iam::123456789012:role/kms-admin"]
  admin_role_name     = module.admin_role.role_name
  execution_role_name = module.execution_role.role_name
  services            = ["elasticfilesystem", "logs", "secretsmanager"]
}

module "bucket" {
  source = "../../modules/bucket"

  name       = local.bucket_name
  key_arn    = module.key.arn
  access_log = { bucket = "acme-access-logs", prefix = "s3/ml/" }
}

module "security_groups" {
  source = "../../modules/security-group"

  vpc_id       = local.vpc_id
  client_cidrs = ["10.0.0.0/16"]
  file_system  = true
}

module "endpoints" {
  source = "../../modules/vpc-endpoints"

  vpc_id             = local.vpc_id
  subnet_ids         = local.subnet_ids
  route_table_ids    = ["rtb-0123456789abcdef0"]
  security_group_ids = [module.security_groups.endpoints_security_group_id]
  preset             = "private"
}

module "file_system" {
  source = "../../modules/file-system"

  subnet_ids         = local.subnet_ids
  security_group_ids = [module.security_groups.files_security_group_id]
  key_arn            = module.key.arn
}

module "log_groups" {
  source = "../../modules/log-groups"

  retention_days = 90
  key_arn        = module.key.arn
}

module "autoscaling" {
  source = "../../modules/endpoint-autoscaling"

  endpoint                 = "churn"
  variant                  = "AllTraffic"
  min                      = 1
  max                      = 4
  invocations_per_instance = 700

  schedules = [
    { name = "mornings", schedule = "cron(0 7 ? * MON-FRI *)", timezone = "Europe/Berlin", min = 2, max = 4 },
    { name = "evenings", schedule = "cron(0 19 ? * MON-FRI *)", timezone = "Europe/Berlin", min = 1, max = 4 },
  ]
}

module "autoscaling_clean_up" {
  source = "../../modules/autoscaling-clean-up"

  admin_role_name = module.admin_role.role_name
}

module "private_workforce" {
  source = "../../modules/private-workforce"

  saml         = local.saml
  user_pool_id = "eu-west-1_AbCdEf123"
  buckets      = { names = [local.bucket_name] }
}

output "execution_role_arn" {
  description = "ARN of the role that notebooks and jobs are given."
  value       = module.execution_role.role_arn
}

output "clients_security_group_id" {
  description = "Id of the group that notebooks and jobs are given."
  value       = module.security_groups.clients_security_group_id
}

output "bucket_name" {
  description = "Name of the bucket for data and model artifacts."
  value       = module.bucket.name
}
