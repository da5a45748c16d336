import type { Steps } from "./steps";

/** What is left where nothing else was found. */
export const fallbackSteps: Steps = ({ role, request, source }, { clause, title, allowed, decision }) => {
  const file = source.environment?.file ?? "the environment's file";
  const section = role === "workforce" ? "workforce" : `roles.${role}`;
  if (decision === "explicitDeny") {
    return [
      `the denial is meant (${clause ?? "no clause"} ${title ?? ""}): no part or option of ${file} takes it back`,
    ];
  }
  if (allowed.length > 0) return [`it is allowed on ${allowed.slice(0, 4).join(", ")}`];
  return [
    `nothing in the contract allows ${request.action}: who owns ${file} can add a policy of your own, \`${section}.extra_policy_arns\``,
  ];
};
