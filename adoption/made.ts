import { FULL_ACCESS_POLICY, notebookPolicyName } from "../aws/names";
import { partitionOf } from "../aws/regions";
import type { Environment } from "../config/schema";
import { extraAttachmentId } from "../modules/common/attachment-id";

/** A role that an environment's base stack makes. */
export interface MadeRole {
  readonly name: string;
  /** The key of the environment's file that names it. */
  readonly nameKey: string;
  /** The role's key under `roles`. */
  readonly key: "admin" | "execution";
  /** `aws_iam_role.admin` */
  readonly address: string;
  /** Its attachments: what is attached, and the address of the attachment. */
  readonly attachments: readonly { readonly policy: MadePolicy | string; readonly address: string }[];
}

/** A policy that it makes. */
export interface MadePolicy {
  readonly name: string;
  /** The role at whose path it is made. */
  readonly role: MadeRole["key"];
  readonly nameKey: string;
  readonly address: string;
}

/**
 * The roles and policies that an environment's base stack makes, with the addresses of their resources there. The
 * addresses are a promise to people's states; a test compares them with the stack.
 */
export function rolesMadeBy({ roles, region }: Pick<Environment, "roles" | "region">): {
  roles: readonly MadeRole[];
  policies: readonly MadePolicy[];
} {
  const { admin, execution } = roles;
  const policy = (id: string, name: string, nameKey: string): MadePolicy => ({
    name,
    role: nameKey.startsWith("roles.execution") ? "execution" : "admin",
    nameKey,
    address: `aws_iam_policy.${id}`,
  });
  const names = admin.policy_names;
  const deny = policy("deny", names.deny, "roles.admin.policy_names.deny");
  const ofAdmin = [
    policy("admin", names.sagemaker, "roles.admin.policy_names.sagemaker"),
    policy("admin_2", names.names, "roles.admin.policy_names.names"),
    ...(admin.integrations ? [policy("admin_3", names.integrations, "roles.admin.policy_names.integrations")] : []),
  ];
  const key = "roles.execution.policy_name";
  const ofExecution = [
    policy("execution", execution.policy_name, key),
    ...(execution.profile === "notebook"
      ? [policy("execution_2", notebookPolicyName(execution.policy_name), key)]
      : []),
  ];
  const fullAccess =
    execution.profile === "full-access" ? [`arn:${partitionOf(region)}:iam::aws:policy/${FULL_ACCESS_POLICY}`] : [];
  const role = (
    which: MadeRole["key"],
    name: string,
    policies: readonly MadePolicy[],
    extra: readonly string[],
  ): MadeRole => {
    const attachment = (id: string): string => attachmentAddress(which, id);
    return {
      name,
      nameKey: `roles.${which}.name`,
      key: which,
      address: `aws_iam_role.${which}`,
      attachments: [
        ...[deny, ...policies].map((one) => ({
          policy: one,
          address: attachment(`policy_${one.address.slice("aws_iam_policy.".length)}`),
        })),
        ...extra.map((arn) => ({ policy: arn, address: attachment(extraAttachmentId(arn)) })),
      ],
    };
  };
  return {
    roles: [
      role("admin", admin.name, ofAdmin, admin.extra_policy_arns),
      role("execution", execution.name, ofExecution, [...fullAccess, ...execution.extra_policy_arns]),
    ],
    policies: [deny, ...ofAdmin, ...ofExecution],
  };
}

/** The address of one of a role's attachments. */
export function attachmentAddress(role: MadeRole["key"], id: string): string {
  return `aws_iam_role_policy_attachment.${role}_${id}`;
}
