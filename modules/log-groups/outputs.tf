output "arns" {
  description = "ARNs of the log groups by their names."
  value       = { for name, group in aws_cloudwatch_log_group.group : name => group.arn }
}
