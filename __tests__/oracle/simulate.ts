import { isWildcardOnlyAction, runSimulation, runUnsafeSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { Decision } from "../../policy/decide";
import type { PolicyDocument, Request } from "../../policy/document";

/** The policies of one decision, as AWS writes them. */
export interface Documents {
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
  readonly resource?: PolicyDocument;
  /** Account that owns the resource. @default the ARN's, or `ACCOUNT` where it has none */
  readonly resourceAccount?: string;
}

/** What the oracle says, and about which request: keys that AWS does not send with an action are taken out of it. */
export interface Verdict {
  readonly decision: Decision["decision"];
  readonly request: Request;
}

/** The account of every request whose resource names none. */
export const ACCOUNT = "111122223333";
export const OTHER_ACCOUNT = "444455556666";
export const PRINCIPAL = `arn:aws:sts::${ACCOUNT}:assumed-role/customer_sagemaker_admin_role/jane`;

const DECISIONS = { Allowed: "allow", ExplicitlyDenied: "explicitDeny", ImplicitlyDenied: "implicitDeny" } as const;

/** What AWS gives a key that is made without a policy of its own. Source: "Default key policy", KMS Developer Guide. */
const defaultKeyPolicy = (account: string): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" }],
});

/** Refusals of the oracle that are about a request which AWS could not receive, not about the policies. */
const NOT_A_REQUEST = new Set([
  "no.resource.types",
  "multiple.resource.types",
  "invalid.action",
  "invalid.service",
  "must.use.wildcard",
]);

/**
 * Decides a request with `@cloud-copilot/iam-simulate`.
 *
 * It is asked with its validation of actions, resources and context keys, so a condition on a key that AWS never sends
 * with the action counts as unmet. Where it refuses the request itself (an unpublished action, a resource of another
 * service) it is asked once more without validation, since a policy means something for those too.
 *
 * @returns undefined where the oracle has no answer.
 * @throws Error where the oracle finds the policies invalid.
 */
export async function simulate(documents: Documents, request: Request): Promise<Verdict | undefined> {
  const simulation = simulationOf(documents, request);
  if (request.resource === "*" && !(await wildcardOnly(request.action))) return unchecked(simulation, request);
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === "error") {
    if (NOT_A_REQUEST.has(answer.errors.message)) return unchecked(simulation, request);
    throw new Error(`the oracle refuses the policies: ${JSON.stringify(answer.errors)}`);
  }
  const result = answer.resultType === "single" ? answer.result : answer.results[0];
  const ignored = new Set(result?.ignoredContextKeys);
  const context = Object.fromEntries(Object.entries(request.context).filter(([key]) => !ignored.has(spelled(key))));
  return { decision: DECISIONS[answer.overallResult], request: { ...request, context } };
}

/** Without validation the oracle cannot look at a resource policy: it has no answer then. */
function unchecked(simulation: Simulation, request: Request): Verdict | undefined {
  if (simulation.resourcePolicy !== undefined) return undefined;
  return { decision: DECISIONS[runUnsafeSimulation(simulation, {})], request };
}

async function wildcardOnly(action: string): Promise<boolean> {
  const [service = "", name = ""] = action.split(":");
  return isWildcardOnlyAction(service, name).catch(() => true);
}

function simulationOf(documents: Documents, request: Request): Simulation {
  const accountId = documents.resource ? ownerOf(documents, request) : accountOf(request);
  const resourcePolicy =
    documents.resource ?? (/^kms:/i.test(request.action) ? defaultKeyPolicy(accountId) : undefined);
  return {
    request: {
      principal: request.principal ?? PRINCIPAL,
      action: request.action,
      resource: { resource: request.resource, accountId },
      contextVariables: Object.fromEntries(
        Object.entries(request.context).map(([key, value]) => [
          spelled(key),
          typeof value === "string" ? value : [...value],
        ]),
      ),
    },
    identityPolicies: documents.identity.map((document, i) => ({ name: `identity ${i}`, policy: respelled(document) })),
    ...(documents.boundary && {
      permissionBoundaryPolicies: [{ name: "boundary", policy: respelled(documents.boundary) }],
    }),
    ...(resourcePolicy && { resourcePolicy: respelled(resourcePolicy) }),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
}

/** The account of the request's principal. */
function accountOf({ principal = PRINCIPAL }: Request): string {
  return principal.split(":")[4] ?? ACCOUNT;
}

/**
 * The account that owns the resource. Where no resource policy is given the question is what the principal's own
 * policies allow, so the resource is put into the principal's account: the oracle would deny across accounts.
 */
function ownerOf({ resourceAccount }: Documents, request: Request): string {
  return resourceAccount ?? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(request.resource)?.[1] ?? accountOf(request);
}

/**
 * Keys that the oracle's data lacks, and the keys of the same type that it is asked about instead. Of Secrets Manager's
 * tags it knows only the spelling `secretsmanager:ResourceTag/tag-key`; of identity providers only those that AWS lists,
 * not that of the contract's cases; encryption contexts not with GenerateDataKey.
 *
 * Source: Service Authorization Reference, for Secrets Manager, STS and KMS.
 */
const STAND_INS = [
  ["secretsmanager:ResourceTag/", "aws:ResourceTag/"],
  ["idp.example.com/ml:", "accounts.google.com:"],
  ["kms:EncryptionContext:aws:logs:arn", "aws:SourceArn"],
] as const;

function spelled(key: string): string {
  const standIn = STAND_INS.find(([lacking]) => key.toLowerCase().startsWith(lacking.toLowerCase()));
  return standIn ? `${standIn[1]}${key.slice(standIn[0].length)}` : key;
}

function respelled(document: PolicyDocument): unknown {
  return JSON.parse(
    STAND_INS.reduce((text, [lacking, known]) => text.replaceAll(`"${lacking}`, `"${known}`), JSON.stringify(document)),
  );
}
