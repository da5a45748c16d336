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

/** The AWS-managed policy of the profile `full-access`. */
export const FULL_ACCESS_POLICY = "AmazonSageMakerFullAccess";
