resource "aws_efs_file_system" "files" {
  encrypted  = true
  kms_key_id = var.key_arn
  tags       = merge(var.tags, { Name = var.name })
}

resource "aws_efs_mount_target" "zone" {
  for_each = var.subnet_ids

  file_system_id  = aws_efs_file_system.files.id
  subnet_id       = each.value
  security_groups = var.security_group_ids
}
