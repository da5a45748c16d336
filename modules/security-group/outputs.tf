output "endpoints_security_group_id" {
  description = "Id of the security group of the VPC endpoints."
  value       = aws_security_group.endpoints.id
}

output "clients_security_group_id" {
  description = "Id of the security group of the clients: notebooks, jobs and other callers."
  value       = aws_security_group.clients.id
}

output "files_security_group_id" {
  description = "Id of the security group of the file system; null where there is none."
  value       = one(aws_security_group.files[*].id)
}
