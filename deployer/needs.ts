import type { ConditionBlock } from "../policy/document";
import { arnsFor } from "./arns";
import { callsOf, dataCallsOf, PROVIDER_CALLS } from "./calls";
import { PHASES, type Evidence, type Phase } from "./calls/type-calls";
import { conditionsOf, happens } from "./conditions";
import type { Stack, StackResource } from "./stack";

/** Why an action is needed. */
export interface Reason {
  /** A resource type, a data source (`data.aws_kms_alias`), `provider` or `backend`. */
  readonly of: string;
  /** None for what is called whatever happens. */
  readonly phases: readonly Phase[];
  readonly evidence: Evidence;
  /** Why it is asked for, where no recorded call shows it. */
  readonly because?: string;
}

/** An action that applying a stack needs, on one resource. */
export interface Need {
  readonly action: string;
  /** An ARN, `*` in it where AWS gives an id; or `*` where the action has no resource-level permissions. */
  readonly resource: string;
  readonly conditions: ConditionBlock;
  readonly reason: Reason;
}

/** What Terraform does with a stack. */
export type Operation = "apply" | "plan";

/** What the provider needs for a stack, and what is not known of it. */
export interface StackNeeds {
  readonly needs: readonly Need[];
  /** Resource types and data sources that no data covers: the needs are without theirs. */
  readonly unknownTypes: readonly string[];
}

/**
 * What the provider calls for a stack's resources.
 *
 * @param operation `apply` creates, changes and destroys what the stack holds; `plan` refreshes it.
 */
export function providerNeeds(stack: Stack, operation: Operation): StackNeeds {
  const phases: readonly Phase[] = operation === "plan" ? ["read"] : PHASES;
  const always = PROVIDER_CALLS.map((action): Need => ({
    action,
    resource: "*",
    conditions: {},
    reason: { of: "provider", phases: [], evidence: "recorded" },
  }));
  const ofData = stack.data.flatMap((source) =>
    (dataCallsOf(source.type) ?? []).flatMap((action) =>
      needsFor(action, source, stack, { of: `data.${source.type}`, phases: ["read"], evidence: "recorded" }),
    ),
  );
  const ofResources = stack.resources.flatMap((resource) => resourceNeeds(resource, stack, phases));
  const unknownTypes = [
    ...stack.resources.filter(({ type }) => !callsOf(type)).map(({ type }) => type),
    ...stack.data.filter(({ type }) => !dataCallsOf(type)).map(({ type }) => `data.${type}`),
  ];
  return { needs: [...always, ...ofData, ...ofResources], unknownTypes: [...new Set(unknownTypes)].sort() };
}

function resourceNeeds(resource: StackResource, stack: Stack, wanted: readonly Phase[]): Need[] {
  const calls = callsOf(resource.type);
  if (!calls) return [];
  const called = [...new Set(wanted.flatMap((phase) => calls[phase]))].flatMap((action) => {
    const phases = wanted.filter((phase) => calls[phase].includes(action));
    return needsFor(action, resource, stack, { of: resource.type, phases, evidence: "recorded" });
  });
  const also = (calls.also ?? []).flatMap(({ action, phases: all, when, reason, evidence: how = "documentation" }) => {
    const phases = wanted.filter((phase) => all.includes(phase));
    if (phases.length === 0 || (when !== undefined && !happens(when, resource, stack))) return [];
    return needsFor(action, resource, stack, {
      of: resource.type,
      phases,
      evidence: how,
      because: when === undefined || when === "tags" ? reason : `${reason} (where ${when})`,
    });
  });
  return [...called, ...also];
}

function needsFor(action: string, resource: StackResource, stack: Stack, reason: Reason): Need[] {
  return arnsFor(action, resource, stack).flatMap((arn) => {
    const conditions = conditionsOf(action, arn, resource, stack);
    return conditions ? [{ action, resource: arn, conditions, reason }] : [];
  });
}
