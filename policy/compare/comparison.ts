import type { Condition, Policy, PolicyVersion, Principal, Request } from "../document";
import { RISKS, type Risk } from "./risk";

/**
 * How access changes. From least to most: `none`, not at all; `narrowed`, something is taken away and nothing added;
 * `changed`, nothing is added, and whether something is taken away could not be proven; `unknown`, a policy is known
 * only after apply; `widened`, something is newly possible, or the opposite could not be proven.
 */
export type Verdict = "none" | "narrowed" | "changed" | "unknown" | "widened";

/** What in the policies makes a difference. */
export type Cause =
  /** An Allow that was added, removed or changed. */
  | "allow"
  /** An Allow that names the principal itself, where only its account was named. */
  | "named"
  /** A Deny that was removed, added or changed. */
  | "deny"
  /** The permissions boundary. */
  | "boundary";

/** One way in which access grows or shrinks. A reader sees what, and one request that proves it. */
export interface Difference {
  readonly verdict: "widened" | "narrowed";
  readonly cause: Cause;
  readonly risk: Risk;
  /** The statement that makes the difference: of the policies after for a new Allow, of those before for a lost Deny. */
  readonly statement: StatementReference;
  /** Of the document that holds the statement: it decides whether `${…}` is a policy variable. */
  readonly version: PolicyVersion;
  /** Who; only in policies of resources. */
  readonly principals?: readonly Principal[];
  /** The statement was written with NotPrincipal. */
  readonly notPrincipals?: readonly Principal[];
  /** Those actions of the statement that make a difference, as it writes them. */
  readonly actions?: readonly string[];
  /** The statement was written with NotAction: everything but these. */
  readonly notActions?: readonly string[];
  /** Actions that AWS publishes, of the patterns in `actions`, that make a difference; at most a hundred, riskiest first. */
  readonly published: readonly string[];
  /** How many there are. */
  readonly publishedCount: number;
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  /** The statement's conditions. */
  readonly conditions: readonly Condition[];
  /** A request whose decision differs, checked by `decide`. */
  readonly witness?: Request;
  /**
   * A statement of the other side that is about the witness's action and resource as well, and whose conditions the
   * witness does not meet: what a condition was before it was loosened.
   */
  readonly counterpart?: StatementReference & { readonly conditions: readonly Condition[] };
  /** In the place of a witness, a request that the policies decide otherwise, and that AWS does not take. */
  readonly refused?: Request;
  /** Whether the difference is real: false where it only could not be ruled out. */
  readonly proven: boolean;
  /** Why it is not proven. */
  readonly message?: string;
}

/** Where a statement stands. */
export interface StatementReference {
  readonly policy: string;
  /** Position in the document, from 0. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
}

/** The outcome of a comparison. */
export interface Comparison {
  readonly verdict: Verdict;
  /** False where a verdict rests on a difference that only could not be ruled out. */
  readonly proven: boolean;
  /** What is newly possible, then what no longer is; each riskiest first. */
  readonly differences: readonly Difference[];
  /** Policies known only after apply: differences count without them. */
  readonly unknown: readonly string[];
}

/** What a principal's own policies give it. */
export interface Access {
  /** Managed and inline policies of a role, user or group, in any order. */
  readonly identity: readonly Policy[];
  /** The permissions boundary. Absent: nothing limits the policies. */
  readonly boundary?: readonly Policy[];
  /** Names of policies that belong to it and whose text is known only after apply. */
  readonly unknown?: readonly string[];
}

/**
 * What a principal has besides its known policies: the same before and after, with a text that is not at hand. What it
 * may allow or deny is not known, but that it does not change is.
 *
 * A policy that is attached, detached or replaced, and a boundary that is set, removed or replaced, is not the same on
 * both sides: where its text is not at hand no comparison can decide, and the caller says so.
 */
export interface Unseen {
  /**
   * Further policies: attached ones whose text is not at hand, those of its groups, and whatever it may carry that
   * nobody lists. They may allow anything, and deny anything. @default false
   */
  readonly policies?: boolean;
  /** The permissions boundary, which may allow anything or nothing; `Access.boundary` is absent then. @default false */
  readonly boundary?: boolean;
}

/** What is known of a principal beside its policies. */
export interface IdentityContext {
  readonly unseen?: Unseen;
  /** Its 12-digit account, where it is known: witnesses are about resources in it. */
  readonly account?: string;
  /** ARNs of resources in the account, by service: witnesses are about these where they fit. */
  readonly known?: ReadonlyMap<string, readonly string[]>;
}

/**
 * The policies of resources, by how they take part in a decision.
 *
 * - `trust`, `key`: a role's trust policy and a key's policy must allow in any case.
 * - `endpoint`: a VPC endpoint's policy only filters; an endpoint without one lets everything through.
 * - `resource`: any other (bucket, topic, queue, secret, repository, file system, function): in the resource's account a
 *   principal's own policies may allow what this one does not mention.
 */
export type ResourcePolicyKind = "trust" | "key" | "endpoint" | "resource";

/** What is known of the resource that a policy belongs to. */
export interface ResourceContext {
  readonly kind: ResourcePolicyKind;
  /** The 12-digit account that owns the resource, where it is known: others are cross-account. */
  readonly account?: string;
  /** Its region, where it is known. */
  readonly region?: string;
  /** Its ARN: witnesses are about it, or about what is in it. */
  readonly resource?: string;
}

/** Puts a comparison together: the verdict, and the differences in the order in which a reader wants them. */
export function comparisonOf(differences: readonly Difference[], unknown: readonly string[] = []): Comparison {
  const ordered = [...differences].sort(
    (a, b) =>
      Number(a.verdict === "narrowed") - Number(b.verdict === "narrowed") ||
      RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk) ||
      Number(b.proven) - Number(a.proven) ||
      breadth(a) - breadth(b),
  );
  const verdict = verdictOf(differences, unknown);
  return {
    verdict,
    proven: verdict === "none" || differences.some((one) => one.verdict === verdict && one.proven),
    differences: ordered,
    unknown,
  };
}

function verdictOf(differences: readonly Difference[], unknown: readonly string[]): Verdict {
  if (differences.some(({ verdict }) => verdict === "widened")) return "widened";
  if (unknown.length > 0) return "unknown";
  if (differences.length === 0) return "none";
  return differences.some(({ proven, refused }) => proven || refused) ? "narrowed" : "changed";
}

/** Small differences are read first. */
function breadth({ actions = [], notActions, publishedCount }: Difference): number {
  return notActions ? Number.MAX_SAFE_INTEGER : actions.length + publishedCount;
}
