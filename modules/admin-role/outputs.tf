output "role_arn" {
  description = "ARN of the role."
  value       = aws_iam_role.admin.arn
}

output "role_name" {
  description = "Name of the role, as other modules take it."
  value       = aws_iam_role.admin.name
}

output "policy_names" {
  description = "Names of the policies that allow, as a permission set of IAM Identity Center refers to them."
  value       = concat([aws_iam_policy.admin.name, aws_iam_policy.admin_2.name], aws_iam_policy.admin_3[*].name)
}

output "deny_policy_arn" {
  description = "ARN of the policy with the explicit denies, which the execution role carries too."
  value       = aws_iam_policy.deny.arn
}

output "saml_pairs" {
  description = "Value of the attribute https://aws.amazon.com/SAML/Attributes/Role, one for each identity provider."
  value       = [for arn in local.saml_providers : "${arn},${aws_iam_role.admin.arn}"]
}
