import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { ManagedPolicy, type ManagedPolicyProps } from "./managed-policy";

export interface AttachedPolicyProps extends ManagedPolicyProps {
  /** Name of the role that carries the policy; another stack makes it. */
  readonly roleName: string;
}

/**
 * A managed policy and its attachment to a role of another stack: `aws_iam_policy.<id>`,
 * `aws_iam_role_policy_attachment.<id>`. The attachment is a single resource, so that what others attach stays attached.
 *
 * @throws PolicySizeError where the policy is too long.
 */
export class AttachedPolicy extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, { roleName, ...policy }: AttachedPolicyProps) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, id, policy);
    new IamRolePolicyAttachment(this, "attachment", {
      role: roleName,
      policyArn: this.policy.arn,
    }).overrideLogicalId(id);
  }
}
