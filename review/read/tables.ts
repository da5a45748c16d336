import type { ResourcePolicyKind } from "../../policy/compare";

/** A resource type that carries the policy of a resource. */
export interface ResourcePolicyType {
  /** What the policy belongs to: `S3 bucket`. Types of one label hold the same policy. */
  readonly label: string;
  readonly kind: ResourcePolicyKind;
  /** The attribute with the JSON text. */
  readonly policy: string;
  /** Attributes that name the resource, the first that has a value counts. */
  readonly names: readonly string[];
  /** Attribute that tells a reader more than the address, for one that has no id yet. */
  readonly title?: string;
  /** Attribute with the resource's ARN. */
  readonly arn?: string;
  /** Attributes that limit who reaches it, which are compared too. */
  readonly limits?: readonly string[];
  /** The resource itself, which may hold its policy in an attribute; when it goes, its policy has no meaning. */
  readonly owner?: true;
}

/** Where the names of a kind of resource are unique: those of buckets in the partition, of roles in the account. */
export type NameScope = "partition" | "account" | "region";

/** Kinds of resources whose names are unique in more than account and region. */
export const NAME_SCOPES: Readonly<Record<string, NameScope>> = {
  "S3 bucket": "partition",
  "trust policy of role": "account",
};

/**
 * Every resource type of hashicorp/aws that carries a resource's policy, of the services that the project touches and
 * those beside them.
 */
export const RESOURCE_POLICIES: Readonly<Record<string, ResourcePolicyType>> = {
  aws_s3_bucket: {
    label: "S3 bucket",
    kind: "resource",
    policy: "policy",
    names: ["bucket", "id"],
    arn: "arn",
    owner: true,
  },
  aws_s3_bucket_policy: { label: "S3 bucket", kind: "resource", policy: "policy", names: ["bucket"] },
  aws_s3_access_point: {
    label: "S3 access point",
    kind: "resource",
    policy: "policy",
    names: ["name"],
    arn: "arn",
    limits: ["public_access_block_configuration", "vpc_configuration"],
    owner: true,
  },
  aws_s3control_access_point_policy: {
    label: "S3 access point",
    kind: "resource",
    policy: "policy",
    names: ["access_point_arn"],
  },
  aws_s3_directory_bucket: {
    label: "S3 directory bucket",
    kind: "resource",
    policy: "policy",
    names: ["bucket"],
    arn: "arn",
    owner: true,
  },
  aws_kms_key: { label: "KMS key", kind: "key", policy: "policy", names: ["key_id", "arn"], arn: "arn", owner: true },
  aws_kms_external_key: {
    label: "KMS key",
    kind: "key",
    policy: "policy",
    names: ["id", "arn"],
    arn: "arn",
    owner: true,
  },
  aws_kms_replica_key: {
    label: "KMS key",
    kind: "key",
    policy: "policy",
    names: ["key_id", "arn"],
    arn: "arn",
    owner: true,
  },
  aws_kms_key_policy: { label: "KMS key", kind: "key", policy: "policy", names: ["key_id"] },
  aws_sns_topic: {
    label: "SNS topic",
    kind: "resource",
    policy: "policy",
    names: ["arn", "name"],
    arn: "arn",
    owner: true,
  },
  aws_sns_topic_policy: { label: "SNS topic", kind: "resource", policy: "policy", names: ["arn"], arn: "arn" },
  aws_sqs_queue: {
    label: "SQS queue",
    kind: "resource",
    policy: "policy",
    names: ["url", "name"],
    arn: "arn",
    owner: true,
  },
  aws_sqs_queue_policy: { label: "SQS queue", kind: "resource", policy: "policy", names: ["queue_url"] },
  aws_secretsmanager_secret: {
    label: "secret",
    kind: "resource",
    policy: "policy",
    names: ["arn", "name"],
    arn: "arn",
    owner: true,
  },
  aws_secretsmanager_secret_policy: {
    label: "secret",
    kind: "resource",
    policy: "policy",
    names: ["secret_arn"],
    arn: "secret_arn",
  },
  aws_ecr_repository: {
    label: "ECR repository",
    kind: "resource",
    policy: "",
    names: ["name"],
    arn: "arn",
    owner: true,
  },
  aws_ecr_repository_policy: { label: "ECR repository", kind: "resource", policy: "policy", names: ["repository"] },
  aws_ecr_registry_policy: { label: "ECR registry", kind: "resource", policy: "policy", names: ["registry_id"] },
  aws_efs_file_system: {
    label: "EFS file system",
    kind: "resource",
    policy: "",
    names: ["id"],
    arn: "arn",
    owner: true,
  },
  aws_efs_file_system_policy: {
    label: "EFS file system",
    kind: "resource",
    policy: "policy",
    names: ["file_system_id"],
  },
  aws_vpc_endpoint: {
    label: "VPC endpoint",
    kind: "endpoint",
    policy: "policy",
    names: ["id"],
    title: "service_name",
    owner: true,
  },
  aws_vpc_endpoint_policy: { label: "VPC endpoint", kind: "endpoint", policy: "policy", names: ["vpc_endpoint_id"] },
  aws_sagemaker_model_package_group_policy: {
    label: "model package group",
    kind: "resource",
    policy: "resource_policy",
    names: ["model_package_group_name"],
  },
  aws_cloudwatch_log_resource_policy: {
    label: "log resource policy",
    kind: "resource",
    policy: "policy_document",
    names: ["policy_name"],
  },
  aws_dynamodb_resource_policy: {
    label: "DynamoDB table",
    kind: "resource",
    policy: "policy",
    names: ["resource_arn"],
    arn: "resource_arn",
  },
  aws_kinesis_resource_policy: {
    label: "Kinesis stream",
    kind: "resource",
    policy: "policy",
    names: ["resource_arn"],
    arn: "resource_arn",
  },
  aws_glue_resource_policy: { label: "Glue catalog", kind: "resource", policy: "policy", names: ["id"] },
  aws_backup_vault_policy: { label: "backup vault", kind: "resource", policy: "policy", names: ["backup_vault_name"] },
  aws_cloudwatch_event_bus_policy: {
    label: "event bus",
    kind: "resource",
    policy: "policy",
    names: ["event_bus_name"],
  },
  aws_opensearch_domain_policy: {
    label: "OpenSearch domain",
    kind: "resource",
    policy: "access_policies",
    names: ["domain_name"],
  },
  aws_codeartifact_domain_permissions_policy: {
    label: "CodeArtifact domain",
    kind: "resource",
    policy: "policy_document",
    names: ["domain"],
  },
  aws_codebuild_resource_policy: {
    label: "CodeBuild resource",
    kind: "resource",
    policy: "policy",
    names: ["resource_arn"],
    arn: "resource_arn",
  },
  aws_lambda_function: {
    label: "Lambda function",
    kind: "resource",
    policy: "",
    names: ["function_name"],
    arn: "arn",
    owner: true,
  },
  aws_backup_vault: { label: "backup vault", kind: "resource", policy: "", names: ["name"], arn: "arn", owner: true },
  aws_dynamodb_table: {
    label: "DynamoDB table",
    kind: "resource",
    policy: "",
    names: ["arn", "name"],
    arn: "arn",
    owner: true,
  },
  aws_kinesis_stream: {
    label: "Kinesis stream",
    kind: "resource",
    policy: "",
    names: ["arn", "name"],
    arn: "arn",
    owner: true,
  },
  aws_cloudwatch_event_bus: {
    label: "event bus",
    kind: "resource",
    policy: "",
    names: ["name"],
    arn: "arn",
    owner: true,
  },
  aws_codeartifact_domain: {
    label: "CodeArtifact domain",
    kind: "resource",
    policy: "",
    names: ["domain"],
    arn: "arn",
    owner: true,
  },
  aws_sagemaker_model_package_group: {
    label: "model package group",
    kind: "resource",
    policy: "",
    names: ["model_package_group_name"],
    arn: "arn",
    owner: true,
  },
  aws_opensearch_domain: {
    label: "OpenSearch domain",
    kind: "resource",
    policy: "access_policies",
    names: ["domain_name"],
    arn: "arn",
    owner: true,
  },
  aws_iam_role: {
    label: "trust policy of role",
    kind: "trust",
    policy: "assume_role_policy",
    names: ["name"],
    arn: "arn",
    owner: true,
  },
};

/** A principal's own resource type: `aws_iam_role`. */
export const PRINCIPALS = {
  aws_iam_role: "role",
  aws_iam_user: "user",
  aws_iam_group: "group",
  aws_ssoadmin_permission_set: "permission set",
} as const;

export type PrincipalKind = (typeof PRINCIPALS)[keyof typeof PRINCIPALS];

/** A resource type that gives principals policies. */
export interface GrantType {
  readonly principal: PrincipalKind;
  /** Attribute that names one principal, or a list of them. */
  readonly names: string;
  /** Attribute with the JSON text of an inline policy … */
  readonly policy?: string;
  /** … or with the ARN, or ARNs, of a managed policy. */
  readonly arn?: string;
}

/** Every resource type of hashicorp/aws that gives a role, user, group or permission set a policy. */
export const GRANTS: Readonly<Record<string, readonly GrantType[]>> = {
  aws_iam_role_policy: [{ principal: "role", names: "role", policy: "policy" }],
  aws_iam_role_policy_attachment: [{ principal: "role", names: "role", arn: "policy_arn" }],
  aws_iam_role_policy_attachments_exclusive: [{ principal: "role", names: "role_name", arn: "policy_arns" }],
  aws_iam_user_policy: [{ principal: "user", names: "user", policy: "policy" }],
  aws_iam_user_policy_attachment: [{ principal: "user", names: "user", arn: "policy_arn" }],
  aws_iam_user_policy_attachments_exclusive: [{ principal: "user", names: "user_name", arn: "policy_arns" }],
  aws_iam_group_policy: [{ principal: "group", names: "group", policy: "policy" }],
  aws_iam_group_policy_attachment: [{ principal: "group", names: "group", arn: "policy_arn" }],
  aws_iam_group_policy_attachments_exclusive: [{ principal: "group", names: "group_name", arn: "policy_arns" }],
  aws_iam_policy_attachment: [
    { principal: "role", names: "roles", arn: "policy_arn" },
    { principal: "user", names: "users", arn: "policy_arn" },
    { principal: "group", names: "groups", arn: "policy_arn" },
  ],
  aws_ssoadmin_permission_set_inline_policy: [
    { principal: "permission set", names: "permission_set_arn", policy: "inline_policy" },
  ],
  aws_ssoadmin_managed_policy_attachment: [
    { principal: "permission set", names: "permission_set_arn", arn: "managed_policy_arn" },
  ],
};

/** A resource type that takes from a principal every policy that it does not list. */
export interface ExclusiveType {
  readonly principal: PrincipalKind;
  /** Attribute that names the principal. */
  readonly names: string;
  /** The principal's own attribute that shows what it carries. */
  readonly attribute: "managed_policy_arns" | "inline_policy";
  /** Attribute with the names of the policies that stay, whoever made them. */
  readonly kept?: string;
}

export const EXCLUSIVE: Readonly<Record<string, ExclusiveType>> = {
  aws_iam_role_policy_attachments_exclusive: {
    principal: "role",
    names: "role_name",
    attribute: "managed_policy_arns",
  },
  aws_iam_role_policies_exclusive: {
    principal: "role",
    names: "role_name",
    attribute: "inline_policy",
    kept: "policy_names",
  },
  aws_iam_user_policy_attachments_exclusive: {
    principal: "user",
    names: "user_name",
    attribute: "managed_policy_arns",
  },
  aws_iam_user_policies_exclusive: {
    principal: "user",
    names: "user_name",
    attribute: "inline_policy",
    kept: "policy_names",
  },
  aws_iam_group_policy_attachments_exclusive: {
    principal: "group",
    names: "group_name",
    attribute: "managed_policy_arns",
  },
  aws_iam_group_policies_exclusive: {
    principal: "group",
    names: "group_name",
    attribute: "inline_policy",
    kept: "policy_names",
  },
};

/** Types that are read besides: managed policies, memberships, statements in another form, security groups. */
const OTHERS = [
  "aws_iam_policy",
  "aws_iam_group_membership",
  "aws_iam_user_group_membership",
  "aws_lambda_permission",
  "aws_kms_grant",
  "aws_security_group",
  "aws_default_security_group",
  "aws_security_group_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
];

const WHOLLY: ReadonlySet<string> = new Set([
  ...[PRINCIPALS, GRANTS, EXCLUSIVE].flatMap((table) => Object.keys(table)),
  ...OTHERS,
]);

/** Whether a type is looked at to see who has access: it carries some, or is what a policy belongs to. */
export function isRead(type: string): boolean {
  return WHOLLY.has(type) || Object.hasOwn(RESOURCE_POLICIES, type);
}

/** The attributes of a type whose access is compared: all, or those of its policy. */
export function comparedAttributes(type: string): "all" | readonly string[] {
  if (WHOLLY.has(type)) return "all";
  const held = Object.hasOwn(RESOURCE_POLICIES, type) ? RESOURCE_POLICIES[type] : undefined;
  return held ? [held.policy, ...(held.limits ?? [])] : [];
}
