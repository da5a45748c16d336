import { Construct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { ManagedPolicy, type NamedPolicy } from "../common/managed-policy";
import { Role, sharedOptions, type RoleOptions } from "../common/role";

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
    const shared = sharedOptions(options);
    const allow = new ManagedPolicy(this, "workforce", {
      ...policies.workforce,
      description: "SageMaker and Cognito for a private workforce",
      ...shared,
    });
    const deny = new ManagedPolicy(this, "workforce_deny", {
      ...policies.deny,
      description: "What the workforce role may not do",
      createBeforeDestroy: true,
      ...shared,
    });
    this.policies = [allow, deny];
    this.role = new Role(this, "role", {
      address: "workforce",
      ...options,
      name,
      description: "Management of a private workforce, assumed through the federation",
      trust,
      denyPolicyArns: { policy_workforce_deny: deny.arn },
      policyArns: { policy_workforce: allow.arn },
    });
    allow.comeAfter([deny], this.role.denies);
  }
}
