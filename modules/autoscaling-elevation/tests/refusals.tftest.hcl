mock_provider "aws" {}

variables {
  account_id = "123456789012"
  region     = "eu-west-1"
  ticket     = "CHG0012345"
  approver   = "platform-lead"
  from       = "2026-12-01T08:00:00Z"
  until      = "2026-12-05T18:00:00Z"
}

run "the_ticket_leaves_room_for_the_name" {
  command = plan

  variables {
    ticket = format("CHG%088d", 1)
  }

  expect_failures = [var.ticket]
}

run "a_temporary_elevation_begins" {
  command = plan

  variables {
    from = null
  }

  expect_failures = [var.from]
}

run "the_calendar_has_the_beginning" {
  command = plan

  variables {
    from = "2026-02-30T08:00:00Z"
  }

  expect_failures = [var.from]
}

run "a_temporary_elevation_ends" {
  command = plan

  variables {
    until = null
  }

  expect_failures = [var.until]
}

run "the_calendar_has_the_end" {
  command = plan

  variables {
    until = "2026-02-30T08:00:00Z"
  }

  expect_failures = [var.until]
}

run "the_end_is_after_the_beginning" {
  command = plan

  variables {
    until = "2026-12-01T08:00:00Z"
  }

  expect_failures = [var.until]
}

run "it_lasts_180_days_at_most" {
  command = plan

  variables {
    until = "2027-05-30T08:00:01Z"
  }

  expect_failures = [var.until]
}

run "a_permanent_elevation_is_for_no_sessions" {
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

run "a_permanent_elevation_has_a_reason" {
  command = plan

  variables {
    permanent = true
    from      = null
    until     = null
  }

  expect_failures = [var.reason]
}
