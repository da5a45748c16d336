import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { TerraformMetaArguments } from "cdktf";
import { Construct } from "constructs";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { PolicyDocument } from "../../policy/document";
import { MANAGED_POLICIES_PER_ROLE } from "../../aws/quotas";
import { checkSize } from "../../policy/size";
import { extraAttachmentId } from "./attachment-id";
import { policyJson } from "./policy-json";

/** What an environment may choose for either role. */
export interface RoleOptions {
  /** ARN of the policy that limits what the role can ever be allowed. @default none */
  readonly permissionsBoundaryArn?: string;
  /** ARNs of further managed policies, such as AMS's `customer_deny_policy`. @default none */
  readonly extraPolicyArns?: readonly string[];
  /** Path of the role and its policies; a change replaces them. @default `/` */
  readonly path?: string;
  /** Longest session in hours, 1 to 12. @default 1, as IAM has it */
  readonly maxSessionHours?: number;
  /** Tags of the role and its policies. @default none */
  readonly tags?: Record<string, string>;
}

/** What a role and its own policies have in common. */
export function sharedOptions({ path, tags }: RoleOptions): Pick<RoleOptions, "path" | "tags"> {
  return { ...(path !== undefined && { path }), ...(tags && { tags }) };
}

export interface RoleProps extends RoleOptions {
  /** Name of the role's resource in Terraform, and front of its attachments': `aws_iam_role.<address>`. */
  readonly address: string;
  readonly name: string;
  readonly description: string;
  /** Who may assume the role. */
  readonly trust: PolicyDocument;
  /** Attachment id → ARN of the policies with the explicit denies, which are attached before any that allows. */
  readonly denyPolicyArns: Readonly<Record<string, string>>;
  /** Attachment id → ARN of the policies that allow. */
  readonly policyArns: Readonly<Record<string, string>>;
}

/**
 * A role with its attachments: `aws_iam_role.<address>`,
 * `aws_iam_role_policy_attachment.<address>_…`. Attachments are single resources, never exclusive, so that policies which
 * others attach stay attached. Allows come after denies: an apply that fails midway never leaves a role without them.
 *
 * @throws Error where the role would carry more than ten managed policies, or its trust policy is too long.
 */
export class Role extends Construct {
  readonly role: IamRole;
  /** Attachments of the explicit denies. */
  readonly denies: readonly IamRolePolicyAttachment[];
  private readonly attachments = new Map<string, IamRolePolicyAttachment>();

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const extra = props.extraPolicyArns ?? [];
    const own = Object.keys(props.policyArns).length + Object.keys(props.denyPolicyArns).length;
    const count = own + extra.length;
    if (count > MANAGED_POLICIES_PER_ROLE) {
      throw new Error(
        `role ${props.name} would carry ${count} managed policies; IAM allows ${MANAGED_POLICIES_PER_ROLE}: ` +
          `remove ${count - MANAGED_POLICIES_PER_ROLE} of its ${extra.length} extra policies`,
      );
    }
    checkSize("trust", `trust policy of ${props.name}`, props.trust);
    this.role = new IamRole(this, "role", {
      name: props.name,
      ...(props.path && { path: props.path }),
      description: props.description,
      assumeRolePolicy: policyJson(props.trust),
      ...(props.permissionsBoundaryArn && { permissionsBoundary: props.permissionsBoundaryArn }),
      ...(props.maxSessionHours && { maxSessionDuration: props.maxSessionHours * 3600 }),
      ...(props.tags && { tags: props.tags }),
    });
    this.role.overrideLogicalId(props.address);
    const attach = ([id, policyArn]: [string, string], order: TerraformMetaArguments): IamRolePolicyAttachment => {
      const attachment = new IamRolePolicyAttachment(this, id, { role: this.role.name, policyArn, ...order });
      attachment.overrideLogicalId(`${props.address}_${id}`);
      this.attachments.set(id, attachment);
      return attachment;
    };
    this.denies = Object.entries(props.denyPolicyArns).map((entry) =>
      attach(entry, { lifecycle: { createBeforeDestroy: true } }),
    );
    for (const entry of [
      ...Object.entries(props.policyArns),
      ...extra.map((arn): [string, string] => [extraAttachmentId(arn), arn]),
    ]) {
      attach(entry, { dependsOn: [...this.denies] });
    }
  }

  /** @throws Error where there is no such attachment. */
  attachment(id: string): IamRolePolicyAttachment {
    const attachment = this.attachments.get(id);
    if (!attachment) throw new Error(`the role attaches nothing as ${id}`);
    return attachment;
  }
}
