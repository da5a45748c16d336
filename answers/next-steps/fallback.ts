import type { Steps } from "./steps";

/** What is left where nothing else was found. */
export const fallbackSteps: Steps = ({ role, request, source }, { clause, title, decision }) => {
  const file = source.environment?.file ?? "the environment's file";
  const section = role === "workforce" ? "workforce" : `roles.${role}`;
  if (decision === "explicitDeny") {
    return [
      `the denial is meant (${clause ?? "no clause"} ${title ?? ""}): no part or option of ${file} takes it back`,
    ];
  }
  return [
    `nothing in the contract allows ${request.action}: who owns ${file} can add a policy of your own, \`${section}.extra_policy_arns\``,
  ];
};
