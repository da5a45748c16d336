mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
  ticket     = "CHG0012345"
  approver   = "platform-lead"
  from       = "2026-12-01T08:00:00Z"
  until      = "2026-12-05T18:00:00Z"
}

run "a_temporary_elevation_ends_by_itself" {
  command = plan

  assert {
    condition     = length(jsondecode(aws_iam_policy.elevation.policy).Statement) > 0
    error_message = "The policy grants nothing."
  }

  assert {
    condition     = aws_iam_policy.elevation.name == "customer_sagemaker_autoscaling_policy_CHG0012345"
    error_message = "The ticket does not name the policy."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_policy.elevation.policy).Statement :
      statement.Condition.DateLessThan["aws:CurrentTime"] == var.until
    ])
    error_message = "A statement does not end."
  }

  assert {
    condition     = aws_iam_policy.elevation.tags == tomap({ ticket = "CHG0012345", approver = "platform-lead" })
    error_message = "The tags do not say who approved what."
  }
}

run "sessions_are_named" {
  command = plan

  variables {
    sessions = ["ann"]
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_policy.elevation.policy).Statement :
      statement.Condition.StringLike["aws:userid"] == ["*:ann"]
    ])
    error_message = "A statement is for other sessions."
  }
}

run "a_permanent_elevation_says_why" {
  command = plan

  variables {
    permanent = true
    from      = null
    until     = null
    reason    = "runs the platform"
  }

  assert {
    condition     = !strcontains(aws_iam_policy.elevation.policy, "aws:CurrentTime")
    error_message = "The policy ends."
  }

  assert {
    condition     = aws_iam_policy.elevation.tags["reason"] == "runs the platform"
    error_message = "The tags do not say why."
  }
}
