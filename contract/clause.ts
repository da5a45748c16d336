import type { ConditionBlock } from "../policy/document";

/**
 * A clause of the access contract: one sentence of the source page, what was decided about it, the statements that
 * carry the decision out, and the requests that prove it. A clause is data: it may be read without knowing TypeScript.
 *
 * Text in braces is filled from the environment's `Settings` (contract/settings.ts). A list entry that is nothing but
 * one placeholder becomes as many entries as the setting holds.
 */
export interface Clause {
  /** Short id, as in `docs/access.md`: `N2`. */
  readonly id: string;
  /** The page's own words. */
  readonly says: string;
  /** What the page leaves open and how it was decided here. */
  readonly decision: string;
  readonly statements: readonly StatementTemplate[];
  readonly cases: readonly Case[];
}

/** A policy of section "Fixed names"; each becomes one policy document. `*Trust` are the roles' trust policies. */
export type PolicyKey =
  | "admin" // customer_sagemaker_admin_policy: SageMaker, PassRole, reads
  | "adminNames" // customer_sagemaker_admin_policy_2: what the page grants by name
  | "adminIntegrations" // customer_sagemaker_admin_policy_3: kept from AmazonSageMakerFullAccess
  | "deny" // customer_sagemaker_deny_policy
  | "execution" // AmazonSageMaker-ExecutionPolicy-Admin
  | "adminTrust"
  | "executionTrust";

/** A choice of the environment that switches statements on or off. */
export type Option =
  | "saml"
  | "oidc"
  | "identityCenter"
  | "principals"
  | "sessionTags"
  | "sourceIdentity"
  | "robomaker"
  | "glue"
  | "vpc"
  | "sagemakerSourceAccount"
  | "integrations"
  | "notebook"
  | "readsInAccountOnly"
  | "exactBuckets"
  | "notebookVpcs"
  | "lifecycleConfigs";

/** One statement of a clause, before an environment fills it in. */
export interface StatementTemplate {
  /** Alphanumeric, starts with the clause's id: the way back from a policy to the page. */
  readonly sid: string;
  /** The policies that carry the statement. */
  readonly in: readonly PolicyKey[];
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** Only in trust policies: principal type → identifiers. */
  readonly principals?: Readonly<Record<string, readonly string[]>>;
  readonly actions?: readonly string[];
  /** Resource ARN patterns (`*` spans `/`). Absent in trust policies. */
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly conditions?: ConditionBlock;
  /** The statement exists only where all of these options are on … */
  readonly when?: readonly Option[];
  /** … and none of these. */
  readonly unless?: readonly Option[];
}

/** Whose request a case is. `nobody` in the account: an anonymous or foreign principal (trust policies). */
export type CaseRole = "admin" | "execution" | "executionJobs";

/** A request and the decision that the clause promises for it. */
export interface Case {
  readonly expect: "allow" | "deny";
  /** @default "admin" */
  readonly as?: CaseRole;
  readonly action: string;
  /** Full ARN, in account 111122223333 and region eu-west-1, or "*". */
  readonly resource: string;
  /** Condition keys of the request, beside those every request carries. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Options that differ from the defaults for this case. */
  readonly options?: readonly Option[];
}
