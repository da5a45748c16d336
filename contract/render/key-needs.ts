import { compile, decide, type CompiledPolicies, type Decision } from "../../policy/decide";
import type { ConditionBlock, Policy, PolicyStatement, Request } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { keySettings, type KeyService } from "./part-settings";
import { adminPolicies, executionPolicies, partDocument, policyDocuments, type PolicyDocuments } from "./documents";
import type { Settings } from "../settings";

/** A request that a key's policy must allow and does not. */
export interface KeyNeed {
  readonly principal: string;
  readonly action: string;
  readonly decision: Exclude<Decision["decision"], "allow">;
  /** Sid of the statement that denies it, where one does and has a name. */
  readonly sid?: string;
}

/** A statement of K1 with the requests that it is for and a key's policy does not allow. */
export interface LackingStatement {
  readonly statement: PolicyStatement;
  readonly needs: readonly KeyNeed[];
}

/** The statements that say who manages a key: an existing key has its own. */
const OF_OWNERS = ["K1Account", "K1Administrators"];

/**
 * What the policy of an existing key lacks for the two roles and the services, found by deciding the requests that each
 * statement of K1 is for. How the policy allows them does not matter.
 */
export function lackingStatements(
  policy: Policy,
  settings: Settings,
  services: readonly KeyService[],
): LackingStatement[] {
  const owner = `arn:${text(settings, "partition")}:iam::${text(settings, "account")}:root`;
  const document = partDocument("key", settings, keySettings([owner], services));
  const statements = document.Statement.filter(({ Sid = "" }) => !OF_OWNERS.includes(Sid));
  const resource = compile([policy]);
  const identityOf = identities(settings);
  return statements
    .map((statement) => ({
      statement,
      needs: requestsOf(statement, settings).flatMap(({ role, request }): KeyNeed[] => {
        const { decision, statement: by } = decide({ identity: identityOf(role), resource }, request);
        if (decision === "allow") return [];
        return [
          {
            principal: role,
            action: request.action,
            decision,
            ...(decision === "explicitDeny" && by?.sid !== undefined && { sid: by.sid }),
          },
        ];
      }),
    }))
    .filter(({ needs }) => needs.length > 0);
}

/** What each role's own policies allow: an account may also give rights to a key through them. */
function identities(settings: Settings): (role: string) => CompiledPolicies {
  const documents = policyDocuments(settings);
  const compiled = (keys: readonly (keyof PolicyDocuments)[]): CompiledPolicies =>
    compile(keys.map((key) => parsePolicy(documents[key], key)));
  const known = new Map([
    [text(settings, "adminRoleArn"), compiled(adminPolicies(settings))],
    [text(settings, "executionRoleArn"), compiled(executionPolicies(settings))],
  ]);
  const nothing = compile([]);
  return (role) => known.get(role) ?? nothing;
}

interface NeededRequest {
  /** ARN of a role, or a service. */
  readonly role: string;
  readonly request: Request;
}

/** The requests that a statement of a key's policy is for: its conditions say the context, and often the principal. */
function requestsOf({ Action, Principal, Condition = {} }: PolicyStatement, settings: Settings): NeededRequest[] {
  const account = text(settings, "account");
  const { "aws:PrincipalArn": roles = [], ...context } = merged(Condition);
  const services = typeof Principal === "object" ? list(Principal.Service) : [];
  // A statement for everybody in the account is looked at as the role that makes file systems could be named.
  const anybody = `arn:${text(settings, "partition")}:iam::${account}:role/anybody`;
  const named = [...list(roles), ...services];
  return (named.length > 0 ? named : [anybody]).flatMap((role) =>
    list(Action).map((action) => ({
      role,
      request: {
        principal: role.startsWith("arn:") ? sessionOf(role) : role,
        action,
        resource: `arn:${text(settings, "partition")}:kms:${text(settings, "region")}:${account}:key/this-one`,
        context: {
          "aws:SecureTransport": "true",
          ...(role.startsWith("arn:") && { "aws:PrincipalArn": role, "aws:PrincipalAccount": account }),
          ...context,
        },
      },
    })),
  );
}

/** Every condition of K1 compares for equality, so its values are the context that meets it. */
function merged(block: ConditionBlock): Record<string, string | readonly string[]> {
  return Object.assign({}, ...Object.values(block)) as Record<string, string | readonly string[]>;
}

function sessionOf(role: string): string {
  // A session's ARN has no path.
  return `${role.replace(":iam::", ":sts::").replace(/:role\/(?:.*\/)?/, ":assumed-role/")}/session`;
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return typeof value === "string" ? [value] : (value ?? []);
}

function text({ values }: Settings, name: string): string {
  return String(values[name]);
}
