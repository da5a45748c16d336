# Every way in which the provider carries access. `after` switches each from its state before to its state after.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["123456789012"]
}

variable "after" {
  type    = bool
  default = false
}

variable "secret_bucket" {
  type      = string
  sensitive = true
  default   = "do-not-show-this"
}

locals {
  account = "arn:aws:iam::123456789012:root"
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
  read  = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }] })
  write = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::data/*" }] })
  # The same, written otherwise.
  read_again  = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "Read", Effect = "Allow", Action = ["S3:getobject"], Resource = ["arn:aws:s3:::data/*"] }] })
  before      = local.read
  now         = var.after ? local.write : local.read
  for_account = { AWS = local.account }
  for_all     = { AWS = var.after ? "*" : local.account }
}

# Identity policies
resource "aws_iam_role" "inline_block" {
  name               = "inline-block"
  assume_role_policy = local.trust
  inline_policy {
    name   = "inline"
    policy = local.now
  }
}

resource "aws_iam_role" "role_policy" {
  name               = "role-policy"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "role_policy" {
  name   = "inline"
  role   = aws_iam_role.role_policy.id
  policy = local.now
}

resource "aws_iam_policy" "managed" {
  name   = "managed"
  policy = local.now
}

resource "aws_iam_role" "attached" {
  name               = "attached"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "attached" {
  role       = aws_iam_role.attached.name
  policy_arn = aws_iam_policy.managed.arn
}

resource "aws_iam_role" "attached_by_list" {
  name               = "attached-by-list"
  assume_role_policy = local.trust
}

resource "aws_iam_policy" "by_list" {
  name   = "by-list"
  policy = local.now
}

resource "aws_iam_policy_attachment" "by_list" {
  name       = "by-list"
  roles      = [aws_iam_role.attached_by_list.name]
  policy_arn = aws_iam_policy.by_list.arn
}

resource "aws_iam_policy" "nobody" {
  name   = "attached-elsewhere"
  policy = local.now
}

resource "aws_iam_role" "same" {
  name               = "same-access"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "same" {
  name   = "inline"
  role   = aws_iam_role.same.name
  policy = var.after ? local.read_again : local.read
}

resource "aws_iam_role" "narrower" {
  name               = "narrower"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "narrower" {
  name   = "inline"
  role   = aws_iam_role.narrower.name
  policy = var.after ? local.read : local.write
}

resource "aws_iam_policy" "limit" {
  name   = "limit"
  policy = local.read
}

resource "aws_iam_role" "bounded" {
  name                 = "boundary-removed"
  assume_role_policy   = local.trust
  permissions_boundary = var.after ? null : aws_iam_policy.limit.arn
}

resource "aws_iam_role_policy" "bounded" {
  name   = "inline"
  role   = aws_iam_role.bounded.name
  policy = local.write
}

resource "aws_iam_role" "full_access" {
  name               = "full-access"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "full_access" {
  count      = var.after ? 1 : 0
  role       = aws_iam_role.full_access.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}

resource "aws_iam_role" "by_name" {
  name               = "aws-managed-by-name"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "by_name" {
  count      = var.after ? 1 : 0
  role       = aws_iam_role.by_name.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
}

resource "aws_iam_role" "deny_detached" {
  name               = "deny-detached"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "deny_detached" {
  count      = var.after ? 0 : 1
  role       = aws_iam_role.deny_detached.name
  policy_arn = "arn:aws:iam::123456789012:policy/customer_deny_policy"
}

# Somebody attaches a policy by hand; the exclusive list takes it away.
resource "aws_iam_role" "listed_alone" {
  name               = "listed-alone"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachments_exclusive" "listed_alone" {
  count       = var.after ? 1 : 0
  role_name   = aws_iam_role.listed_alone.name
  policy_arns = []
}

resource "aws_iam_role" "created" {
  count              = var.after ? 1 : 0
  name               = "created"
  assume_role_policy = local.trust
}

resource "aws_iam_policy" "created" {
  count  = var.after ? 1 : 0
  name   = "created"
  policy = local.read
}

resource "aws_iam_role_policy_attachment" "created" {
  count      = var.after ? 1 : 0
  role       = aws_iam_role.created[0].name
  policy_arn = aws_iam_policy.created[0].arn
}

resource "aws_iam_role" "deleted" {
  count              = var.after ? 0 : 1
  name               = "deleted"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "deleted" {
  count  = var.after ? 0 : 1
  name   = "inline"
  role   = aws_iam_role.deleted[0].name
  policy = local.read
}

resource "aws_iam_user" "ann" {
  name = "ann"
}

resource "aws_iam_user_policy" "ann" {
  name   = "inline"
  user   = aws_iam_user.ann.name
  policy = local.now
}

resource "aws_iam_user" "bob" {
  name = "bob"
}

resource "aws_iam_user_policy_attachment" "bob" {
  user       = aws_iam_user.bob.name
  policy_arn = aws_iam_policy.managed.arn
}

resource "aws_iam_group" "team" {
  name = "team"
}

resource "aws_iam_group_policy" "team" {
  name   = "inline"
  group  = aws_iam_group.team.name
  policy = local.now
}

resource "aws_iam_user" "eve" {
  name = "eve"
}

resource "aws_iam_group_membership" "team" {
  name  = "team"
  group = aws_iam_group.team.name
  users = [aws_iam_user.eve.name]
}

# Trust policies
resource "aws_iam_role" "trusting" {
  name = "trusting"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = var.after ? "arn:aws:iam::999999999999:root" : local.account }
    }]
  })
}

# Resource policies
resource "aws_s3_bucket" "data" {
  bucket = "data"
}

resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = local.for_all, Action = "s3:GetObject", Resource = "arn:aws:s3:::data/*" }]
  })
}

resource "aws_s3_bucket" "guarded" {
  bucket = "guarded"
}

resource "aws_s3_bucket_policy" "guarded" {
  count  = var.after ? 0 : 1
  bucket = aws_s3_bucket.guarded.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:DeleteObject", Resource = "arn:aws:s3:::guarded/*" }]
  })
}

resource "aws_kms_key" "inline" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = local.for_account, Action = var.after ? ["kms:*"] : ["kms:PutKeyPolicy", "kms:Decrypt"], Resource = "*" }]
  })
}

resource "aws_kms_key" "separate" {}

resource "aws_kms_key_policy" "separate" {
  key_id = aws_kms_key.separate.key_id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = local.for_account, Action = var.after ? ["kms:*"] : ["kms:PutKeyPolicy", "kms:Decrypt"], Resource = "*" }]
  })
}

resource "aws_sns_topic" "jobs" {
  name = "jobs"
}

resource "aws_sns_topic_policy" "jobs" {
  arn = aws_sns_topic.jobs.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = local.for_all, Action = "sns:Publish", Resource = "*" }]
  })
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_sqs_queue_policy" "jobs" {
  queue_url = aws_sqs_queue.jobs.url
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = local.for_all, Action = "sqs:SendMessage", Resource = "*" }]
  })
}

resource "aws_secretsmanager_secret" "db" {
  name = "AmazonSageMaker-db"
}

resource "aws_secretsmanager_secret_policy" "db" {
  secret_arn = aws_secretsmanager_secret.db.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = local.for_all, Action = "secretsmanager:GetSecretValue", Resource = "*" }]
  })
}

resource "aws_ecr_repository" "images" {
  name = "sagemaker-images"
}

resource "aws_ecr_repository_policy" "images" {
  repository = aws_ecr_repository.images.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = local.for_all, Action = "ecr:BatchGetImage" }]
  })
}

resource "aws_efs_file_system" "home" {}

resource "aws_efs_file_system_policy" "home" {
  file_system_id = aws_efs_file_system.home.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = local.for_all, Action = "elasticfilesystem:ClientWrite", Resource = "*" }]
  })
}

resource "aws_lambda_permission" "label" {
  count         = var.after ? 1 : 0
  function_name = "sagemaker-label"
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
}

resource "aws_vpc_endpoint" "api" {
  vpc_id       = "vpc-0123456789abcdef0"
  service_name = "com.amazonaws.eu-west-1.sagemaker.api"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = var.after ? "*" : "sagemaker:InvokeEndpoint", Resource = "*" }]
  })
}

resource "aws_sagemaker_model_package_group" "models" {
  model_package_group_name = "models"
}

resource "aws_sagemaker_model_package_group_policy" "models" {
  model_package_group_name = aws_sagemaker_model_package_group.models.model_package_group_name
  resource_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = local.for_all, Action = "sagemaker:DescribeModelPackage", Resource = "*" }]
  })
}

# Security groups
resource "aws_security_group" "inline" {
  name   = "inline"
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = [var.after ? "0.0.0.0/0" : "10.0.0.0/16"]
  }
}

resource "aws_security_group" "rules" {
  name   = "rules"
  vpc_id = "vpc-0123456789abcdef0"
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.rules.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = var.after ? "10.0.0.0/8" : "10.1.0.0/16"
}

resource "aws_security_group" "old_rules" {
  name   = "old-rules"
  vpc_id = "vpc-0123456789abcdef0"
}

resource "aws_security_group_rule" "nfs" {
  security_group_id = aws_security_group.old_rules.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = var.after ? 2049 : 2000
  to_port           = 2049
  cidr_blocks       = ["10.0.0.0/16"]
}

# In modules, with keys: the description changes too, so that the policy is replaced and its ARN is not known.
module "team" {
  for_each = toset(["red", "blue"])
  source   = "./modules/team"
  name     = each.key
  actions  = each.key == "red" && var.after ? ["s3:*"] : ["s3:GetObject"]
}

resource "aws_iam_role" "through_output" {
  name               = "through-output"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy_attachment" "through_output" {
  role       = aws_iam_role.through_output.name
  policy_arn = module.team["red"].policy_arn
}

# Known only after apply
resource "aws_kms_key" "new" {
  count = var.after ? 1 : 0
}

resource "aws_iam_role" "unknown" {
  name               = "known-after-apply"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "unknown" {
  name = "inline"
  role = aws_iam_role.unknown.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Resource = var.after ? aws_kms_key.new[0].arn : "arn:aws:kms:eu-west-1:123456789012:key/x" }]
  })
}

# Sensitive
resource "aws_iam_role" "sensitive" {
  name               = "sensitive"
  assume_role_policy = local.trust
}

resource "aws_iam_role_policy" "sensitive" {
  name = "inline"
  role = aws_iam_role.sensitive.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = var.after ? "s3:*" : "s3:GetObject", Resource = "arn:aws:s3:::${var.secret_bucket}/*" }]
  })
}
