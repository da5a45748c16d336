# Generated from module.ts by "npm run modules".

mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
  ticket     = "CHG0012345"
  approver   = "platform-lead"
  from       = "2026-12-01T08:00:00Z"
  until      = "2026-12-05T18:00:00Z"
}

run "smallest_call" {
  command = plan

  assert {
    condition     = aws_iam_policy.elevation.name == "customer_sagemaker_autoscaling_policy_CHG0012345"
    error_message = "It does not hold that the ticket names the policy."
  }

  assert {
    condition     = strcontains(aws_iam_policy.elevation.policy, "2026-12-05T18:00:00Z")
    error_message = "It does not hold that the policy ends by itself."
  }
}

run "refuses_1" {
  command = plan

  variables {
    ticket = "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC"
  }

  expect_failures = [var.ticket]
}

run "refuses_2" {
  command = plan

  variables {
    from = null
  }

  expect_failures = [var.from]
}

run "refuses_3" {
  command = plan

  variables {
    from = "2026-02-30T08:00:00Z"
  }

  expect_failures = [var.from]
}

run "refuses_4" {
  command = plan

  variables {
    until = null
  }

  expect_failures = [var.until]
}

run "refuses_5" {
  command = plan

  variables {
    until = "2026-02-30T08:00:00Z"
  }

  expect_failures = [var.until]
}

run "refuses_6" {
  command = plan

  variables {
    until = "2026-12-01T08:00:00Z"
  }

  expect_failures = [var.until]
}

run "refuses_7" {
  command = plan

  variables {
    until = "2027-05-30T08:00:01Z"
  }

  expect_failures = [var.until]
}

run "refuses_8" {
  command = plan

  variables {
    permanent = true
    from      = null
    until     = null
    reason    = "shared"
    sessions  = ["ann"]
  }

  expect_failures = [var.sessions]
}

run "refuses_9" {
  command = plan

  variables {
    permanent = true
    from      = null
    until     = null
  }

  expect_failures = [var.reason]
}
