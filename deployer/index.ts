import type { PolicyDocument } from "../policy/document";
import { policySize } from "../policy/size";
import { callerNeeds } from "./backend";
import { documentsFor } from "./documents";
import { providerNeeds, type Need, type Operation, type Reason } from "./needs";
import type { Stack } from "./stack";

/** A policy document, by the name of its file and policy. */
export interface NamedPolicy {
  readonly name: string;
  /** Characters as IAM counts them. */
  readonly size: number;
  readonly document: PolicyDocument;
}

/** An action that somebody needs, on what, and why. */
export interface NeededAction {
  readonly action: string;
  readonly resources: readonly string[];
  readonly reasons: readonly Reason[];
}

/** Who needs what: the deployer makes the calls; where it is assumed, the caller assumes it and keeps the state. */
export interface IdentityRights {
  readonly who: "deployer" | "caller";
  /** The role, where the stack says which. */
  readonly role?: string;
  readonly policies: readonly NamedPolicy[];
  readonly actions: readonly NeededAction[];
}

/** What applying or planning one stack needs. */
export interface StackRights {
  readonly stack: string;
  readonly identities: readonly IdentityRights[];
  /** Resource types and data sources that no data covers: the policies are without what they need. */
  readonly unknownTypes: readonly string[];
}

/** What applying a stack needs, or planning it: the policies of whoever does it. */
export function rightsFor(stack: Stack, operation: Operation): StackRights {
  const { needs, unknownTypes } = providerNeeds(stack, operation);
  const ofCaller = callerNeeds(stack, operation);
  const { id, assumedRole } = stack;
  const identity = (who: IdentityRights["who"], all: readonly Need[]): IdentityRights => ({
    who,
    ...(who === "deployer" && assumedRole !== undefined && { role: assumedRole }),
    policies: documentsFor(all).map((document, i) => ({
      name: `${id}-${who}${i === 0 ? "" : `-${i + 1}`}`,
      size: policySize(document),
      document,
    })),
    actions: actionsOf(all),
  });
  const identities =
    assumedRole === undefined
      ? [identity("deployer", [...needs, ...ofCaller])]
      : [identity("deployer", needs), identity("caller", ofCaller)];
  return { stack: id, identities, unknownTypes };
}

function actionsOf(needs: readonly Need[]): NeededAction[] {
  const byAction = new Map<string, { resources: Set<string>; reasons: Map<string, Reason> }>();
  for (const { action, resource, reason } of needs) {
    const { resources, reasons } = byAction.get(action) ?? { resources: new Set(), reasons: new Map<string, Reason>() };
    byAction.set(action, { resources: resources.add(resource), reasons: reasons.set(JSON.stringify(reason), reason) });
  }
  return [...byAction]
    .map(([action, { resources, reasons }]) => ({ action, resources: [...resources], reasons: [...reasons.values()] }))
    .sort((a, b) => (a.action < b.action ? -1 : 1));
}
