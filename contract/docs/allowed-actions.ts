import { compile, type CompiledPolicies } from "../../policy/decide";
import type { Policy, Statement } from "../../policy/document";
import { findWitness } from "../../policy/compare/solver/wildcard-search";
import { compileArnPattern, splitArn } from "../../policy/pattern";
import { policiesOf, rolePolicies } from "../cases/authorization";
import { publishedActions, type PublishedAction } from "../published";

/** What is reviewed, by the name of its list: the roles, and what else the admin role may carry. */
const REVIEWED = {
  admin: () => rolePolicies("admin"),
  "execution-notebook": () => rolePolicies("execution"),
  "execution-jobs": () => rolePolicies("executionJobs"),
  workforce: () => rolePolicies("workforce"),
  elevation: () => policiesOf(["elevation"]),
  "clean-up": () => policiesOf(["cleanUp"]),
};

/** The reviewed lists, one action a line: a change to a policy shows up as a change to its list. */
export async function allowedActionLists(): Promise<{ path: string; content: string }[]> {
  const published = await publishedActions();
  return Object.entries(REVIEWED).map(([name, policies]) => ({
    path: `contract/allowed-actions/${name}.txt`,
    content: allowedActions(policies(), published)
      .map((action) => `${action}\n`)
      .join(""),
  }));
}

/**
 * The names of the published actions that the policies allow on some resource in some context: a condition of an allow
 * counts as met, a deny takes away only where it has no condition.
 */
export function allowedActions(policies: readonly Policy[], published: readonly PublishedAction[]): string[] {
  const compiled = compile(policies);
  return published.filter((action) => isAllowedSomewhere(compiled, action)).map(({ name }) => name);
}

function isAllowedSomewhere(policies: CompiledPolicies, action: PublishedAction): boolean {
  const { allow, deny } = policies.candidates(action.name);
  const denied = deny.flatMap(({ statement }) => (statement.conditions.length > 0 ? [] : (statement.resources ?? [])));
  return allow.some(({ statement }) => reachesSome(statement, action, denied));
}

/** Whether the statement allows the action on a resource that it takes and no deny covers. */
function reachesSome(
  { resources = ["*"], notResources = [] }: Statement,
  action: PublishedAction,
  denied: readonly string[],
): boolean {
  const excluded = [...notResources, ...denied];
  if (action.resourceOptional && matchesNoResource(resources) && !matchesNoResource(excluded)) return true;
  return action.resources.some((type) =>
    resources.some((pattern) => {
      const found = findWitness({ all: [type, pattern], none: excluded, syntax: "arn" });
      // Where the search was cut short the action counts: the list may say too much, never too little.
      return found.witness !== undefined || !found.proven;
    }),
  );
}

/** A request that names no resource is matched as the text `*`. */
function matchesNoResource(patterns: readonly string[]): boolean {
  return patterns.some((pattern) => compileArnPattern(pattern)(splitArn("*")));
}
