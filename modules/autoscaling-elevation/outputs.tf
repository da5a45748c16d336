output "policy_arn" {
  description = "ARN of the policy."
  value       = aws_iam_policy.elevation.arn
}

output "policy_name" {
  description = "Name of the policy."
  value       = aws_iam_policy.elevation.name
}
