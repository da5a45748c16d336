import { findPartition } from "../../aws/regions";
import type { Place } from "./resource";

/** Kind of resource → its ARN after the partition: `%r` is its region, `%a` its account, `%n` its name. */
const ARNS: Readonly<Record<string, string>> = {
  "trust policy of role": "iam::%a:role/%n",
  "S3 bucket": "s3:::%n",
  "SNS topic": "sns:%r:%a:%n",
  "SQS queue": "sqs:%r:%a:%n",
  "Lambda function": "lambda:%r:%a:function:%n",
  "KMS key": "kms:%r:%a:key/%n",
  secret: "secretsmanager:%r:%a:secret:%n-??????",
  "ECR repository": "ecr:%r:%a:repository/%n",
  "EFS file system": "elasticfilesystem:%r:%a:file-system/%n",
  "event bus": "events:%r:%a:event-bus/%n",
  "DynamoDB table": "dynamodb:%r:%a:table/%n",
  "Kinesis stream": "kinesis:%r:%a:stream/%n",
  "backup vault": "backup:%r:%a:backup-vault:%n",
  "model package group": "sagemaker:%r:%a:model-package-group/%n",
  "OpenSearch domain": "es:%r:%a:domain/%n",
};

/**
 * The ARN of a resource by its name, where AWS forms it so, and its account and region are known: what a change creates has
 * none yet. An address of Terraform is no name.
 */
export function arnOf(kind: string, name: string, { account, region }: Place): string | undefined {
  const form = Object.hasOwn(ARNS, kind) ? ARNS[kind] : undefined;
  if (form === undefined || name.includes(".aws_") || /^aws_\w+\./.test(name)) return undefined;
  if ((account === undefined && form.includes("%a")) || (region === undefined && form.includes("%r"))) return undefined;
  const partition = (region === undefined ? undefined : findPartition(region)) ?? "aws";
  const rest = form.replace("%r", region ?? "").replace("%a", account ?? "");
  return `arn:${partition}:${rest.replace("%n", () => name).replace("??????", "xxxxxx")}`;
}
