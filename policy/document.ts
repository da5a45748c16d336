/**
 * The IAM policy language as data.
 *
 * `PolicyDocument` is what AWS and Terraform read and write; its spelling is AWS's own.
 * Source: "Grammar of the IAM JSON policy language", IAM User Guide.
 */

/** `Version` of a document: policy variables are literal text in 2008-10-17. */
export type PolicyVersion = "2012-10-17" | "2008-10-17";

/** Operator (`StringLike`, `ForAnyValue:StringEquals`, `BoolIfExists`, …) → condition key → accepted values. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** `"*"`, or a principal type (`AWS`, `Federated`, `Service`, `CanonicalUser`) → its identifiers. */
export type PrincipalElement = "*" | Readonly<Record<string, string | readonly string[]>>;

/** One statement as AWS writes it. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: PrincipalElement;
  readonly NotPrincipal?: PrincipalElement;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: ConditionBlock;
}

/** A policy document as AWS writes it. */
export interface PolicyDocument {
  readonly Version?: PolicyVersion;
  readonly Id?: string;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

/** A principal of a statement: `{ type: "AWS", id: "arn:aws:iam::111122223333:role/x" }`; `*` is `{ type: "*", id: "*" }`. */
export interface Principal {
  readonly type: "*" | "AWS" | "Federated" | "Service" | "CanonicalUser";
  readonly id: string;
}

/** One key of one condition operator: all conditions of a statement must hold, any of `values` satisfies one. */
export interface Condition {
  /** The operator without prefix and suffix, in AWS's spelling: `StringLike`. */
  readonly operator: string;
  /** Multi-valued keys: how many of the request's values must match. */
  readonly qualifier: "ForAllValues" | "ForAnyValue" | undefined;
  /** `…IfExists`: true where the request lacks the key. */
  readonly ifExists: boolean;
  /** As written; keys compare without case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement in normal form: lists everywhere, exactly one of each pair present (none, where the element is absent). */
export interface Statement {
  /** The document's name: where a decision points to. */
  readonly policy: string;
  /** Position in the document, from 0. */
  readonly index: number;
  readonly version: PolicyVersion;
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly principals?: readonly Principal[];
  readonly notPrincipals?: readonly Principal[];
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly conditions: readonly Condition[];
}

/** A parsed policy: a name (of a managed policy, a file, a plan address) and its statements. */
export interface Policy {
  readonly name: string;
  readonly version: PolicyVersion;
  readonly statements: readonly Statement[];
}

/** A request as IAM sees it. */
export interface Request {
  /** ARN of the principal, or a service such as `sagemaker.amazonaws.com`; only resource policies look at it. */
  readonly principal?: string;
  /** `service:Action`, any case. */
  readonly action: string;
  /** One full ARN, or `*` for an action without resource-level support. */
  readonly resource: string;
  /** Condition key (any case) → value or values; an absent key is absent from the request. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}
