# Two accounts, each with its provider, and endpoints that scale by a map.

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
  alias  = "dev"
  region = "eu-west-1"
  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/deployer"
  }
}

provider "aws" {
  alias  = "prod"
  region = "eu-central-1"
  assume_role {
    role_arn = "arn:aws:iam::210987654321:role/deployer"
  }
}

locals {
  scaling = {
    churn  = { max = 4, invocations_per_instance = 700 }
    demand = { max = 8, invocations_per_instance = 300 }
  }
}

module "dev_admin_role" {
  source    = "../../modules/admin-role"
  providers = { aws = aws.dev }

  saml = { provider_arns = ["arn:aws:iam::123456789012:saml-provider/customer-saml"] }
}

module "dev_execution_role" {
  source    = "../../modules/execution-role"
  providers = { aws = aws.dev }

  deny_policy_arn = module.dev_admin_role.deny_policy_arn
}

module "prod_admin_role" {
  source    = "../../modules/admin-role"
  providers = { aws = aws.prod }

  saml         = { provider_arns = ["arn:aws:iam::210987654321:saml-provider/customer-saml"] }
  integrations = false
}

module "prod_execution_role" {
  source    = "../../modules/execution-role"
  providers = { aws = aws.prod }

  deny_policy_arn = module.prod_admin_role.deny_policy_arn
  profile         = "jobs"
}

module "prod_buckets" {
  source    = "../../modules/bucket"
  providers = { aws = aws.prod }
  for_each  = toset(["data", "models"])

  name = "acme-sagemaker-prod-${each.key}"
}

module "prod_autoscaling" {
  source    = "../../modules/endpoint-autoscaling"
  providers = { aws = aws.prod }
  for_each  = local.scaling

  endpoint                 = each.key
  variant                  = "AllTraffic"
  min                      = 1
  max                      = each.value.max
  invocations_per_instance = each.value.invocations_per_instance
}

module "prod_autoscaling_clean_up" {
  source    = "../../modules/autoscaling-clean-up"
  providers = { aws = aws.prod }

  admin_role_name = module.prod_admin_role.role_name
}
