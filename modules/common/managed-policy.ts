import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { checkSize, policySize } from "../../policy/size";
import { policyJson } from "./policy-json";

/** A policy of a role by its name. */
export interface NamedPolicy {
  /** Name in the account, unique among its policies; a change replaces the policy. */
  readonly name: string;
  readonly document: PolicyDocument;
}

export interface ManagedPolicyProps extends NamedPolicy {
  /** A change replaces the policy. @default `/` */
  readonly path?: string;
  /** A change replaces the policy. */
  readonly description: string;
  /** @default none */
  readonly tags?: Record<string, string>;
  /** Whether a policy that is replaced goes only once the new one is there, as for denies. @default false */
  readonly createBeforeDestroy?: boolean;
}

/**
 * A customer managed policy, `aws_iam_policy.<id>`.
 *
 * @throws PolicySizeError where the document leaves less than a tenth of IAM's 6,144 characters to spare.
 */
export class ManagedPolicy extends Construct {
  readonly name: string;
  /** Characters as IAM counts them. */
  readonly size: number;
  /** The policy's ARN, known to Terraform once it exists. */
  readonly arn: string;
  private readonly policy: IamPolicy;

  constructor(scope: Construct, id: string, props: ManagedPolicyProps) {
    super(scope, id);
    this.name = props.name;
    this.size = policySize(props.document);
    checkSize("managed", props.name, props.document);
    this.policy = new IamPolicy(this, "policy", {
      name: props.name,
      ...(props.path && { path: props.path }),
      description: props.description,
      policy: policyJson(props.document),
      ...(props.createBeforeDestroy && { lifecycle: { createBeforeDestroy: true } }),
      ...(props.tags && { tags: props.tags }),
    });
    this.policy.overrideLogicalId(id);
    this.arn = this.policy.arn;
  }

  /** Has the policy made and changed only once the others are, such as the denies of what it allows. */
  comeAfter(policies: readonly ManagedPolicy[], attachments: readonly IamRolePolicyAttachment[]): void {
    const others = [...policies.map(({ policy }) => policy), ...attachments];
    this.policy.dependsOn = [...(this.policy.dependsOn ?? []), ...others.map(dependable)];
  }
}
