resource "aws_cloudwatch_log_group" "group" {
  for_each = toset(var.groups)

  name              = each.value
  retention_in_days = var.retention_days
  kms_key_id        = var.key_arn
  tags              = var.tags
}
