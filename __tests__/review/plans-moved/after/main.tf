# The role and its policy have moved into a map; another role is taken over as it is, and given one action more.

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["123456789012"]
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
  read  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
  write = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "*" }] })
}

resource "aws_iam_role" "new" {
  for_each           = toset(["a.b[\"c\"]"])
  name               = "moved"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "new" {
  for_each = aws_iam_role.new
  name     = "inline"
  role     = each.value.name
  policy   = local.read
}

moved {
  from = aws_iam_role.old
  to   = aws_iam_role.new["a.b[\"c\"]"]
}

moved {
  from = aws_iam_role_policy.old
  to   = aws_iam_role_policy.new["a.b[\"c\"]"]
}

resource "aws_iam_role" "imported" {
  name               = "imported"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "imported" {
  name   = "inline"
  role   = aws_iam_role.imported.name
  policy = local.write
}

import {
  to = aws_iam_role.imported
  id = "imported"
}

import {
  to = aws_iam_role_policy.imported
  id = "imported:inline"
}
