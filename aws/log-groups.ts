/** What the names of SageMaker's log groups begin with. */
const LOG_GROUP_PREFIX = "/aws/sagemaker/";

/**
 * The groups that notebooks and jobs write to; each endpoint has one of its own, `/aws/sagemaker/Endpoints/NAME`.
 * Source: "Log groups and streams that Amazon SageMaker AI sends to Amazon CloudWatch Logs", SageMaker Developer Guide.
 */
export const LOG_GROUPS: readonly string[] = [
  "NotebookInstances",
  "ProcessingJobs",
  "TrainingJobs",
  "TransformJobs",
].map((name) => LOG_GROUP_PREFIX + name);

/** Days for which CloudWatch Logs can keep events. Source: PutRetentionPolicy, CloudWatch Logs API Reference. */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** The name by which Terraform knows a group: its own behind the front that all have, with `_` for `/`. */
export function logGroupAddress(group: string): string {
  return group.slice(LOG_GROUP_PREFIX.length).replaceAll("/", "_");
}
