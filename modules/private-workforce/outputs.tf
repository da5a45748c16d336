output "role_arn" {
  description = "ARN of the role."
  value       = aws_iam_role.workforce.arn
}

output "role_name" {
  description = "Name of the role."
  value       = aws_iam_role.workforce.name
}

output "policy_names" {
  description = "Names of the policies that allow, as a permission set of IAM Identity Center refers to them."
  value       = [aws_iam_policy.workforce.name]
}

output "deny_policy_arn" {
  description = "ARN of the policy with the explicit denies."
  value       = aws_iam_policy.workforce_deny.arn
}

output "saml_pairs" {
  description = "Value of the attribute https://aws.amazon.com/SAML/Attributes/Role, one for each identity provider."
  value       = [for arn in local.saml_providers : "${arn},${aws_iam_role.workforce.arn}"]
}
