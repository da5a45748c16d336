import { Construct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { ManagedPolicy, type NamedPolicy } from "../common/managed-policy";
import { Role, sharedOptions, type RoleOptions } from "../common/role";

export interface ExecutionRoleProps extends RoleOptions {
  /** Name in the account, which people may pass as far as their own policy names it; a change replaces the role. */
  readonly name: string;
  /** The services that may use the role. */
  readonly trust: PolicyDocument;
  readonly policies: {
    /** What SageMaker may do for its users. */
    readonly execution: NamedPolicy;
    /** What a notebook does beside a job. @default none */
    readonly notebook?: NamedPolicy;
  };
  /** ARN of the policy with the explicit denies. */
  readonly denyPolicyArn: string;
}

/**
 * The role that SageMaker uses; people pass it and never assume it.
 *
 * "The service role cannot be accessed by you directly; the SageMaker service uses it" – here `aws_iam_role.execution`
 * and `aws_iam_policy.execution` and `.execution_2`. The explicit denies hold for it whatever its profile.
 *
 * @throws PolicySizeError where the policy is too long, Error where the role would carry more than ten.
 */
export class ExecutionRole extends Construct {
  readonly role: Role;
  readonly policies: readonly ManagedPolicy[];

  constructor(scope: Construct, id: string, props: ExecutionRoleProps) {
    super(scope, id);
    const { name, trust, policies, denyPolicyArn, ...options } = props;
    const policy = (policyId: string, description: string, named: NamedPolicy): ManagedPolicy =>
      new ManagedPolicy(this, policyId, { ...named, description, ...sharedOptions(options) });
    const jobs = policy("execution", "What SageMaker may do for its users", policies.execution);
    const notebook =
      policies.notebook && policy("execution_2", "What a notebook may do beside a job", policies.notebook);
    this.policies = [jobs, ...(notebook ? [notebook] : [])];
    this.role = new Role(this, "role", {
      address: "execution",
      ...options,
      name,
      description: "Used by SageMaker, AWS Glue and Step Functions for the people of the admin role",
      trust,
      denyPolicyArns: { policy_deny: denyPolicyArn },
      policyArns: Object.fromEntries(this.policies.map(({ node, arn }) => [`policy_${node.id}`, arn])),
    });
    notebook?.comeAfter([], this.role.denies);
    // What moves from the first policy to the second is attached there before the first loses it.
    jobs.comeAfter(
      [],
      [...this.role.denies, ...(notebook ? [this.role.attachment(`policy_${notebook.node.id}`)] : [])],
    );
  }
}
