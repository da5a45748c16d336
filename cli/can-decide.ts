import { isAccountId } from "../aws/ids";
import type { Names } from "../aws/names";
import { findPartition } from "../aws/regions";
import { workforcePolicies, type NamedDocument } from "../contract/render/workforce-policies";
import {
  adminPolicies,
  executionPolicies,
  policyDocuments,
  statementOrigin,
  type PolicyDocuments,
} from "../contract/render/documents";
import { settings, type Settings } from "../contract/settings";
import type { CompiledStatement } from "../policy/compile";
import { Context } from "../policy/conditions";
import { compile, decide, type Authorization, type Decision } from "../policy/decide";
import type { Condition, Policy, Request } from "../policy/document";
import { missingKeys } from "../policy/missing";
import { parsePolicy } from "../policy/parse";
import { splitArn } from "../policy/pattern";
import { governingClause } from "./can-clause";
import { requestNotes } from "./can-notes";
import type { Question, RoleKind } from "./can-request";
import { readPolicy } from "./read-policy";

/** The answer to one request, as `--json` prints it. */
export interface Answer {
  readonly decision: Decision["decision"];
  /** Name of the policy that decided, or null. */
  readonly policy: string | null;
  readonly sid: string | null;
  /** Id of the clause that decided, or that governs the action where no statement did. */
  readonly clause: string | null;
  /** The page's sentence behind the clause. */
  readonly says: string | null;
  /** Context keys that could turn the decision. */
  readonly missing: readonly string[];
  /** What makes the request one that AWS would not send, or not mean so. */
  readonly notes: readonly string[];
}

/** An answer with what a person wants to know beside it. */
export interface Explained {
  readonly answer: Answer;
  readonly title?: string;
  /** The conditions on the missing keys, where a statement waits for them. */
  readonly missingConditions: readonly Condition[];
  /** Where the clause's statement allows the action instead. */
  readonly allowedResources: readonly string[];
  /** The conditions on given keys that the clause's statement wants to be met, where it takes the resource. */
  readonly unmetConditions: readonly Condition[];
  /** The account that the resource was taken to belong to, where its ARN does not say. */
  readonly assumedOwner?: string;
}

/** Decides one request after another. */
export type Decider = (question: Question) => Explained;

/** What the roles are decided under. */
export interface RoleSource {
  readonly settings: Settings;
  /** The account of an environment; undefined where the resource's ARN chose it. */
  readonly account?: string;
  /** The policies that a role carries beside those of the base stack; throws InputError where there is no such role. */
  readonly furtherPolicies: (role: RoleKind) => readonly Policy[];
}

const EXAMPLE_ACCOUNT = "123456789012";
const HOME_REGION = { aws: "eu-west-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1" } as const;

/** Settings with every default, in the account, partition and region that an ARN names. */
export function defaultRoles(resource: string): RoleSource {
  const [, written = "", , region = "", account = ""] = splitArn(resource);
  const partition =
    (Object.keys(HOME_REGION) as (keyof typeof HOME_REGION)[]).find((known) => known === written) ?? "aws";
  const owner = isAccountId(account) ? account : EXAMPLE_ACCOUNT;
  const chosen = settings({
    account: owner,
    region: findPartition(region) === partition ? region : HOME_REGION[partition],
    partition,
    saml: { providerArns: [`arn:${partition}:iam::${owner}:saml-provider/customer-saml`] },
  });
  return {
    settings: chosen,
    furtherPolicies: (role) => (role === "workforce" ? parseNamed(Object.values(workforcePolicies(chosen))) : []),
  };
}

const POLICY_NAMES: Readonly<Partial<Record<keyof PolicyDocuments, keyof Names>>> = {
  admin: "adminPolicy",
  adminNames: "adminNamesPolicy",
  adminIntegrations: "adminIntegrationsPolicy",
  deny: "denyPolicy",
  execution: "executionPolicy",
  executionNotebook: "executionNotebookPolicy",
};

/** How many sets of compiled policies are kept: one for each account and role that requests name. */
const MAX_COMPILED = 64;

/**
 * Decides on our policies.
 *
 * @param rolesOf The environment of a request.
 * @param now The instant of requests that give none, in milliseconds since 1970.
 */
export function roleDecider(rolesOf: (question: Question) => RoleSource, defaultRole: RoleKind, now: number): Decider {
  const compiled = new Map<string, Authorization>();
  return (question) => {
    const role = question.role ?? defaultRole;
    const source = rolesOf(question);
    const { account, partition, region } = source.settings.values;
    const key = [role, account, partition, region].join(" ");
    const authorization = compiled.get(key) ?? { identity: compile(rolePolicies(source, role)) };
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    compiled.set(key, authorization);

    const { request, assumedOwner } = roleRequest(question, source.settings, role, question.at ?? now);
    const explained = explain(authorization, request);
    const { decision, sid } = explained.answer;
    const implicit = decision === "implicitDeny";
    const allows = implicit
      ? nearestFirst(authorization.identity?.candidates(request.action).allow ?? [], request)
      : [];
    const clause = implicit ? governingClause(request.action, role, allows) : statementOrigin(sid ?? "");
    return {
      ...explained,
      answer: {
        ...explained.answer,
        clause: clause?.id ?? null,
        says: clause?.quote ?? null,
        notes: requestNotes(question, source.account),
      },
      ...(clause && { title: clause.title }),
      ...(explained.answer.missing.length === 0 && whatWouldAllow(allows[0], request)),
      ...(assumedOwner && { assumedOwner }),
    };
  };
}

/** The policies that a role carries. */
export function rolePolicies({ settings: chosen, furtherPolicies }: RoleSource, role: RoleKind): Policy[] {
  const documents = policyDocuments(chosen);
  const keys = { admin: () => adminPolicies(chosen), execution: () => executionPolicies(chosen), workforce: () => [] }[
    role
  ]();
  const ours = keys.map((key) => parsePolicy(documents[key], chosen.names[POLICY_NAMES[key] ?? "adminPolicy"]));
  return [...ours, ...furtherPolicies(role)];
}

/** Policies by the names that the environment gives them. */
export function parseNamed(documents: readonly NamedDocument[]): Policy[] {
  return documents.map(({ name, document }) => parsePolicy(document, name));
}

/** The request with the context that AWS sends along whatever the action. Source: "Global condition context keys". */
function roleRequest(
  question: Question,
  { names, values }: Settings,
  role: RoleKind,
  at: number,
): { request: Request; assumedOwner?: string } {
  const text = (name: string): string => String(values[name]);
  const [account, partition] = [text("account"), text("partition")];
  const roleName = { admin: names.adminRole, execution: names.executionRole, workforce: names.workforceRole }[role];
  const [, , , region, owner = ""] = splitArn(question.resource);
  const given = new Set(Object.keys(question.context).map((key) => key.toLowerCase()));
  const assumesOwner = owner === "" && question.resource !== "*" && !given.has("aws:resourceaccount");
  const sentContext: Request["context"] = {
    "aws:PrincipalArn": `arn:${partition}:iam::${account}:role/${roleName}`,
    "aws:PrincipalAccount": account,
    "aws:PrincipalType": "AssumedRole",
    "aws:PrincipalIsAWSService": "false",
    "aws:ViaAWSService": "false",
    "aws:RequestedRegion": region === undefined || region === "" ? text("region") : region,
    "aws:SecureTransport": "true",
    ...instant(at),
    ...(assumesOwner && { "aws:ResourceAccount": account }),
    ...(isAccountId(owner) && { "aws:ResourceAccount": owner }),
  };
  const filled = Object.entries(sentContext).filter(([key]) => !given.has(key.toLowerCase()));
  return {
    request: {
      principal: question.principal ?? `arn:${partition}:sts::${account}:assumed-role/${roleName}/session`,
      action: question.action,
      resource: question.resource,
      context: { ...Object.fromEntries(filled), ...question.context },
    },
    ...(assumesOwner && { assumedOwner: account }),
  };
}

function instant(at: number): Request["context"] {
  return { "aws:CurrentTime": new Date(at).toISOString(), "aws:EpochTime": String(Math.floor(at / 1000)) };
}

/**
 * Decides on policy files, and assumes nothing about the context. A policy that names principals is the resource's, any
 * other the principal's own.
 *
 * @param at The instant of requests that give none; undefined, where requests say nothing of the time.
 * @throws InputError where a file cannot be read or is no policy.
 */
export function fileDecider(files: readonly string[], at: number | undefined): Decider {
  const policies = files.map((file) => readPolicy(file));
  const [ofResource, ofPrincipal] = [policies.filter(namesPrincipals), policies.filter((it) => !namesPrincipals(it))];
  const authorization: Authorization = {
    ...((ofPrincipal.length > 0 || ofResource.length === 0) && { identity: compile(ofPrincipal) }),
    ...(ofResource.length > 0 && { resource: compile(ofResource) }),
  };
  return ({ action, resource, context, principal, at: own = at }) =>
    explain(authorization, {
      ...(principal !== undefined && { principal }),
      action,
      resource,
      context: { ...(own !== undefined && instant(own)), ...context },
    });
}

function namesPrincipals({ statements }: Policy): boolean {
  return statements.some(({ principals, notPrincipals }) => (principals ?? notPrincipals) !== undefined);
}

function explain(authorization: Authorization, request: Request): Explained {
  const { decision, statement } = decide(authorization, request);
  const missing = missingKeys(authorization, request);
  const waiting = [authorization.identity, authorization.resource].flatMap((compiled) => {
    const { allow, deny } = compiled?.candidates(request.action) ?? { allow: [], deny: [] };
    return decision === "implicitDeny" ? allow : deny;
  });
  return {
    answer: {
      decision,
      policy: statement?.policy ?? null,
      sid: statement?.sid ?? null,
      clause: null,
      says: null,
      missing,
      notes: [],
    },
    missingConditions: nearestFirst(waiting, request)
      .flatMap(({ statement: { conditions } }) => conditions)
      .filter(({ key }) => missing.includes(key)),
    allowedResources: [],
    unmetConditions: [],
  };
}

/** What would have to be otherwise for the nearest statement to allow: the context, or else the resource. */
function whatWouldAllow(
  nearest: CompiledStatement | undefined,
  request: Request,
): Pick<Explained, "allowedResources" | "unmetConditions"> {
  const context = new Context(request.context);
  if (!nearest?.resource(splitArn(request.resource), context)) {
    return { allowedResources: nearest?.statement.resources ?? [], unmetConditions: [] };
  }
  const unmetConditions = nearest.conditions.filter(({ holds }) => !holds(context)).map(({ condition }) => condition);
  return { allowedResources: [], unmetConditions };
}

/** Statements that take the resource before those that do not. */
function nearestFirst(statements: readonly CompiledStatement[], request: Request): CompiledStatement[] {
  const [arn, context] = [splitArn(request.resource), new Context(request.context)];
  const takes = ({ resource }: CompiledStatement): boolean => resource(arn, context);
  return [...statements.filter(takes), ...statements.filter((statement) => !takes(statement))];
}
