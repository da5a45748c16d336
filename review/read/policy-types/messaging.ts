import { held, heldByArn, holder, owner, type PolicyTypes } from "./policy-type";

/** Topics, queues, streams, buses and mail. */
export const messaging: PolicyTypes = {
  aws_sns_topic: holder("SNS topic", "policy", ["arn", "name"], { arn: "arn" }),
  aws_sns_topic_policy: heldByArn("SNS topic", "policy", "arn"),
  aws_sqs_queue: holder("SQS queue", "policy", ["url", "name"], { arn: "arn" }),
  aws_sqs_queue_policy: held("SQS queue", "policy", ["queue_url"]),
  aws_kinesis_stream: owner("Kinesis stream", ["arn", "name"], { arn: "arn" }),
  aws_kinesis_resource_policy: heldByArn("Kinesis stream", "policy", "resource_arn"),
  aws_msk_cluster: owner("MSK cluster", ["arn"], { arn: "arn" }),
  aws_msk_serverless_cluster: owner("MSK cluster", ["arn"], { arn: "arn" }),
  aws_msk_cluster_policy: heldByArn("MSK cluster", "policy", "cluster_arn"),
  aws_cloudwatch_event_bus: owner("event bus", ["name"], { arn: "arn" }),
  aws_cloudwatch_event_bus_policy: held("event bus", "policy", ["event_bus_name"]),
  aws_schemas_registry_policy: held("schema registry", "policy", ["registry_name"]),
  aws_ses_identity_policy: held("SES identity", "policy", ["identity"]),
  aws_sesv2_email_identity_policy: held("SES identity", "policy", ["email_identity"]),
};
