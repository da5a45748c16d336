/** The names of the roles and policies, where an environment's file gives none. */
export interface Names {
  readonly adminRole: string;
  readonly adminPolicy: string;
  readonly adminNamesPolicy: string;
  readonly adminIntegrationsPolicy: string;
  readonly denyPolicy: string;
  readonly executionRole: string;
  readonly executionPolicy: string;
  readonly executionNotebookPolicy: string;
  readonly workforceRole: string;
  readonly workforcePolicy: string;
  readonly workforceDenyPolicy: string;
}

/** The name of the execution role's second policy, which profile `notebook` brings, by that of its first. */
export function notebookPolicyName(policyName: string): string {
  return `${policyName}_2`;
}

const EXECUTION_POLICY = "AmazonSageMaker-ExecutionPolicy-Admin";

/** The roles' names are the page's: "customer_sagemaker_admin_role and service role AmazonSageMaker-ExecutionRole-Admin". */
export const DEFAULT_NAMES = {
  adminRole: "customer_sagemaker_admin_role",
  adminPolicy: "customer_sagemaker_admin_policy",
  adminNamesPolicy: "customer_sagemaker_admin_policy_2",
  adminIntegrationsPolicy: "customer_sagemaker_admin_policy_3",
  denyPolicy: "customer_sagemaker_deny_policy",
  executionRole: "AmazonSageMaker-ExecutionRole-Admin",
  executionPolicy: EXECUTION_POLICY,
  executionNotebookPolicy: notebookPolicyName(EXECUTION_POLICY),
  workforceRole: "customer_sagemaker_workforce_role",
  workforcePolicy: "customer_sagemaker_workforce_policy",
  workforceDenyPolicy: "customer_sagemaker_workforce_deny_policy",
} as const satisfies Names;

/** Beginnings of the names of AMS's own buckets, which nobody touches. */
export const RESERVED_PREFIXES: readonly string[] = ["ams-", "mc-"];

/**
 * The role that Application Auto Scaling makes for what it scales of SageMaker.
 * Source: "Service-linked roles for Application Auto Scaling", Application Auto Scaling User Guide.
 */
export const SCALING_SERVICE_ROLE = "AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint";

/** The AWS-managed policy of the profile `full-access`. */
export const FULL_ACCESS_POLICY = "AmazonSageMakerFullAccess";

/** The name of an elevation's policy; without a ticket, what all of them begin with. */
export function elevationPolicyName(ticket = ""): string {
  return `customer_sagemaker_autoscaling_policy_${ticket}`;
}

/** The name of the clean-up policy that elevations bring. IAM is global, the right is of one region. */
export function elevationCleanUpName(region: string): string {
  return `customer_sagemaker_elevation_clean_up_policy_${region}`;
}

/** The name of the clean-up policy that scaling brings, where the file gives none. */
export function defaultScalingCleanUpName(region: string): string {
  return `customer_sagemaker_scaling_clean_up_policy_${region}`;
}

/** The bucket's name where the file gives none: that of the default bucket of SageMaker's SDK (`Session.default_bucket`). */
export function defaultBucketName(region: string, account: string): string {
  return `sagemaker-${region}-${account}`;
}

/** The alias of the environment's key where the file gives none, without `alias/`. */
export const DEFAULT_ALIAS = "customer-sagemaker";

/** The alias of a key without `alias/`, none of AWS's own. Source: CreateAlias, AWS KMS API Reference. */
export const KEY_ALIAS = /^(?!aws\/)[\w/-]{1,250}$/;
