output "arn" {
  description = "ARN of the key."
  # Never null, as Terraform then knows before the key exists: a bucket's plan says that it is encrypted with a key.
  value = coalesce(aws_kms_key.key.arn)
}

output "id" {
  description = "Id of the key."
  value       = aws_kms_key.key.key_id
}

output "alias_name" {
  description = "Name of the alias, with alias/ in front."
  value       = aws_kms_alias.key.name
}
