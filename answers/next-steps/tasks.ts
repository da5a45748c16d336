import { TASKS } from "../../contract/tasks";
import type { Steps } from "./steps";

/** What the everyday tasks say that are denied for the same call, by the same clause where one is known. */
export const taskSteps: Steps = ({ request: { action }, role }, { clause }) => {
  if (role === "workforce") return [];
  return TASKS.flatMap(({ calls, [role]: denial }) => {
    const isAbout = calls.some((call) => call.action.toLowerCase() === action.toLowerCase());
    return isAbout && denial !== "allow" && [denial.clause, null].includes(clause) ? [denial.next] : [];
  });
};
