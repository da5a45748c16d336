variable "name" {
  type = string
}

variable "actions" {
  type = list(string)
}

resource "aws_iam_policy" "team" {
  name        = "${var.name}-policy"
  description = "actions: ${join(" ", var.actions)}"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = var.actions, Resource = "*" }]
  })
}

resource "aws_iam_role" "team" {
  name = var.name
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "team" {
  role       = aws_iam_role.team.name
  policy_arn = aws_iam_policy.team.arn
}

output "policy_arn" {
  value = aws_iam_policy.team.arn
}
