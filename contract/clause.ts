import type { ConditionBlock } from "../policy/document";

/**
 * A clause of the access contract: one sentence of the source page, what was decided about it, the statements that
 * carry the decision out, and the requests that prove it. A clause is data: it can be read without knowing TypeScript.
 *
 * Text in braces is filled in from the environment's `Settings` (settings.ts): `{account}` within a text; a list entry
 * that is nothing but one placeholder, such as `{objectArns}`, becomes as many entries as the setting holds.
 */
export interface Clause {
  /** Short id, as in `docs/access.md`: `N2`. */
  readonly id: string;
  /** What the clause is about, in a few words. */
  readonly title: string;
  /** The page's own words. */
  readonly says: string;
  /** What the page leaves open and how it was decided here. */
  readonly decision: string;
  /** None where the clause holds by absence. */
  readonly statements: readonly StatementTemplate[];
  /** Action patterns that no statement may allow to either role, on any resource and in any context. */
  readonly absent?: readonly string[];
  readonly cases: readonly Case[];
}

/**
 * The documents that statements go into. `executionNotebook` is what the profile `notebook` adds to `execution`; the
 * `…Trust` documents are the roles' trust policies.
 */
export type PolicyKey =
  | "admin"
  | "adminNames"
  | "adminIntegrations"
  | "deny"
  | "execution"
  | "executionNotebook"
  | "adminTrust"
  | "executionTrust";

/** A choice of the environment that switches statements on or off. */
export type Option =
  | "saml"
  | "oidc"
  | "identityCenter"
  | "principals"
  | "robomaker"
  | "glue"
  | "vpc"
  | "sagemakerSourceAccount"
  | "integrations"
  | "notebook"
  | "readsInAccountOnly"
  | "reservedBuckets"
  | "notebookVpcs"
  | "lifecycleConfigs";

/** One statement of a clause, before an environment fills it in. */
export interface StatementTemplate {
  /** Alphanumeric, starts with the clause's id: the way back from a policy to the page. */
  readonly sid: string;
  /** The page's sentence for this statement, where it is not the clause's. */
  readonly says?: string;
  /** The documents that carry the statement. */
  readonly in: readonly PolicyKey[];
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** Only in trust policies: principal type → identifiers. */
  readonly principals?: Readonly<Record<string, readonly string[]>>;
  readonly actions: readonly string[];
  /** Resource ARN patterns, `*` spans `/`. Absent in trust policies. */
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  /** Keys may hold placeholders too. */
  readonly conditions?: ConditionBlock;
  /** The statement exists only where this option is on … */
  readonly when?: Option;
  /** … and this one is off. */
  readonly unless?: Option;
}

/**
 * Who asks: the two roles (the service role with the profile `notebook` or `jobs`), or somebody who wants to assume one
 * (then `principal` says who, and the trust policy alone decides).
 */
export type Asker = "admin" | "execution" | "executionJobs" | "adminTrust" | "executionTrust";

/** A request and the decision that the clause promises for it. */
export interface Case {
  readonly expect: "allow" | "deny";
  readonly as: Asker;
  readonly principal?: string;
  readonly action: string;
  /** Full ARN, in account 111122223333 and region eu-west-1, or "*". */
  readonly resource: string;
  /** Condition keys beside those that every request carries. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Options that are on for this case beside the defaults; `-integrations` is off. */
  readonly options?: readonly (Option | `-${Option}`)[];
}

type Rest = Omit<Case, "expect" | "action" | "resource" | "as"> & { readonly as?: Asker };

/** A request that the clause allows, by the admin role unless `as` says otherwise. */
export function allow(action: string, resource: string, rest: Rest = {}): Case {
  return { expect: "allow", as: "admin", action, resource, ...rest };
}

/** A request that the clause denies, by the admin role unless `as` says otherwise. */
export function deny(action: string, resource: string, rest: Rest = {}): Case {
  return { expect: "deny", as: "admin", action, resource, ...rest };
}

/** Gives a clause's data its type. */
export function clause(data: Clause): Clause {
  return data;
}
