mock_provider "aws" {}

run "the_smallest_call_keeps_the_logs_of_notebooks_and_jobs_for_a_year" {
  command = plan

  assert {
    condition = keys(aws_cloudwatch_log_group.group) == [
      "/aws/sagemaker/NotebookInstances",
      "/aws/sagemaker/ProcessingJobs",
      "/aws/sagemaker/TrainingJobs",
      "/aws/sagemaker/TransformJobs",
    ]
    error_message = "The groups are others."
  }

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.group : group.retention_in_days == 365])
    error_message = "A group keeps its events for longer or shorter."
  }
}

run "every_group_has_the_retention_and_the_key" {
  command = plan

  variables {
    groups         = ["/aws/sagemaker/Endpoints/churn", "/aws/sagemaker/TrainingJobs"]
    retention_days = 90
    key_arn        = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"
  }

  assert {
    condition = (
      [for group in aws_cloudwatch_log_group.group : [group.retention_in_days, group.kms_key_id]] ==
      [for name in var.groups : [90, var.key_arn]]
    )
    error_message = "A group has another retention or key."
  }
}
