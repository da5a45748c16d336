import { Construct } from "constructs";
import { type ContractDocument, policyDocuments } from "../../contract/render/documents";
import type { Settings } from "../../contract/settings";
import { ManagedPolicy } from "../common/managed-policy";
import { Role, type RoleOptions } from "../common/role";

export interface AdminRoleProps extends RoleOptions {
  readonly settings: Settings;
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
  /** The explicit denies, which the service role carries too. */
  readonly deny: ManagedPolicy;

  constructor(scope: Construct, id: string, props: AdminRoleProps) {
    super(scope, id);
    const { settings, ...options } = props;
    const { names } = settings;
    const documents = policyDocuments(settings);
    const policy = (policyId: string, name: string, description: string, document: ContractDocument): ManagedPolicy =>
      new ManagedPolicy(this, policyId, { name, description, document, ...(options.tags && { tags: options.tags }) });
    this.deny = policy("deny", names.denyPolicy, "What SageMaker users may not do", documents.deny);
    this.policies = [
      policy("admin", names.adminPolicy, "SageMaker, PassRole and reads", documents.admin),
      policy("admin_2", names.adminNamesPolicy, "What is granted by name and tag", documents.adminNames),
      ...(documents.adminIntegrations
        ? [policy("admin_3", names.adminIntegrationsPolicy, "Integrations of SageMaker", documents.adminIntegrations)]
        : []),
      this.deny,
    ];
    this.role = new Role(this, "role", {
      address: "admin",
      ...options,
      name: names.adminRole,
      description: "SageMaker administration and use, assumed through the federation",
      trust: documents.adminTrust,
      policyArns: Object.fromEntries(this.policies.map(({ node, arn }) => [`policy_${node.id}`, arn])),
    });
  }
}
