import { htmlName, htmlWords } from "../../review/render/escape";
import type { Report } from "../report";
import type { TaskOutcome } from "../tasks";
import { code, table } from "./html";
import type { Section } from "./section";

/** Who may do which everyday task. */
export function tasksSection({ tasks }: Report): Section {
  const works = (role: "admin" | "execution"): number => tasks.filter((task) => task[role].works).length;
  return {
    id: "tasks",
    title: "Everyday tasks",
    brief: `people may do ${works("admin")} of ${tasks.length}, notebooks and jobs ${works("execution")}`,
    content: table(
      "Whether every call of a task is allowed; resources with policies of their own may deny more",
      ["Task", "People", "Notebooks and jobs", "What to do instead"],
      tasks.map(({ title, admin, execution }) => ({
        cells: [htmlWords(title), outcome(admin), outcome(execution), htmlName(admin.next ?? execution.next ?? "")],
      })),
    ),
  };
}

function outcome({ works, action, clause }: TaskOutcome): string {
  if (works) return '<span class="yes">✓ may</span>';
  return `<span class="no">✗ may not</span> <small>${code(action ?? "")}${clause === undefined ? "" : ` ${htmlName(clause)}`}</small>`;
}
