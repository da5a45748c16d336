import type { ResourcePolicyKind } from "../../../policy/compare";

/** A resource type that carries the policy of a resource. */
export interface PolicyType {
  /** What the policy belongs to: `S3 bucket`. Types of one label hold the same policy. */
  readonly label: string;
  /** @default resource */
  readonly kind?: ResourcePolicyKind;
  /** The attribute with the JSON text, within blocks with dots: `details.policy`; absent where it holds none itself. */
  readonly policy?: string;
  /** The text as an IAM policy, where the service has a language of its own. */
  readonly translated?: (text: string) => string;
  /** Attributes that name the resource, the first that has a value counts. */
  readonly names: readonly string[];
  /** Attributes that belong to the name: two repositories of one name are in two domains. */
  readonly within?: readonly string[];
  /** Attribute that says more to a reader than the address, for one that has no id yet. */
  readonly title?: string;
  /** Attribute with the resource's ARN. */
  readonly arn?: string;
  /** Attributes that limit who reaches it, which are compared too. */
  readonly limits?: readonly string[];
  /** The resource itself, which may hold its policy in an attribute; when it goes, its policy has no meaning. */
  readonly owner?: true;
}

/** Resource type → what carries its policy. */
export type PolicyTypes = Readonly<Record<string, PolicyType>>;

/** A resource that holds its policy itself. */
export function holder(
  label: string,
  policy: string,
  names: readonly string[],
  more: Partial<PolicyType> = {},
): PolicyType {
  return { label, policy, names, owner: true, ...more };
}

/** A resource whose policy is a resource of its own. */
export function owner(label: string, names: readonly string[], more: Partial<PolicyType> = {}): PolicyType {
  return { label, names, owner: true, ...more };
}

/** The policy of a resource as a resource of its own. */
export function held(
  label: string,
  policy: string,
  names: readonly string[],
  more: Partial<PolicyType> = {},
): PolicyType {
  return { label, policy, names, ...more };
}

/** The same, where the resource is named by its ARN. */
export function heldByArn(label: string, policy: string, name: string): PolicyType {
  return { label, policy, names: [name], arn: name };
}
