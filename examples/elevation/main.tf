# Autoscaling rights of people for a time, by ticket. The admin role exists already.

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

module "elevation" {
  source = "../../modules/autoscaling-elevation"

  ticket   = "CHG0012345"
  approver = "platform-lead"
  from     = "2026-12-01T08:00:00Z"
  until    = "2026-12-05T18:00:00Z"
  sessions = ["ann@acme.example"]
}

# What scales can still be removed when the elevation has ended.
module "autoscaling_clean_up" {
  source = "../../modules/autoscaling-clean-up"
}
