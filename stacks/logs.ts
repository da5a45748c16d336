import type { Construct } from "constructs";
import type { Logs } from "../config/logs";
import { LogGroups } from "../modules/log-groups";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";
import { storageKeyArn } from "./storage-key";

/** `<environment>-logs`: the log groups of SageMaker, with retention and key. */
export class LogsStack extends EnvironmentStack {
  constructor(scope: Construct, props: EnvironmentStackProps, { groups, retention_days, key_arn, protect }: Logs) {
    super(scope, "logs", props);
    const keyArn = key_arn ?? storageKeyArn(this, props.environment, "logs");
    new LogGroups(this, "groups", { groups, retentionDays: retention_days, ...(keyArn && { keyArn }), protect });
  }
}
