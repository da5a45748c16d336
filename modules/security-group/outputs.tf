output "endpoints_security_group_id" {
  description = "Id of the VPC endpoints' group."
  value       = aws_security_group.endpoints.id
}

output "clients_security_group_id" {
  description = "Id of the group for notebooks, jobs and other callers."
  value       = aws_security_group.clients.id
}

output "files_security_group_id" {
  description = "Id of the file system's group; null where there is no file system."
  value       = one(aws_security_group.files[*].id)
}
