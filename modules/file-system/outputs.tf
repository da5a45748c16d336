output "arn" {
  description = "ARN of the file system."
  value       = aws_efs_file_system.files.arn
}

output "id" {
  description = "Id of the file system."
  value       = aws_efs_file_system.files.id
}

output "dns_name" {
  description = "Name by which clients mount it."
  value       = aws_efs_file_system.files.dns_name
}
