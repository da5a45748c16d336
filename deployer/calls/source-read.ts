import type { TypeCalls } from "./type-calls";

const NONE = { create: [], read: [], update: [], delete: [] };
const TAGS = "the tags go in the create request itself; AWS authorises them as this action";
const SINCE_6_23 = {
  reason: "since 6.23.0 the provider tags buckets by these three, and falls back to Get and PutBucketTagging",
  evidence: "source",
} as const;

/** Where it was read, and when; nothing of it was run. */
export const SOURCE_READING = {
  source:
    "hashicorp/aws 6.0 to 6.31: CHANGELOG.md, internal/service/cloudwatch/metric_alarm.go, internal/service/logs/group.go, internal/service/iam/role.go",
  date: "2026-11-27",
};

/**
 * What no recording holds: types that are newer than it (`aws_cloudwatch_log_group`, `aws_cloudwatch_metric_alarm`), and
 * calls that newer versions of the provider make (tags of buckets). Source: {@link SOURCE_READING}.
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
  aws_iam_role: {
    ...NONE,
    also: [
      {
        action: "iam:GetRolePolicy",
        phases: ["create", "read", "update"],
        reason: "each read of a role reads its inline policies, which one that was adopted may have",
        evidence: "source",
      },
    ],
  },
  aws_s3_bucket: {
    ...NONE,
    also: [
      { action: "s3:TagResource", phases: ["create", "update"], ...SINCE_6_23 },
      { action: "s3:UntagResource", phases: ["update"], ...SINCE_6_23 },
      { action: "s3:ListTagsForResource", phases: ["create", "read", "update"], ...SINCE_6_23 },
    ],
  },
};
