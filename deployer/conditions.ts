import { PARTITIONS } from "../aws/partitions";
import type { ConditionBlock } from "../policy/document";
import { iamArn, SERVICE_LINKED_ROLES } from "./arns";
import type { Stack, StackResource } from "./stack";

/** Whether what an action waits for is so: the `when` of the recorded and the read calls. */
const WHEN: Readonly<Record<string, (resource: StackResource, stack: Stack) => boolean>> = {
  tags: ({ attributes }, { hasDefaultTags }) => hasDefaultTags || attributes.tags !== undefined,
  "the account has no such role yet": () => true,
  "variants of endpoints": ({ attributes }, stack) =>
    (stack.text(attributes.resource_id) ?? "").startsWith("endpoint/"),
  "inference components": ({ attributes }, stack) =>
    (stack.text(attributes.resource_id) ?? "").startsWith("inference-component/"),
  "kms_key_id is a customer managed key": ({ attributes }) => attributes.kms_key_id !== undefined,
  "the request has a key policy": ({ attributes }) => attributes.policy !== undefined,
  "interface endpoint with private DNS": ({ attributes }) => attributes.private_dns_enabled === true,
  // The roles trust neither EC2 nor Lambda, and the groups are for callers of SageMaker.
  "the role is in an instance profile": () => false,
  "Lambda runs in the group": () => false,
};

/** @throws Error where nobody has decided whether that happens. */
export function happens(when: string, resource: StackResource, stack: Stack): boolean {
  const test = WHEN[when];
  if (!test) throw new Error(`deployer/conditions.ts does not know when ${when}`);
  return test(resource, stack);
}

/** Services whose requests name no region, or any. */
const GLOBAL = ["iam", "sts", "route53"];

/** Writes that take the key `application-autoscaling:service-namespace`. */
const OF_SCALING = /^application-autoscaling:(?:Register|Deregister|Put|Delete)/;

/**
 * How far an action goes on an ARN that a resource's calls name; undefined where the resource as it is never needs it.
 */
export function conditionsOf(
  action: string,
  arn: string,
  resource: StackResource,
  stack: Stack,
): ConditionBlock | undefined {
  const { attributes, type } = resource;
  const { region, partition } = stack.place;
  switch (action) {
    case "iam:AttachRolePolicy":
    case "iam:DetachRolePolicy": {
      const policy = attachedPolicy(attributes.policy_arn, stack);
      return policy === undefined ? {} : { ArnEquals: { "iam:PolicyARN": policy } };
    }
    case "iam:CreateRole":
    case "iam:PutRolePermissionsBoundary": {
      const boundary = stack.text(attributes.permissions_boundary);
      return boundary === undefined ? {} : { StringEquals: { "iam:PermissionsBoundary": boundary } };
    }
    case "iam:DeleteRolePermissionsBoundary":
      // Who may take the boundary away is not held by it.
      return attributes.permissions_boundary === undefined ? {} : undefined;
    case "iam:CreateServiceLinkedRole": {
      const role = SERVICE_LINKED_ROLES[type as keyof typeof SERVICE_LINKED_ROLES];
      return { StringEquals: { "iam:AWSServiceName": role.service } };
    }
    case "kms:DisableKeyRotation":
      return attributes.enable_key_rotation === true ? undefined : {};
    case "s3:DeleteObject":
    case "s3:DeleteObjectVersion":
    case "s3:ListBucketVersions":
      return attributes.force_destroy === true ? {} : undefined;
    default:
  }
  if (action.startsWith("kms:") && type === "aws_efs_file_system") {
    const { dnsSuffix } = PARTITIONS[partition];
    return { StringEquals: { "kms:ViaService": `elasticfilesystem.${region}.${dnsSuffix}` } };
  }
  if (OF_SCALING.test(action)) return { StringEquals: { "application-autoscaling:service-namespace": "sagemaker" } };
  const [service = ""] = action.split(":");
  if (arn === "*" && !GLOBAL.includes(service)) {
    return { StringEquals: { "aws:RequestedRegion": region } };
  }
  return {};
}

/** The ARN of a policy that is attached, a policy of the stack or any other. */
function attachedPolicy(value: unknown, stack: Stack): string | undefined {
  const made = stack.referenced(value)?.resource.attributes;
  return made ? iamArn(stack, "policy", made) : stack.text(value);
}
