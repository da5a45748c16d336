import { compile, type Authorization, type CompiledPolicies } from "../../policy/decide";
import type { Policy, PolicyDocument, PolicyStatement, Request } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { CASE_PARTS } from "./parts";
import type { Case, PartDocument, PolicyKey, Requester } from "../clause";
import { exampleChoices, isPartOption, type Option } from "../options";
import { adminPolicies, executionPolicies, partDocument, policyDocuments } from "../render/documents";
import { settings, type Choices, type Settings } from "../settings";

/** Where the requests of all cases take place. */
export const CASE_ACCOUNT = "111122223333";
export const CASE_REGION = "eu-west-1";

/** The choices that the cases and the documentation start from: every default, and federation by SAML. */
export const CASE_CHOICES: Choices = {
  account: CASE_ACCOUNT,
  region: CASE_REGION,
  partition: "aws",
  saml: { providerArns: [`arn:aws:iam::${CASE_ACCOUNT}:saml-provider/customer-saml`] },
};

/** The settings under which a case is decided. */
export function caseSettings({ as, options = [] }: Pick<Case, "as" | "options">): Settings {
  const chosen = options
    .map((option) => [option.replace(/^-/, "") as Option, !option.startsWith("-")] as const)
    .flatMap(([option, on]) => (isPartOption(option) ? [] : [exampleChoices(option, on)]));
  const all = Object.assign({}, CASE_CHOICES, ...chosen) as Choices;
  return settings(as === "executionJobs" ? { ...all, executionProfile: "jobs" } : all);
}

/** The documents that take part in cases; absent where an option drops one. */
export type CaseDocuments = Partial<Record<PolicyKey, PolicyDocument>>;

/**
 * Every document of the roles and the optional parts.
 *
 * @param options The case's options, of which the parts take theirs.
 */
export function caseDocuments(chosen: Settings, options: Case["options"] = []): CaseDocuments {
  const ofParts = options.filter((option) => isPartOption(option));
  const parts = (Object.keys(CASE_PARTS) as PartDocument[]).map((key) => [
    key,
    partDocument(key, chosen, { ...CASE_PARTS[key], options: ofParts }),
  ]);
  return { ...policyDocuments(chosen), ...(Object.fromEntries(parts) as CaseDocuments) };
}

/** The documents that decide what somebody may do: identity policies, or the trust policy of the role to assume. */
export function documentsOf(requester: Requester, chosen: Settings): readonly PolicyKey[] {
  switch (requester) {
    case "admin":
      return adminPolicies(chosen);
    case "adminElevated":
      return [...adminPolicies(chosen), "elevation"];
    case "adminCleanUp":
      return [...adminPolicies(chosen), "cleanUp"];
    case "execution":
    case "executionJobs":
      return executionPolicies(chosen);
    case "administrator":
    case "withoutRights":
      return [];
    case "workforce":
      return ["workforce", "workforceDeny"];
    case "adminTrust":
    case "executionTrust":
      return [requester];
  }
}

/** The policies that a role carries under the choices that the cases start from. */
export function rolePolicies(requester: Requester): Policy[] {
  const chosen = caseSettings({ as: requester });
  return policiesOf(documentsOf(requester, chosen), chosen);
}

/** Some documents under the choices that the cases start from. */
export function policiesOf(keys: readonly PolicyKey[], chosen: Settings = caseSettings({ as: "admin" })): Policy[] {
  const documents = caseDocuments(chosen);
  return keys.map((key) => parsePolicy(documents[key], key));
}

/** What somebody has whose own policies allow everything. */
export const EVERYTHING: PolicyDocument = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "*", Resource: "*" },
};

/** The policies that decide a case, as AWS writes them. */
export interface CasePolicies {
  /** Absent for who wants to assume a role: the role's trust policy alone decides. */
  readonly identity?: readonly PolicyDocument[];
  /** A VPC endpoint's policy is in a boundary's place: it allows nothing by itself and must allow as well. */
  readonly boundary?: PolicyDocument;
  readonly resource?: PolicyDocument;
  readonly resourceAccount?: string;
}

/** @throws Error where an endpoint's policy picks principals otherwise than by conditions. */
export function casePolicies(
  { as, resourcePolicy, endpointPolicy }: Pick<Case, "as" | "resourcePolicy" | "endpointPolicy">,
  chosen: Settings,
  documents: CaseDocuments = caseDocuments(chosen),
): CasePolicies {
  const own = documentsOf(as, chosen).flatMap((key) => documents[key] ?? []);
  const [trust] = own;
  if (as.endsWith("Trust")) return { ...(trust && { resource: trust }) };
  const resource = resourcePolicy && documents[resourcePolicy];
  const endpoint = endpointPolicy && documents[endpointPolicy];
  return {
    identity: as === "administrator" ? [EVERYTHING] : own,
    ...(resource && { resource, resourceAccount: CASE_ACCOUNT }),
    ...(endpoint && { boundary: withoutPrincipals(endpoint) }),
  };
}

function withoutPrincipals(document: PolicyDocument): PolicyDocument {
  const statements = document.Statement as readonly PolicyStatement[];
  return {
    ...document,
    Statement: statements.map(({ Principal, ...rest }) => {
      if (JSON.stringify(Principal) !== '{"AWS":"*"}') throw new Error(`statement ${rest.Sid ?? ""} names principals`);
      return rest;
    }),
  };
}

/**
 * The policies that decide a case, in the form that `decide` takes.
 *
 * @param others Policies that the requester has beside ours.
 */
export function caseAuthorization(
  asked: Pick<Case, "as" | "resourcePolicy" | "endpointPolicy">,
  chosen: Settings,
  documents: CaseDocuments = caseDocuments(chosen),
  others: readonly PolicyDocument[] = [],
): Authorization {
  const { identity, boundary, resource, resourceAccount } = casePolicies(asked, chosen, documents);
  const compiled = (list: readonly PolicyDocument[]): CompiledPolicies => compile(list.map(parsed));
  return {
    ...(identity && { identity: compiled([...identity, ...others]) }),
    ...(boundary && { boundary: compiled([boundary]) }),
    ...(resource && { resource: compiled([resource]) }),
    ...(resourceAccount && { resourceAccount }),
  };
}

/** Many cases are decided by the same documents. */
const parsedDocuments = new WeakMap<PolicyDocument, Policy>();

function parsed(document: PolicyDocument): Policy {
  const known = parsedDocuments.get(document) ?? parsePolicy(document, "policy of a case");
  parsedDocuments.set(document, known);
  return known;
}

/** The request of a case, with the condition keys that AWS sends with every request. */
export function caseRequest({ as, principal, action, resource, context }: Case): Request {
  const role = roleOf(as);
  const session = principal ?? `arn:aws:sts::${CASE_ACCOUNT}:assumed-role/${role}/session`;
  const owner = resource.split(":")[4];
  return {
    principal: session,
    action,
    resource,
    context: {
      "aws:CurrentTime": "2026-06-01T12:00:00Z",
      "aws:RequestedRegion": CASE_REGION,
      "aws:SecureTransport": "true",
      ...(as.endsWith("Trust") ? {} : principalContext(principal ?? `arn:aws:iam::${CASE_ACCOUNT}:role/${role}`)),
      ...(owner && { "aws:ResourceAccount": owner }),
      ...context,
    },
  };
}

function roleOf(requester: Requester): string {
  const { names } = settings(CASE_CHOICES);
  if (requester === "execution" || requester === "executionJobs") return names.executionRole;
  return requester === "workforce" ? names.workforceRole : names.adminRole;
}

/** AWS gives a session's role, not the session, as `aws:PrincipalArn`. */
function principalContext(principal: string): Request["context"] {
  const account = principal.split(":")[4];
  return { "aws:PrincipalArn": principal, ...(account && { "aws:PrincipalAccount": account }) };
}
