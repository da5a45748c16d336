import type { TypeCalls } from "./type-calls";

const NONE = { create: [], read: [], update: [], delete: [] };
const TAGS = "the tags go in the create request itself; AWS authorises them as this action";
const SINCE_6_23 = "since 6.23.0 the provider tags buckets by these three, and falls back to Get and PutBucketTagging";

/**
 * What no recording holds: types that are newer than it, and calls that newer versions of the provider make.
 *
 * Source: the provider's source and changelog, 6.0 to 6.31 (`internal/service/cloudwatch/metric_alarm.go`,
 * `internal/service/logs/group.go`); nothing of it was run.
 */
export const SOURCE_READ: Readonly<Record<string, TypeCalls>> = {
  aws_cloudwatch_log_group: {
    create: ["logs:CreateLogGroup", "logs:DescribeLogGroups", "logs:ListTagsForResource", "logs:PutRetentionPolicy"],
    read: ["logs:DescribeLogGroups", "logs:ListTagsForResource"],
    update: [
      "logs:AssociateKmsKey",
      "logs:DeleteRetentionPolicy",
      "logs:DescribeLogGroups",
      "logs:DisassociateKmsKey",
      "logs:ListTagsForResource",
      "logs:PutRetentionPolicy",
      "logs:TagResource",
      "logs:UntagResource",
    ],
    delete: ["logs:DeleteLogGroup"],
    also: [
      { action: "logs:TagResource", phases: ["create"], when: "tags", reason: TAGS },
      {
        action: "logs:AssociateKmsKey",
        phases: ["create"],
        when: "kms_key_id is a customer managed key",
        reason: "the key goes in the create request itself; AWS may authorise it as this action",
      },
    ],
  },
  aws_cloudwatch_metric_alarm: {
    create: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource", "cloudwatch:PutMetricAlarm"],
    read: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
    update: [
      "cloudwatch:DescribeAlarms",
      "cloudwatch:ListTagsForResource",
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
    ],
    delete: ["cloudwatch:DeleteAlarms"],
    also: [{ action: "cloudwatch:TagResource", phases: ["create"], when: "tags", reason: TAGS }],
  },
  aws_s3_bucket: {
    ...NONE,
    also: [
      { action: "s3:TagResource", phases: ["create", "update"], reason: SINCE_6_23 },
      { action: "s3:UntagResource", phases: ["update"], reason: SINCE_6_23 },
      { action: "s3:ListTagsForResource", phases: ["create", "read", "update"], reason: SINCE_6_23 },
    ],
  },
};
