import type { ResourceKind } from "./kind";

const malformed = "InvalidParameter";

/** Amazon SNS and Amazon SQS. */
export const messaging: Readonly<Record<string, ResourceKind>> = {
  aws_sns_topic: {
    binding: "sns-topic",
    key: "{arn}",
    computed: {
      name: "{name_prefix|terraform-}{digits:26}",
      name_prefix: "",
      arn: "arn:{partition}:sns:{region}:{account}:{name}",
      owner: "{account}",
      policy:
        '{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",' +
        '"Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:Publish","SNS:Subscribe"],"Resource":"*"}]}',
    },
    defaults: { content_based_deduplication: false, fifo_topic: false },
    replace: ["fifo_topic", "name", "name_prefix"],
    policies: { policy: "resource" },
    api: { service: "SNS", noun: "SNS Topic ({name})", create: "CreateTopic", delete: "DeleteTopic", malformed },
  },
  aws_sns_topic_policy: {
    binding: "sns-topic-policy",
    key: "{arn}",
    computed: { owner: "{account}" },
    replace: ["arn"],
    policies: { policy: "resource" },
    api: {
      service: "SNS",
      noun: "SNS Topic Policy ({arn})",
      create: "SetTopicAttributes",
      delete: "SetTopicAttributes",
      malformed,
    },
    needs: [
      {
        type: "aws_sns_topic",
        key: "{arn}",
        refusal: { status: 404, code: "NotFound", message: "Topic does not exist" },
      },
    ],
  },
  aws_sqs_queue: {
    binding: "sqs-queue",
    key: "{url}",
    computed: {
      name: "{name_prefix|terraform-}{digits:26}",
      name_prefix: "",
      arn: "arn:{partition}:sqs:{region}:{account}:{name}",
      url: "https://sqs.{region}.{dns_suffix}/{account}/{name}",
      kms_data_key_reuse_period_seconds: 300,
      sqs_managed_sse_enabled: true,
    },
    defaults: {
      content_based_deduplication: false,
      delay_seconds: 0,
      fifo_queue: false,
      max_message_size: 262_144,
      message_retention_seconds: 345_600,
      receive_wait_time_seconds: 0,
      visibility_timeout_seconds: 30,
    },
    replace: ["fifo_queue", "name", "name_prefix"],
    policies: { policy: "resource" },
    api: { service: "SQS", noun: "SQS Queue ({name})", create: "CreateQueue", delete: "DeleteQueue" },
    taken: { status: 400, code: "QueueAlreadyExists", message: "A queue already exists with the same name." },
  },
  aws_sqs_queue_policy: {
    binding: "sqs-queue-policy",
    key: "{queue_url}",
    replace: ["queue_url"],
    policies: { policy: "resource" },
    api: {
      service: "SQS",
      noun: "SQS Queue Policy ({queue_url})",
      create: "SetQueueAttributes",
      delete: "SetQueueAttributes",
    },
    needs: [
      {
        type: "aws_sqs_queue",
        key: "{queue_url}",
        refusal: {
          status: 400,
          code: "AWS.SimpleQueueService.NonExistentQueue",
          message: "The specified queue does not exist.",
        },
      },
    ],
  },
};
