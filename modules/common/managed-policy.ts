import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { policySize } from "../../policy/size";
import { policyText } from "./policy-text";

/** A policy of a role by its name. */
export interface NamedPolicy {
  /** Name in the account, unique among its policies; a change replaces the policy. */
  readonly name: string;
  readonly document: PolicyDocument;
}

export interface ManagedPolicyProps extends NamedPolicy {
  /** A change replaces the policy. */
  readonly description: string;
  /** @default none */
  readonly tags?: Record<string, string>;
}

/**
 * A customer managed policy, `aws_iam_policy.<id>`.
 *
 * @throws PolicySizeError where the document leaves less than a tenth of IAM's 6,144 characters to spare.
 */
export class ManagedPolicy extends Construct {
  readonly name: string;
  /** Characters as IAM counts them; in a plain Terraform module, before its inputs are filled in. */
  readonly size: number;
  /** The policy's ARN, known to Terraform once it exists. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ManagedPolicyProps) {
    super(scope, id);
    this.name = props.name;
    this.size = policySize(props.document);
    const { text, lifecycle } = policyText(this, props.document, { id, limit: { kind: "managed", name: props.name } });
    const policy = new IamPolicy(this, "policy", {
      name: props.name,
      description: props.description,
      policy: text,
      ...(lifecycle && { lifecycle }),
      ...(props.tags && { tags: props.tags }),
    });
    policy.overrideLogicalId(id);
    this.arn = policy.arn;
  }
}
