import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { logGroupAddress } from "../../aws/log-groups";

export interface LogGroupsProps {
  /** Names of the groups, each under `/aws/sagemaker/`. */
  readonly groups: readonly string[];
  /** Days after which an event is deleted, one of those that CloudWatch Logs knows. */
  readonly retentionDays: number;
  /** ARN of a KMS key that lets CloudWatch Logs use it. @default the encryption of CloudWatch Logs */
  readonly keyArn?: string;
  /** Whether Terraform refuses to destroy the groups. @default true */
  readonly protect?: boolean;
  /** @default none */
  readonly tags?: Record<string, string>;
}

/**
 * The log groups that SageMaker writes to, with a retention and a key: `aws_cloudwatch_log_group.TrainingJobs`. The roles
 * may make such groups (N6), and change neither (P5).
 */
export class LogGroups extends Construct {
  constructor(scope: Construct, id: string, { groups, retentionDays, keyArn, protect, tags }: LogGroupsProps) {
    super(scope, id);
    for (const name of groups) {
      const address = logGroupAddress(name);
      new CloudwatchLogGroup(this, address, {
        name,
        retentionInDays: retentionDays,
        ...(keyArn && { kmsKeyId: keyArn }),
        lifecycle: { preventDestroy: protect ?? true },
        ...(tags && { tags }),
      }).overrideLogicalId(address);
    }
  }
}
