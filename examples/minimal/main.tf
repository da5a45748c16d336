# The two roles, and nothing else.

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
  region = "eu-west-1"
}

module "admin_role" {
  source = "../../modules/admin-role"

  saml = {
    provider_arns = ["arn:aws:iam::123456789012:saml-provider/customer-saml"]
  }
}

module "execution_role" {
  source = "../../modules/execution-role"

  deny_policy_arn = module.admin_role.deny_policy_arn
}

output "admin_role_arn" {
  description = "ARN of the role that people assume."
  value       = module.admin_role.role_arn
}

output "execution_role_arn" {
  description = "ARN of the role that notebooks and jobs are given."
  value       = module.execution_role.role_arn
}

output "saml_pairs" {
  description = "What the identity provider sends as https://aws.amazon.com/SAML/Attributes/Role."
  value       = module.admin_role.saml_pairs
}
