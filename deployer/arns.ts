import { SCALING_SERVICE_ROLE } from "../aws/names";
import { publishedAction } from "../policy/actions";
import { resourceFormats } from "../policy/actions/arns";
import type { Stack, StackResource } from "./stack";

/**
 * The ARNs that calls for a resource name: its own first, then those of what is named beside it. `*` where AWS gives an
 * id.
 */
type ArnsOf = (resource: StackResource, stack: Stack) => readonly string[];

const bucket: ArnsOf = ({ attributes }, stack) => {
  const name = arn(stack, "s3", "", "", stack.text(attributes.bucket) ?? "*");
  return [name, `${name}/*`];
};

const securityGroupRule: ArnsOf = (_, stack) => [ec2(stack, "security-group-rule"), ec2(stack, "security-group")];

const scalableTarget: ArnsOf = ({ attributes }, stack) => {
  const { region, account } = stack.place;
  const [kind, name] = (stack.text(attributes.resource_id) ?? "").split("/");
  const ofSageMaker = (resource: string): string => arn(stack, "sagemaker", region, account, resource);
  return [
    arn(stack, "application-autoscaling", region, account, "scalable-target/*"),
    serviceLinkedRole(stack, SERVICE_LINKED_ROLES.aws_appautoscaling_target),
    ...(kind === "endpoint" ? [ofSageMaker(`endpoint/${name ?? "*"}`), ofSageMaker("endpoint-config/*")] : []),
    ...(kind === "inference-component" ? [ofSageMaker(`inference-component/${name ?? "*"}`)] : []),
  ];
};

/** The roles that AWS makes for a service when it is first used. Source: each service's "Using service-linked roles". */
export const SERVICE_LINKED_ROLES = {
  aws_appautoscaling_target: {
    service: "sagemaker.application-autoscaling.amazonaws.com",
    name: SCALING_SERVICE_ROLE,
  },
  aws_efs_file_system: {
    service: "elasticfilesystem.amazonaws.com",
    name: "AWSServiceRoleForAmazonElasticFileSystem",
  },
} as const;

const ARNS: Readonly<Record<string, ArnsOf>> = {
  aws_appautoscaling_policy: scalableTarget,
  aws_appautoscaling_scheduled_action: scalableTarget,
  aws_appautoscaling_target: scalableTarget,
  aws_cloudwatch_log_group: ({ attributes }, stack) => {
    const { region, account } = stack.place;
    const group = arn(stack, "logs", region, account, `log-group:${stack.text(attributes.name) ?? "*"}`);
    return [group, `${group}:*`];
  },
  aws_cloudwatch_metric_alarm: ({ attributes }, stack) => {
    const { region, account } = stack.place;
    return [arn(stack, "cloudwatch", region, account, `alarm:${stack.text(attributes.alarm_name) ?? "*"}`)];
  },
  // AWS's own lists belong to no account.
  aws_ec2_managed_prefix_list: (_, stack) => [arn(stack, "ec2", stack.place.region, "aws", "prefix-list/*")],
  aws_efs_file_system: ({ attributes }, stack) => [
    elasticFileSystem(stack),
    serviceLinkedRole(stack, SERVICE_LINKED_ROLES.aws_efs_file_system),
    stack.text(attributes.kms_key_id) ?? anyKey(stack),
  ],
  aws_efs_mount_target: ({ attributes }, stack) => [
    elasticFileSystem(stack),
    ec2(stack, "network-interface"),
    ec2(stack, "subnet", attributes.subnet_id),
    ec2(stack, "security-group"),
  ],
  aws_iam_policy: ({ attributes }, stack) => [iamArn(stack, "policy", attributes)],
  aws_iam_role: ({ attributes }, stack) => [iamArn(stack, "role", attributes)],
  aws_iam_role_policy_attachment: ({ attributes }, stack) => {
    const made = stack.referenced(attributes.role)?.resource.attributes;
    return [iamArn(stack, "role", made ?? { name: attributes.role })];
  },
  aws_kms_alias: ({ attributes }, stack) => {
    const { region, account } = stack.place;
    return [arn(stack, "kms", region, account, stack.text(attributes.name) ?? "alias/*"), anyKey(stack)];
  },
  aws_kms_key: (_, stack) => [anyKey(stack)],
  aws_s3_bucket: bucket,
  aws_s3_bucket_lifecycle_configuration: bucket,
  aws_s3_bucket_logging: bucket,
  aws_s3_bucket_ownership_controls: bucket,
  aws_s3_bucket_policy: bucket,
  aws_s3_bucket_public_access_block: bucket,
  aws_s3_bucket_server_side_encryption_configuration: bucket,
  aws_s3_bucket_versioning: bucket,
  aws_security_group: ({ attributes }, stack) => [
    ec2(stack, "security-group"),
    ec2(stack, "vpc", attributes.vpc_id),
    ec2(stack, "network-interface"),
  ],
  aws_vpc_endpoint: ({ attributes }, stack) => [
    ec2(stack, "vpc-endpoint"),
    // A private name is a zone of AWS's own.
    arn(stack, "route53", "", "", "hostedzone/*"),
    ec2(stack, "vpc", attributes.vpc_id),
    ec2(stack, "security-group"),
    ...listOf(attributes.subnet_ids).map((id) => ec2(stack, "subnet", id)),
    ...listOf(attributes.route_table_ids).map((id) => ec2(stack, "route-table", id)),
  ],
  aws_vpc_security_group_egress_rule: securityGroupRule,
  aws_vpc_security_group_ingress_rule: securityGroupRule,
};

/**
 * The ARNs that an action needs for a resource: those of the kinds that AWS publishes for the action; `*` where it has
 * no resource-level permissions.
 *
 * @throws Error where AWS publishes kinds and the resource has none of them: the table above lacks it.
 */
export function arnsFor(action: string, resource: StackResource, stack: Stack): readonly string[] {
  const formats = resourceFormats(action);
  if (formats.length === 0 || NEEDS_ANY.has(action)) return ["*"];
  const all = Object.hasOwn(ARNS, resource.type) ? (ARNS[resource.type]?.(resource, stack) ?? []) : [];
  const own = all.filter((one) =>
    formats.some(({ matches }) => matches(one.replace(/^((?:[^:]*:){4})aws:/, ANY_ACCOUNT))),
  );
  // Tags are its own: the network or the group beside it is not to be tagged.
  if (own.length > 0) return publishedAction(action)?.level === "tagging" ? own.slice(0, 1) : own;
  throw new Error(`deployer/arns.ts has no ARN of a ${resource.type} for ${action}`);
}

/** Actions that are asked for without a resource, although AWS publishes kinds for them. */
const NEEDS_ANY: ReadonlySet<string> = new Set([
  // RegisterScalableTarget and PutScalingPolicy try these without a name.
  "cloudwatch:DeleteAlarms",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:PutMetricAlarm",
  // It has the key `*`, whatever the ARN format that is published beside it.
  "kms:CreateKey",
]);

const ANY_ACCOUNT = "$1000000000000:";

function arn({ place }: Stack, service: string, region: string, account: string, resource: string): string {
  return `arn:${place.partition}:${service}:${region}:${account}:${resource}`;
}

/** The ARN of a role or policy by the attributes `name` and `path`. */
export function iamArn(stack: Stack, kind: "role" | "policy", { name, path }: StackResource["attributes"]): string {
  const folder = stack.text(path) ?? "/";
  return arn(stack, "iam", "", stack.place.account, `${kind}${folder}${stack.text(name) ?? "*"}`);
}

function serviceLinkedRole(
  stack: Stack,
  { service, name }: { readonly service: string; readonly name: string },
): string {
  return arn(stack, "iam", "", stack.place.account, `role/aws-service-role/${service}/${name}`);
}

function ec2(stack: Stack, kind: string, id?: unknown): string {
  const { region, account } = stack.place;
  return arn(stack, "ec2", region, account, `${kind}/${stack.text(id) ?? "*"}`);
}

function elasticFileSystem(stack: Stack): string {
  const { region, account } = stack.place;
  return arn(stack, "elasticfilesystem", region, account, "file-system/*");
}

/** AWS gives keys their ids. */
function anyKey(stack: Stack): string {
  const { region, account } = stack.place;
  return arn(stack, "kms", region, account, "key/*");
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
