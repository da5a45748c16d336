output "role_arn" {
  description = "ARN of the role."
  value       = aws_iam_role.execution.arn
}

output "role_name" {
  description = "Name of the role, as other modules take it."
  value       = aws_iam_role.execution.name
}

output "policy_names" {
  description = "Names of the policies that allow."
  value       = [aws_iam_policy.execution.name]
}
