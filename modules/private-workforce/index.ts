import { Construct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { ManagedPolicy, type NamedPolicy } from "../common/managed-policy";
import { Role, type RoleOptions } from "../common/role";

export interface PrivateWorkforceProps extends RoleOptions {
  /** Name in the account; a change replaces the role. */
  readonly name: string;
  /** Who may assume the role. */
  readonly trust: PolicyDocument;
  readonly policies: {
    /** SageMaker and Cognito for a private workforce. */
    readonly workforce: NamedPolicy;
    /** The explicit denies. */
    readonly deny: NamedPolicy;
  };
}

/**
 * The role that manages a private workforce, assumed through the federation of the admin role: `aws_iam_role.workforce`,
 * `aws_iam_policy.workforce`, `.workforce_deny`.
 *
 * "If managing a private workforce is required, you can request a custom IAM role with combined SageMaker and Amazon
 * Cognito permissions."
 *
 * @throws PolicySizeError where a policy is too long, Error where the role would carry more than ten.
 */
export class PrivateWorkforce extends Construct {
  readonly role: Role;
  readonly policies: readonly ManagedPolicy[];

  constructor(scope: Construct, id: string, props: PrivateWorkforceProps) {
    super(scope, id);
    const { name, trust, policies, ...options } = props;
    const policy = (policyId: string, description: string, named: NamedPolicy): ManagedPolicy =>
      new ManagedPolicy(this, policyId, { ...named, description, ...(options.tags && { tags: options.tags }) });
    this.policies = [
      policy("workforce", "SageMaker and Cognito for a private workforce", policies.workforce),
      policy("workforce_deny", "What the workforce role may not do", policies.deny),
    ];
    this.role = new Role(this, "role", {
      address: "workforce",
      ...options,
      name,
      description: "Management of a private workforce, assumed through the federation",
      trust,
      policyArns: Object.fromEntries(this.policies.map(({ node, arn }) => [`policy_${node.id}`, arn])),
    });
  }
}
