import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { policyJson } from "../common/policy-json";

export interface KeyProps {
  /** Name of the alias, without `alias/`. */
  readonly alias: string;
  readonly description: string;
  /** Who manages and who uses the key. */
  readonly policy: PolicyDocument;
  /** Days between the destruction in Terraform and the end of the key, 7 to 30. @default 30 */
  readonly deletionWindowDays?: number;
  /** Whether Terraform refuses to destroy the key. @default true */
  readonly protect?: boolean;
  /** @default none */
  readonly tags?: Record<string, string>;
}

/**
 * A customer managed key for data at rest, rotated every year: `aws_kms_key.<id>`, `aws_kms_alias.<id>`.
 *
 * "You must ensure that the key policy has been set up properly on the CMKs so that related IAM users or roles can use
 * the keys."
 */
export class Key extends Construct {
  readonly key: KmsKey;

  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id);
    this.key = new KmsKey(this, "key", {
      description: props.description,
      policy: policyJson(props.policy),
      enableKeyRotation: true,
      deletionWindowInDays: props.deletionWindowDays ?? 30,
      lifecycle: { preventDestroy: props.protect ?? true },
      ...(props.tags && { tags: props.tags }),
    });
    this.key.overrideLogicalId(id);
    new KmsAlias(this, "alias", { name: `alias/${props.alias}`, targetKeyId: this.key.keyId }).overrideLogicalId(id);
  }
}
