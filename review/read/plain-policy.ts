import { basename } from "node:path";
import type { Policy } from "../../policy/document";
import { parsePolicyText, PolicyError } from "../../policy/parse";
import type { AccessState, Identity, PrincipalAccess, ResourceAccess } from "../model";
import { readText, ReviewInputError } from "./file";

/** Reads a policy by itself, as `ssps can` reads it. @throws ReviewInputError where it is none. */
export function readPlainPolicy(path: string): Policy {
  try {
    return parsePolicyText(readText(path), basename(path));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new ReviewInputError(`${path}: no plan, stack or account details; and as a policy: ${error.message}`);
  }
}

/**
 * Two policies by themselves are a pair: of a resource or role where one of them names principals, else of a principal
 * who has nothing else.
 */
export function plainPolicies(before: Policy, after: Policy): { before: AccessState; after: AccessState } {
  const pair = [before, after];
  const statements = pair.flatMap((policy) => policy.statements);
  const ofResource = statements.some(({ principals, notPrincipals }) => principals ?? notPrincipals);
  const kind = resourceKind(statements);
  const subject: Identity = {
    kind: ofResource ? "policy of a resource" : "managed policy",
    name: "policy",
    addresses: [],
  };
  const common = { subject, exists: true, opaque: [], sensitive: false };
  const [a, b] = pair.map((policy): AccessState => {
    const policies = [policy];
    const principal: PrincipalAccess = { ...common, complete: true, policies, groups: [] };
    const resource: ResourceAccess = { ...common, kind, policies, isDefault: false, atHand: true, limits: [] };
    return {
      principals: new Map(ofResource ? [] : [["policy", principal]]),
      resources: new Map(ofResource ? [["policy", resource]] : []),
      securityGroups: new Map(),
      runsAs: new Map(),
      exposures: new Map(),
      unchanged: new Set(),
    };
  }) as [AccessState, AccessState];
  return { before: a, after: b };
}

/** What a resource's policy belongs to, by the actions that its statements list. */
function resourceKind(statements: Policy["statements"]): ResourceAccess["kind"] {
  const actions = statements.flatMap(({ actions: listed = [], notActions = [] }) => [...listed, ...notActions]);
  const all = (service: string): boolean => actions.every((action) => action.toLowerCase().startsWith(`${service}:`));
  if (actions.length > 0 && all("sts")) return "trust";
  return actions.length > 0 && all("kms") ? "key" : "resource";
}
