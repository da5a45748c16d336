import type { Condition } from "../policy/document";
import type { Decision } from "../policy/decide";
import type { Question, RoleKind } from "./question";

/**
 * Whose policy decided: the role's own, the resource's (a bucket's, a key's), or that of the VPC endpoint which leads to
 * the service.
 */
export type PolicyType = "identity" | "resource" | "endpoint";

/** The answer to one request, as `--json` prints it; a text for a person says the same. */
export interface Answer {
  readonly action: string;
  readonly resource: string;
  /** Null where policy files decide. */
  readonly role: RoleKind | null;
  /** The account that the role belongs to, 12 digits; null where policy files decide. */
  readonly account: string | null;
  /** The environment that was asked about; null without one. */
  readonly environment: string | null;
  readonly decision: Decision["decision"];
  /** Whose policy decided; of a request that nobody allows, who had to. */
  readonly side: PolicyType;
  /** Name of the policy that decided, or null. */
  readonly policy: string | null;
  readonly sid: string | null;
  /** Id of the clause that decided, or that governs the action where no statement did. */
  readonly clause: string | null;
  readonly title: string | null;
  /** The page's sentence behind the clause. */
  readonly says: string | null;
  /** Context keys that the request lacks and that could turn the decision. */
  readonly missing: readonly string[];
  /** Conditions, on missing keys or given ones, that the nearest statement wants to be met. */
  readonly wants: readonly Pick<Condition, "key" | "operator" | "values">[];
  /** Where the clause's statement allows the action instead. */
  readonly allowed: readonly string[];
  /** What nobody said and the decision rests on. */
  readonly assumed: readonly string[];
  /** What makes the request one that AWS would not send, or not mean so. */
  readonly notes: readonly string[];
  /** What to do next, the nearest first; of a denial by our roles at least one. */
  readonly next: readonly string[];
}

/** Decides one request after another. */
export type Decider = (question: Question) => Answer;
