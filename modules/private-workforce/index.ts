import { Construct } from "constructs";
import { workforceSettings } from "../../contract/render/part-settings";
import { type ContractDocument, partDocument, policyDocuments } from "../../contract/render/documents";
import type { Settings } from "../../contract/settings";
import { ManagedPolicy } from "../common/managed-policy";
import { Role, type RoleOptions } from "../common/role";

export interface PrivateWorkforceProps extends RoleOptions {
  readonly settings: Settings;
  /** Id of the workforce's user pool in Cognito. @default any pool of the account and region */
  readonly userPoolId?: string;
}

/**
 * The role that manages a private workforce, assumed through the federation of the admin role: `aws_iam_role.workforce`,
 * `aws_iam_policy.workforce`, `.workforce_deny`.
 *
 * "If managing a private workforce is required, you can request a custom IAM role with combined SageMaker and Amazon
 * Cognito permissions."
 *
 * @throws PolicySizeError where a policy is too long, Error where the role would carry more than ten, or nobody could
 * assume it.
 */
export class PrivateWorkforce extends Construct {
  readonly role: Role;
  readonly policies: readonly ManagedPolicy[];

  constructor(scope: Construct, id: string, props: PrivateWorkforceProps) {
    super(scope, id);
    const { settings, userPoolId, ...options } = props;
    const { names } = settings;
    const policy = (policyId: string, name: string, description: string, document: ContractDocument): ManagedPolicy =>
      new ManagedPolicy(this, policyId, { name, description, document, ...(options.tags && { tags: options.tags }) });
    this.policies = [
      policy(
        "workforce",
        names.workforcePolicy,
        "SageMaker and Cognito for a private workforce",
        partDocument("workforce", settings, workforceSettings(userPoolId)),
      ),
      policy(
        "workforce_deny",
        names.workforceDenyPolicy,
        "What the workforce role may not do",
        partDocument("workforceDeny", settings),
      ),
    ];
    this.role = new Role(this, "role", {
      address: "workforce",
      ...options,
      name: names.workforceRole,
      description: "Management of a private workforce, assumed through the federation",
      trust: policyDocuments(settings).adminTrust,
      policyArns: Object.fromEntries(this.policies.map(({ node, arn }) => [`policy_${node.id}`, arn])),
    });
  }
}
