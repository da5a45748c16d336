import type { Comparison, ResourcePolicyKind, StatementReference } from "../policy/compare";
import type { Policy } from "../policy/document";

/**
 * Who and what may hold access, before or after a change: the common form that plans, synthesised stacks, account
 * details and plain policies are read into, and that is compared.
 */
export interface AccessState {
  /** By key, such as `role/customer_sagemaker_admin_role`. */
  readonly principals: ReadonlyMap<string, PrincipalAccess>;
  /** By key, such as `bucket/acme-sagemaker-dev` or, for a trust policy, `trust/customer_sagemaker_admin_role`. */
  readonly resources: ReadonlyMap<string, ResourceAccess>;
  /** By key: group, direction, protocol, ports and the other side. */
  readonly rules: ReadonlyMap<string, NetworkRule>;
}

/** A policy whose text is not at hand: an AWS-managed one, or one that is neither in the plan nor in the account file. */
export interface OpaquePolicy {
  /** Its ARN, or the expression that Terraform will know after apply. */
  readonly arn: string;
  /** True where the ARN itself is known only after apply. */
  readonly unknown: boolean;
}

/** What gives a role, user, group or permission set its access. */
export interface PrincipalAccess {
  /** `managed policy` stands for whoever carries one that the plan attaches to nobody. */
  readonly kind: "role" | "user" | "group" | "permission set" | "managed policy";
  readonly name: string;
  /** Managed and inline policies whose text is known. */
  readonly policies: readonly Policy[];
  /** Attached policies whose text is not. */
  readonly opaque: readonly OpaquePolicy[];
  /** Absent where nothing limits the policies. */
  readonly boundary?: Policy | OpaquePolicy;
  /** Attributes of the principal that are known only after apply: `aws_iam_policy.x.policy`. */
  readonly unknown: readonly string[];
  /** Addresses of the resources that were read, in any module. */
  readonly addresses: readonly string[];
  /** Some of its policies are marked sensitive: they are compared, and not shown. */
  readonly sensitive: boolean;
}

/** A policy that belongs to a resource. */
export interface ResourceAccess {
  readonly kind: ResourcePolicyKind;
  /** What it is, for a reader: `S3 bucket`, `trust policy of role`. */
  readonly label: string;
  readonly name: string;
  /** 12 digits, where known. */
  readonly account?: string;
  readonly arn?: string;
  /** All policies of the resource as one; absent where there is none, or where it is unknown. */
  readonly policy?: Policy;
  /** Attributes that are known only after apply. */
  readonly unknown: readonly string[];
  readonly addresses: readonly string[];
  /** Its policy is marked sensitive: it is compared, and not shown. */
  readonly sensitive: boolean;
}

/** One way into or out of a security group. */
export interface NetworkRule {
  readonly group: string;
  readonly direction: "ingress" | "egress";
  /** `tcp`, `udp`, `icmp`, a number, or `all`. */
  readonly protocol: string;
  /** Lowest and highest port; absent for protocols without ports. */
  readonly ports?: readonly [number, number];
  /** A CIDR range, `sg-…`, `pl-…`, or an expression that is known only after apply. */
  readonly peer: string;
  readonly unknown: boolean;
  readonly address: string;
}

/** Who or what a row is about: known by account, region, kind and name, so one name in two accounts is two subjects. */
export interface Subject {
  /** `role`, `S3 bucket`, `security group`, … */
  readonly kind: string;
  readonly name: string;
  /** 12 digits; absent where nothing that was read tells it. */
  readonly account?: string;
  /** `eu-west-1`; absent where the service has no regions, or nothing that was read tells it. */
  readonly region?: string;
  /** The stack or plan file that it was read from; absent where there is only one. */
  readonly source?: string;
  /** It does not exist before the change. */
  readonly created: boolean;
  /** Addresses of the Terraform resources that were read, in any module. */
  readonly addresses: readonly string[];
}

/** One line of a review: a principal, a resource or a security group whose access changes, or may. */
export interface Row {
  readonly subject: Subject;
  readonly comparison: Comparison;
  /** What changed in the text of the policies; empty where it may not be shown. */
  readonly edits: readonly StatementEdit[];
  /** Differences that no policy text shows: an AWS-managed policy attached, a rule opened. Riskiest first. */
  readonly notes: readonly Note[];
}

/** How a statement differs from what it was. */
export interface StatementEdit {
  readonly change: "added" | "removed" | "edited";
  /** Where it stands: after the change, or before it where it was removed. */
  readonly statement: StatementReference;
  readonly gained: readonly StatementElement[];
  readonly lost: readonly StatementElement[];
}

/** A part of a statement as a policy writes it, on one line: an action, a whole condition. */
export interface StatementElement {
  readonly element:
    "Principal" | "NotPrincipal" | "Action" | "NotAction" | "Resource" | "NotResource" | "Condition" | "Version";
  readonly text: string;
}

/** A difference in words, where there is no statement to point to. */
export interface Note {
  readonly verdict: "widened" | "narrowed" | "changed" | "unknown";
  readonly risk: Comparison["differences"][number]["risk"];
  /** False where the opposite only could not be ruled out. */
  readonly proven: boolean;
  readonly text: string;
}

/** What was read of a change, from plans or from two sides, ready to be compared. */
export interface ReviewInput {
  readonly before: AccessState;
  readonly after: AccessState;
  /** What changed outside of Terraform since the last run (`resource_drift`): what it recorded, and what it found. */
  readonly drift?: { readonly before: AccessState; readonly after: AccessState };
  /** Sentences about the input as a whole: `PLAN: made for some resources only (-target)`. */
  readonly notices: readonly string[];
  /** How many changed resources are of types that carry no access, and of types whose access is not compared. */
  readonly uncompared: Pick<Counts, "withoutAccess" | "notCompared">;
}

/** How much a review covers. */
export interface Counts {
  /** Principals, resources and security groups that were compared. */
  readonly compared: number;
  /** Changed resources of types that are known to carry no access. */
  readonly withoutAccess: number;
  /** Changed resources of types that carry access, or may, and are not compared; each has a row. */
  readonly notCompared: number;
}

/** A whole review: rows without change are left out, the riskiest stand first. */
export interface Review {
  readonly verdict: Comparison["verdict"];
  readonly rows: readonly Row[];
  readonly counts: Counts;
  /** What a reader has to know before the rows: the plan is not whole, an account is assumed. */
  readonly notices: readonly string[];
  /** What changed outside of Terraform; it counts in no verdict and in no exit status. */
  readonly drift: readonly Row[];
}
