# What has one address before and another after, and what exists before Terraform knows of it.

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["123456789012"]
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
  read = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_iam_role" "old" {
  name               = "moved"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "old" {
  name   = "inline"
  role   = aws_iam_role.old.name
  policy = local.read
}
