import { z } from "zod";
import { policyArn } from "./arn";
import { policyName, roleName } from "./aws-names";
import { anyList, tags, wholeNumber } from "./values";

/** The roles' names where nothing else is said, by their keys. */
export const DEFAULT_ROLE_NAMES = {
  "roles.admin.name": "customer_sagemaker_admin_role",
  "roles.execution.name": "AmazonSageMaker-ExecutionRole-Admin",
} as const;

/** The policies' names where nothing else is said, by their keys. */
export const DEFAULT_POLICY_NAMES = {
  "roles.admin.policy_names.sagemaker": "customer_sagemaker_admin_policy",
  "roles.admin.policy_names.names": "customer_sagemaker_admin_policy_2",
  "roles.admin.policy_names.integrations": "customer_sagemaker_admin_policy_3",
  "roles.admin.policy_names.deny": "customer_sagemaker_deny_policy",
  "roles.execution.policy_name": "AmazonSageMaker-ExecutionPolicy-Admin",
} as const;

/** What both roles offer. */
const options = {
  permissions_boundary_arn: policyArn
    .exactOptional()
    .describe("The managed policy that limits what the role can ever be allowed."),
  extra_policy_arns: anyList(policyArn)
    .default([])
    .describe("Further managed policies, such as customer_deny_policy. A role carries at most 10, ours counted."),
  max_session_hours: wholeNumber(1, 12)
    .default(1)
    .describe("The longest session in hours, 1 to 12. In an account that AMS manages, at most 4."),
  tags: tags.exactOptional().describe("Tags of the role and its policies, beside those of the environment."),
};

const admin = z.strictObject({
  name: roleName.default(DEFAULT_ROLE_NAMES["roles.admin.name"]).describe("The name of the role that people assume."),
  policy_names: z
    .strictObject({
      sagemaker: policyName
        .default(DEFAULT_POLICY_NAMES["roles.admin.policy_names.sagemaker"])
        .describe("The policy with SageMaker, PassRole and the reads."),
      names: policyName
        .default(DEFAULT_POLICY_NAMES["roles.admin.policy_names.names"])
        .describe("The policy with what may be done to resources by their names and tags (N2 to N9)."),
      integrations: policyName
        .default(DEFAULT_POLICY_NAMES["roles.admin.policy_names.integrations"])
        .describe("The policy with the integrations kept from AmazonSageMakerFullAccess (D1)."),
      deny: policyName
        .default(DEFAULT_POLICY_NAMES["roles.admin.policy_names.deny"])
        .describe("The policy with the explicit denies (X1 to X3, reserved buckets)."),
    })
    .prefault({})
    .describe("The names of the role's policies, for an account in which they are taken."),
  integrations: z
    .boolean()
    .default(true)
    .describe("Whether the third policy exists: Athena, Redshift, Service Catalog, Lambda, Step Functions, … (D1)."),
  ...options,
});

const execution = z.strictObject({
  name: roleName
    .default(DEFAULT_ROLE_NAMES["roles.execution.name"])
    .describe("The name of the role that SageMaker uses; people can pass AmazonSageMaker-ExecutionRole-* only (N1)."),
  policy_name: policyName
    .default(DEFAULT_POLICY_NAMES["roles.execution.policy_name"])
    .describe("The name of its policy."),
  profile: z
    .enum(["notebook", "jobs", "full-access"])
    .default("notebook")
    .describe(
      "What runs with the role. notebook: the SDK in a notebook can start jobs (J2); jobs: training, processing and " +
        "hosting only (J1); full-access: AmazonSageMakerFullAccess, which undoes the limits of the admin role.",
    ),
  vpc: z
    .boolean()
    .default(true)
    .describe("Whether jobs and notebooks run in a VPC, and so need network interfaces (J1)."),
  glue: z.boolean().default(false).describe("Whether AWS Glue jobs run with the role and write their logs (J1)."),
  source_account: z
    .boolean()
    .default(false)
    .describe(
      "Whether SageMaker must say that it acts for this account (aws:SourceAccount, R2). Notebooks, labelling and " +
        "tuning do not say it, and stop working.",
    ),
  ...options,
});

/** `roles` of an environment file: the two roles and what may be chosen for them. */
export const roles = z.strictObject({
  admin: admin.prefault({}).describe("The role that people assume."),
  execution: execution.prefault({}).describe("The service role that SageMaker uses."),
});

/** The AWS-managed policy of the profile `full-access`. */
export const FULL_ACCESS_POLICY = "AmazonSageMakerFullAccess";
