import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { checkSize, policySize } from "../../policy/size";
import { policyJson } from "./policy-json";

export interface ManagedPolicyProps {
  /** Name in the account, unique among its policies; a change replaces the policy. */
  readonly name: string;
  /** A change replaces the policy. */
  readonly description: string;
  readonly document: PolicyDocument;
  readonly tags?: Record<string, string>;
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

  constructor(scope: Construct, id: string, props: ManagedPolicyProps) {
    super(scope, id);
    checkSize("managed", props.name, props.document);
    this.name = props.name;
    this.size = policySize(props.document);
    const policy = new IamPolicy(this, "policy", {
      name: props.name,
      description: props.description,
      policy: policyJson(props.document),
      ...(props.tags && { tags: props.tags }),
    });
    policy.overrideLogicalId(id);
    this.arn = policy.arn;
  }
}
