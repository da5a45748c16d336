import { CLAUSES } from "../clauses";
import { optionWords, type Option } from "../options";
import { TASKS, type Task, type TaskDenial } from "../tasks";
import { code, table } from "./markdown";

/** `docs/workflows.md`: everyday tasks, the calls behind them, and what to do where they are denied. */
export function workflowsPage(): { path: string; content: string } {
  return {
    path: "docs/workflows.md",
    content: [
      "# Everyday work",
      "Generated from `contract/tasks/`; do not edit. The tests decide every call for both roles. `ACCOUNT` and " +
        "`REGION` stand for the environment's own; the execution role is that of a notebook (profile `notebook`): what " +
        "runs there, and what SageMaker does for its jobs. `npx ssps can ACTION RESOURCE` asks for any other call.",
      table(
        ["Task", "A person", "A notebook"],
        TASKS.map((task) => [`[${task.title}](#${task.id})`, mark(task.admin), mark(task.execution)]),
      ),
      ...TASKS.flatMap(section),
    ].join("\n\n"),
  };
}

function mark(decision: Task["admin"]): string {
  return decision === "allow" ? "✓" : `✗ ${decision.clause}`;
}

function section({ id, title, calls, admin, execution, options = [], parts = [] }: Task): string[] {
  const needed = [...options.map(optionText), ...parts.map((part) => `with ${code(part)}`)];
  return [
    `## ${id}`,
    `${title}${needed.length > 0 ? ` (${needed.join(", ")})` : ""}. A person: ${words(admin)}. A notebook: ${words(execution)}.`,
    table(
      ["Action", "On", "With"],
      calls.map(({ action, resource, context = {}, by }) => [
        by === "execution" ? `${code(action)}, by SageMaker` : code(action),
        code(resource),
        Object.entries(context)
          .map(([key, value]) => `${code(key)} = ${[value].flat().map(code).join(", ")}`)
          .join("<br>"),
      ]),
    ),
    ...[...new Set([admin, execution].flatMap((decision) => (decision === "allow" ? [] : [denial(decision)])))],
  ];
}

function optionText(option: Option | `-${Option}`): string {
  return option.startsWith("-")
    ? `without ${optionWords(option.slice(1) as Option)}`
    : `with ${optionWords(option as Option)}`;
}

function words(decision: Task["admin"]): string {
  return decision === "allow" ? "allowed" : `denied (${decision.clause})`;
}

/** @throws Error where there is no such clause. */
function denial({ clause: id, next }: TaskDenial): string {
  const clause = CLAUSES.find((one) => one.id === id);
  if (!clause) throw new Error(`contract/tasks/ names the clause ${id}, which does not exist`);
  return `> ${clause.quote} (${id})\n\n${next}`;
}
