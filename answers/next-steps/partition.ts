import { splitArn } from "../../policy/pattern";
import type { Steps } from "./steps";

/** That nothing leads from one partition into another: no name, part or option does. */
export const partitionSteps: Steps = ({ request: { resource }, source }) => {
  const [own, asked] = [String(source.settings.values.partition), splitArn(resource)[1] ?? ""];
  if (resource === "*" || asked === own) return [];
  return [
    `the roles are of partition ${own}, the resource of ${asked}: a role reaches nothing of another partition; ask with an environment of that one, \`--env\``,
  ];
};
