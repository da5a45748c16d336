import { Construct } from "constructs";
import { policyDocuments } from "../../contract/render/documents";
import type { Settings } from "../../contract/settings";
import { ManagedPolicy } from "../common/managed-policy";
import { Role, type RoleOptions } from "../common/role";

export interface ExecutionRoleProps extends RoleOptions {
  readonly settings: Settings;
  /** ARN of the policy with the explicit denies. */
  readonly denyPolicyArn: string;
}

/**
 * The service role that SageMaker uses; people pass it and never assume it.
 *
 * "The service role cannot be accessed by you directly; the SageMaker service uses it" – here `aws_iam_role.execution`
 * and `aws_iam_policy.execution`. The explicit denies hold for it whatever its profile.
 *
 * @throws PolicySizeError where the policy is too long, Error where the role would carry more than ten.
 */
export class ExecutionRole extends Construct {
  readonly role: Role;
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, props: ExecutionRoleProps) {
    super(scope, id);
    const { settings, denyPolicyArn, ...options } = props;
    const documents = policyDocuments(settings);
    this.policy = new ManagedPolicy(this, "execution", {
      name: settings.names.executionPolicy,
      description: "What SageMaker may do for its users",
      document: documents.execution,
      ...(options.tags && { tags: options.tags }),
    });
    this.role = new Role(this, "role", {
      address: "execution",
      ...options,
      name: settings.names.executionRole,
      description: "Used by SageMaker, AWS Glue and Step Functions for the people of the admin role",
      trust: documents.executionTrust,
      policyArns: { policy_execution: this.policy.arn, policy_deny: denyPolicyArn },
    });
  }
}
