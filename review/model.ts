import type { Comparison, Difference, PoliciesAfter, ResourcePolicyKind, StatementReference } from "../policy/compare";
import type { Policy } from "../policy/document";
import type { AclRule, NetworkRule } from "./network-rules";

/**
 * Who and what has access, before or after a change: the common form that plans, synthesised stacks, account details and
 * plain policies are read into, and that is compared. Keys differ for what is in two accounts or regions.
 */
export interface AccessState {
  readonly principals: ReadonlyMap<string, PrincipalAccess>;
  readonly resources: ReadonlyMap<string, ResourceAccess>;
  readonly securityGroups: ReadonlyMap<string, SecurityGroup>;
  readonly runsAs: ReadonlyMap<string, RunsAs>;
  readonly exposures: ReadonlyMap<string, Exposure>;
  /** Keys of what counts as compared and has no row: it is known to be the same on both sides, or nobody carries it yet. */
  readonly unchanged: ReadonlySet<string>;
}

/** What a state knows of a row's subject. */
export type Identity = Omit<Subject, "created">;

/** What holds before, and what after. */
export type OnBothSides<T> = Readonly<Record<"before" | "after", T>>;

/** A policy whose text is not at hand. */
export interface OpaquePolicy {
  /** Its ARN, or the attribute that is known only after apply: `aws_iam_policy.x.policy`. */
  readonly name: string;
  /** True where it is known only after apply, false where it exists and was not read. */
  readonly unknown: boolean;
  /** An expression with all that it refers to: the same on both sides, it is the same policy. */
  readonly expression?: string;
  /** Of an expression, the statements that are literal text: they are compared. */
  readonly literal?: Policy;
  /** Several resources write it, and one of their texts is in force. */
  readonly contested?: true;
}

/** What gives a role, user, group or permission set its access. */
export interface PrincipalAccess {
  /** Its kind `managed policy` stands for whoever carries one. */
  readonly subject: Identity;
  /** Path of a role or user in its ARN, where something says it; AWS's default is `/`. */
  readonly path?: string;
  /** The principal itself was read: on one side only, it is created or destroyed. */
  readonly exists: boolean;
  /** Nothing else can belong to it than what is listed here. */
  readonly complete: boolean;
  /** Managed and inline policies whose text is known, each once. */
  readonly policies: readonly Policy[];
  /** Those whose text is not. */
  readonly opaque: readonly OpaquePolicy[];
  /** Absent where nothing limits the policies. */
  readonly boundary?: Policy | OpaquePolicy;
  /** Groups of a user whose policies are not all at hand. */
  readonly groups: readonly string[];
  /** Of a managed policy: keys of the principals that were read and carry it. */
  readonly carriers?: readonly string[];
  /** Some of its policies are marked sensitive: they are compared, and not shown. */
  readonly sensitive: boolean;
}

/** The policies that belong to a resource. */
export interface ResourceAccess {
  readonly subject: Identity;
  readonly kind: ResourcePolicyKind;
  /** False where it is created or destroyed, and is not there on this side. */
  readonly exists: boolean;
  readonly arn?: string;
  /** What it has, AWS's default where that counts. */
  readonly policies: readonly Policy[];
  /** Nobody wrote its policy: it is the one that AWS sets. */
  readonly isDefault: boolean;
  /** Its policy, or that it has none, was read. */
  readonly atHand: boolean;
  /** Policies, permissions and grants whose text is not at hand. */
  readonly opaque: readonly OpaquePolicy[];
  /** What else limits who reaches it: `from VPC vpc-1 only`. Losing one widens. */
  readonly limits: readonly string[];
  /** Its policy is marked sensitive: it is compared, and not shown. */
  readonly sensitive: boolean;
}

/** Somebody or something that has the access of others: a resource that acts as roles, who gets permission sets, a user's key. */
export interface RunsAs {
  readonly subject: Identity;
  /** What the others are. */
  readonly as: "role" | "permission set" | "user";
  readonly roles: readonly RoleInUse[];
}

/** A role that something acts as. */
export interface RoleInUse {
  /** The attribute that names it: `default_user_settings.execution_role`. */
  readonly path: string;
  /** As it is written, or where it would be known. */
  readonly name: string;
  /** Its key among the principals of a state; absent where it is known only after apply, or not at hand. */
  readonly key?: string;
  /** Known only after apply. */
  readonly unknown: boolean;
  /** An unknown one: the same on both sides, it is the same role. */
  readonly expression?: string;
  /** A session policy, outside of which it is not used. */
  readonly within?: Policy;
}

/** What of a resource stands open to others. */
export interface Exposure {
  readonly subject: Identity;
  readonly openings: readonly Opening[];
  /** Keys of the security groups through which it is reached. */
  readonly groups: readonly string[];
  /** Ranges of addresses that reach it. */
  readonly rules: readonly NetworkRule[];
  /** Of a network ACL, its rules. */
  readonly passes?: readonly AclRule[];
}

/** One way in which a resource is open. */
export interface Opening {
  /** The same for one opening on both sides. */
  readonly key: string;
  /** What is open: `is publicly accessible`. */
  readonly text: string;
  readonly risk: Note["risk"];
  /** False where it only may be open. */
  readonly proven: boolean;
  /** Whether it is open is known only after apply, or not compared. */
  readonly unknown?: true;
  /** Key of an opening that this one is a part of. */
  readonly partOf?: string;
  /** It is a guard that is not there: what that held shut. @default not known */
  readonly held?: Held;
}

/** What a guard of buckets holds shut. */
export interface Held {
  /** Keys of the buckets, among the resources of a state, whose policies it restricts. */
  readonly policies: readonly string[];
  /** What ACLs give. */
  readonly acls: readonly Opening[];
  /** There is nothing else that it could hold shut. */
  readonly whole: boolean;
}

/** A security group, and what it lets in and out. */
export interface SecurityGroup {
  readonly subject: Identity;
  /** The group itself was read, and not only rules of it. */
  readonly complete: boolean;
  readonly rules: readonly NetworkRule[];
}

/** Who or what a row is about: known by account, region, kind and name, so one name in two accounts is two subjects. */
export interface Subject {
  /** `role`, `S3 bucket`, `security group`, … */
  readonly kind: string;
  readonly name: string;
  /** 12 digits; absent where nothing that was read says it. */
  readonly account?: string;
  /** `eu-west-1`; absent where the service has no regions, or nothing that was read says it. */
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
  /** By which it is named from one run to the next. */
  readonly id: string;
  readonly subject: Subject;
  readonly comparison: Comparison;
  /** What changed in the text of the policies; empty where it may not be shown. */
  readonly edits: readonly StatementEdit[];
  /** Differences that no policy text shows: an AWS-managed policy attached, a rule opened. Riskiest first. */
  readonly notes: readonly Note[];
  /** What was compared. */
  readonly compared: Compared;
  /** What somebody accepted of it. @default nobody did, or nobody was asked */
  readonly acceptance?: AcceptanceMark;
}

/** A row before the whole review gives it its id. */
export type NewRow = Omit<Row, "id">;

/** What a row compares: by it an acceptance of the row is known again. */
export interface Compared {
  /** Of all that was looked into: policies, rules, openings; absent where that is not known. */
  readonly texts?: Texts;
  /** The policies after; absent where something else is compared as well, or they may not be shown. */
  readonly policies?: PoliciesAfter & { readonly kind?: ResourcePolicyKind };
}

/** Digests of both sides: `sha256:…`. */
export interface Texts {
  readonly before: string;
  readonly after: string;
}

/** What somebody decided about a row, and whether it still holds. */
export interface AcceptanceMark {
  readonly state: "accepted" | "grown" | "lapsed";
  readonly by: string;
  readonly reason: string;
  /** The last day, `2026-12-31`, in UTC; absent where it holds for good. */
  readonly until?: string;
  /** Of a row that has grown: what lies beyond what was accepted; empty where no statement says. */
  readonly beyond: readonly Difference[];
}

/** How a statement differs from what it was. */
export interface StatementEdit {
  readonly change: "added" | "removed" | "edited";
  /** Where it stands: after the change, or before it where it was removed. */
  readonly statement: StatementReference;
  readonly gained: readonly StatementElement[];
  readonly lost: readonly StatementElement[];
}

/** An element of a statement as a policy writes it, on one line: an action, a whole condition. */
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
  /** What carries access, or may, and is not compared: each is a row that says `unknown`. */
  readonly notCompared: readonly NotCompared[];
  /** How many changed resources are of types that are known to carry no access. */
  readonly withoutAccess: number;
}

/** Something that carries access, or may, and is not compared. */
export interface NotCompared {
  readonly subject: Subject;
  /** Why not, or what it means. */
  readonly text: string;
  /** Which way it changes access, where its type says. @default unknown */
  readonly verdict?: Note["verdict"];
  /** Of what it holds that may carry access; absent where that is not known. */
  readonly texts?: Texts;
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
  /** Everyday tasks that start or stop working. @default not asked for */
  readonly tasks?: readonly TaskChange[];
}

/** An everyday task that works on one side of a change only. */
export interface TaskChange {
  /** For whom: `role` or `user`, its name and account. */
  readonly kind: string;
  readonly name: string;
  readonly account: string;
  /** The task's id, as `docs/workflows.md` has it, and what somebody does, in words. */
  readonly task: string;
  readonly title: string;
  readonly change: "starts" | "stops" | "unknown";
  /** The call that decides. */
  readonly action?: string;
}
