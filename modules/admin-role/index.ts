import { Construct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { ManagedPolicy, type NamedPolicy } from "../common/managed-policy";
import { Role, sharedOptions, type RoleOptions } from "../common/role";

export interface AdminRoleProps extends RoleOptions {
  /** Name in the account; a change replaces the role. */
  readonly name: string;
  /** Who may assume the role. */
  readonly trust: PolicyDocument;
  readonly policies: {
    /** SageMaker, PassRole and reads. */
    readonly sagemaker: NamedPolicy;
    /** What is granted by name and tag. */
    readonly names: NamedPolicy;
    /** Integrations of SageMaker. @default none */
    readonly integrations?: NamedPolicy;
    /** The explicit denies. */
    readonly deny: NamedPolicy;
  };
}

/**
 * The role that people assume through their federation, with its policies and explicit denies.
 *
 * "This RFC provisions the following IAM roles to your account: customer_sagemaker_admin_role …" – here
 * `aws_iam_role.admin`, `aws_iam_policy.admin`, `.admin_2`, `.admin_3` and `.deny`.
 *
 * @throws PolicySizeError where a policy is too long, Error where the role would carry more than ten.
 */
export class AdminRole extends Construct {
  readonly role: Role;
  readonly policies: readonly ManagedPolicy[];
  /** The explicit denies, which the execution role carries too. */
  readonly deny: ManagedPolicy;

  constructor(scope: Construct, id: string, props: AdminRoleProps) {
    super(scope, id);
    const { name, trust, policies, ...options } = props;
    const { sagemaker, names, integrations, deny } = policies;
    const shared = sharedOptions(options);
    const policy = (policyId: string, description: string, named: NamedPolicy): ManagedPolicy =>
      new ManagedPolicy(this, policyId, { ...named, description, ...shared });
    this.deny = new ManagedPolicy(this, "deny", {
      ...deny,
      description: "What SageMaker users may not do",
      createBeforeDestroy: true,
      ...shared,
    });
    const allows = [
      policy("admin", "SageMaker, PassRole and reads", sagemaker),
      policy("admin_2", "What is granted by name and tag", names),
      ...(integrations ? [policy("admin_3", "Integrations of SageMaker", integrations)] : []),
    ];
    this.policies = [...allows, this.deny];
    this.role = new Role(this, "role", {
      address: "admin",
      ...options,
      name,
      description: "SageMaker administration and use, assumed through the federation",
      trust,
      denyPolicyArns: { policy_deny: this.deny.arn },
      policyArns: Object.fromEntries(allows.map(({ node, arn }) => [`policy_${node.id}`, arn])),
    });
    for (const allow of allows) allow.comeAfter([this.deny], this.role.denies);
  }
}
