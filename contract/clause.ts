import type { ConditionBlock } from "../policy/document";
import type { Option } from "./options";

/**
 * A clause of the access contract: one sentence of the source page, what was decided about it, the statements that
 * carry the decision out, and the requests that prove it. A clause is data: it can be read without knowing TypeScript.
 *
 * Text in braces is filled in from the environment's `Settings` (settings.ts): `{account}` within a text; a list entry
 * that is nothing but one placeholder, such as `{objectArns}`, becomes as many entries as the setting holds.
 */
export interface Clause {
  /** Short id, as in `docs/access/`: `N2`. */
  readonly id: string;
  /** What the clause is about, in a few words. */
  readonly title: string;
  /** The page's own words. */
  readonly quote: string;
  /** What the page leaves open and how it was decided here. */
  readonly interpretation: string;
  /** None where the clause holds by absence. */
  readonly statements: readonly StatementTemplate[];
  /** Action patterns that no statement may allow to either role, on any resource and in any context. */
  readonly absent?: readonly string[];
  readonly cases: readonly Case[];
}

/**
 * The documents of the two roles that statements go into. `executionNotebook` is the second policy of the execution role,
 * with what the profile `notebook` adds; the `…Trust` documents are the roles' trust policies.
 */
export type RoleDocument =
  | "admin"
  | "adminNames"
  | "adminIntegrations"
  | "deny"
  | "execution"
  | "executionNotebook"
  | "adminTrust"
  | "executionTrust";

/** Policies of resources that the optional parts make. */
export type ResourceDocument = "bucket" | "key";

/** Policies of VPC endpoints: interface endpoints of most services, the notebook's, the S3 gateway. */
export type EndpointDocument = "endpoint" | "notebookEndpoint" | "s3Endpoint";

/** Identity policies of the optional parts: two that the admin role may carry too, and the workforce role's own two. */
export type IdentityDocument = "elevation" | "cleanUp" | "workforce" | "workforceDeny";

/** The documents of the optional parts. */
export type PartDocument = ResourceDocument | EndpointDocument | IdentityDocument;

/** Every document that statements go into. */
export type PolicyKey = RoleDocument | PartDocument;

/** One statement of a clause, before an environment fills it in. */
export interface StatementTemplate {
  /** Alphanumeric, starts with the clause's id: the way back from a policy to the page. */
  readonly sid: string;
  /** The page's sentence for this statement, where it is not the clause's. */
  readonly quote?: string;
  /** The documents that carry the statement. */
  readonly documents: readonly PolicyKey[];
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
  /** The statement exists only where this option, or each of these, is on … */
  readonly when?: Option | readonly Option[];
  /** … and this one, or each of these, is off. */
  readonly unless?: Option | readonly Option[];
}

/**
 * Who asks: the two roles (the execution role with the profile `notebook` or `jobs`), the admin role with an elevation or
 * with the clean-up right, the workforce role; or somebody who wants to assume one (then `principal` says who, and the
 * trust policy alone decides); or a `principal` whose own policies allow everything (`administrator`) or nothing
 * (`withoutRights`).
 */
export type Requester =
  | "admin"
  | "execution"
  | "executionJobs"
  | "adminElevated"
  | "adminCleanUp"
  | "workforce"
  | "adminTrust"
  | "executionTrust"
  | "administrator"
  | "withoutRights";

/** A request and the decision that the clause promises for it. */
export interface Case {
  readonly expect: "allow" | "deny";
  readonly as: Requester;
  readonly principal?: string;
  readonly action: string;
  /** Full ARN, in account 111122223333 and region eu-west-1, or "*". */
  readonly resource: string;
  /** The resource has this policy. */
  readonly resourcePolicy?: ResourceDocument;
  /** The request goes through a VPC endpoint with this policy, which must allow it as well. */
  readonly endpointPolicy?: EndpointDocument;
  /** Condition keys beside those that every request carries. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Options that are on for this case beside the defaults; `-integrations` is off. */
  readonly options?: readonly (Option | `-${Option}`)[];
}

type Rest = Omit<Case, "expect" | "action" | "resource" | "as"> & { readonly as?: Requester };

/** A request that the clause allows, by the admin role unless `as` says otherwise. */
export function allow(action: string, resource: string, rest: Rest = {}): Case {
  return { expect: "allow", as: "admin", action, resource, ...rest };
}

/** A request that the clause denies, by the admin role unless `as` says otherwise. */
export function deny(action: string, resource: string, rest: Rest = {}): Case {
  return { expect: "deny", as: "admin", action, resource, ...rest };
}

/** Cases of the admin role, asked of others as well that carry the same statements. */
export function alsoAs(others: readonly Requester[], cases: readonly Case[]): Case[] {
  const shared = cases.filter(({ as }) => as === "admin");
  return [...cases, ...others.flatMap((as) => shared.map((one) => ({ ...one, as })))];
}

/** Gives a clause's data its type. */
export function clause(data: Clause): Clause {
  return data;
}
