import { isAccountId } from "../aws/ids";
import type { Names } from "../aws/names";
import { findPartition } from "../aws/regions";
import type { Clause } from "../contract/clause";
import { adminPolicies, executionPolicies, policyDocuments, type PolicyDocuments } from "../contract/render/documents";
import { workforcePolicies, type NamedDocument } from "../contract/render/workforce-policies";
import { settings, type Choices, type Settings } from "../contract/settings";
import { usualTaskPlace, type TaskPlace } from "../contract/task-requests";
import type { CompiledPolicies } from "../policy/decide";
import type { Policy, Request } from "../policy/document";
import { parsePolicy } from "../policy/parse";
import { splitArn } from "../policy/pattern";
import type { RoleKind } from "./question";

/** What the roles are decided under: an environment, or every default. */
export interface RoleSource {
  readonly choices: Choices;
  readonly settings: Settings;
  /** Where everyday things are, and tasks are done. */
  readonly place: TaskPlace;
  /** Absent where every default holds, in the account that the resource's ARN names. */
  readonly environment?: EnvironmentSource;
  /** The policies that a role carries beside those of the base stack; throws NoSuchRole where there is no such role. */
  readonly furtherPolicies: (role: RoleKind) => readonly Policy[];
}

/** What only an environment's file says. */
export interface EnvironmentSource {
  readonly name: string;
  readonly file: string;
  /** The policies that the same file makes for what a request meets. */
  readonly otherPolicies: (request: Request) => OtherPolicies;
  /** ARNs of what else the role carries, whose texts no file holds. */
  readonly notAtHand: (role: RoleKind) => readonly string[];
  /** The parts that the file asks for. */
  readonly has: { readonly key: boolean };
}

/** A policy of the file's that takes part in a decision, and what the file calls it. */
export interface OtherPolicy {
  /** `the bucket acme-sagemaker-dev`. */
  readonly words: string;
  readonly policies: CompiledPolicies;
}

/** What stands beside the role's own policies: the resource's policy, and that of the endpoint which leads to it. */
export interface OtherPolicies {
  readonly resource?: OtherPolicy;
  readonly endpoint?: OtherPolicy;
}

/** There is no such role under the choices; the message says what would make one. */
export class NoSuchRole extends Error {
  override readonly name = "NoSuchRole";
}

const EXAMPLE_ACCOUNT = "123456789012";
const HOME_REGION = { aws: "eu-west-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1" } as const;

/** Every default, in the account, partition and region that an ARN names. */
export function defaultRoles(resource: string): RoleSource {
  const [, written = "", , region = "", account = ""] = splitArn(resource);
  const partition =
    (Object.keys(HOME_REGION) as (keyof typeof HOME_REGION)[]).find((known) => known === written) ?? "aws";
  const owner = isAccountId(account) ? account : EXAMPLE_ACCOUNT;
  const choices: Choices = {
    account: owner,
    region: findPartition(region) === partition ? region : HOME_REGION[partition],
    partition,
    saml: { providerArns: [`arn:${partition}:iam::${owner}:saml-provider/customer-saml`] },
  };
  const chosen = settings(choices);
  return {
    choices,
    settings: chosen,
    place: { ...usualTaskPlace(owner), partition, region: choices.region },
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

/**
 * The policies that a role carries.
 *
 * @param clauses Where not all are needed: `clausesAbout` an action are enough to decide a request of it.
 * @throws NoSuchRole where there is no such role.
 */
export function rolePolicies(
  { settings: chosen, furtherPolicies }: RoleSource,
  role: RoleKind,
  clauses?: readonly Clause[],
): Policy[] {
  const documents = policyDocuments(chosen, clauses);
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

/** The name of a role. */
export function roleName({ names }: Settings, role: RoleKind): string {
  return { admin: names.adminRole, execution: names.executionRole, workforce: names.workforceRole }[role];
}
