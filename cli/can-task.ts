import type { Answer } from "../answers/answer";
import { TASK_ROLES, type TaskAnswer, type TaskRole } from "../answers/task";
import { describeValue } from "../config/raw";
import type { Task } from "../contract/tasks";
import { findTask } from "../contract/tasks/find";
import { detailLines } from "./can-text";
import { InputError, paint, printable } from "./output";

/** @throws InputError where the text means no task; the nearest ones are named. */
export function readTask(text: string): Task {
  const { found, nearest } = findTask(text);
  if (found) return found;
  const named = nearest.map(({ id, title }) => `\n  ${id}: ${title}`).join("");
  throw new InputError(
    `no task is called ${describeValue(text)}${named === "" ? "" : `; the nearest are:${named}`}\n\`ssps tasks\` lists them all`,
  );
}

const ROLE_WORDS: Readonly<Record<TaskRole, string>> = { admin: "a person", execution: "jobs and notebooks" };

/** The lines of a task's answer for a person. */
export function taskLines({ task, calls, allowed }: TaskAnswer, roles: readonly TaskRole[] = TASK_ROLES): string[] {
  const mark = (isAllowed: boolean): string => (isAllowed ? paint("allow", "green") : paint("deny ", "red"));
  return [
    `${printable(task.id)}: ${printable(task.title)}`,
    ...roles.map((role) => `  ${mark(allowed[role])}  ${ROLE_WORDS[role]}`),
    "",
    `${roles.map((role) => ROLE_WORDS[role].padEnd(20)).join("")}call`,
    ...calls.map(({ call, bySageMaker, answers }) => {
      const marks = roles.map((role) => {
        const isAllowed = answers[role].decision === "allow";
        return mark(isAllowed) + " ".repeat(15);
      });
      return `${marks.join("")}${printable(`${call.action} ${call.resource}`)}${bySageMaker ? " (by SageMaker, with the execution role)" : ""}`;
    }),
    ...assumedLines(calls.flatMap(({ answers }) => roles.map((role) => answers[role]))),
    ...roles.flatMap((role) =>
      denialLines(
        task,
        role,
        calls.map(({ answers }) => answers[role]),
      ),
    ),
  ];
}

/** Why a role may not, each reason once. */
function denialLines(task: Task, role: TaskRole, answers: readonly Answer[]): string[] {
  const denied = answers.filter(({ decision }) => decision !== "allow");
  if (denied.length === 0) return [];
  const own = task[role];
  const blocks = new Map(denied.map((answer) => [detailLines(answer).join("\n"), answer]));
  const isSaid = own === "allow" || denied.some(({ next }) => next.includes(own.next));
  return [
    "",
    `${ROLE_WORDS[role]} may not:`,
    ...[...blocks].flatMap(([details, { action }]) => [`  ${printable(action)}`, ...details.split("\n")]),
    ...(isSaid ? [] : [`  next     ${printable(own.next)}`]),
  ];
}

/** What nobody said and the calls that are allowed rest on, each once. */
function assumedLines(answers: readonly Answer[]): string[] {
  const texts = new Set(answers.filter(({ decision }) => decision === "allow").flatMap(({ assumed }) => assumed));
  return texts.size === 0 ? [] : ["", ...[...texts].map((text) => `  assumed  ${printable(text)}`)];
}

/** A task's answer as `--json` prints it. */
export function taskData({ task, calls, allowed }: TaskAnswer): object {
  const next = (role: TaskRole): string[] => {
    const own = task[role];
    const steps = calls.flatMap(({ answers }) => answers[role].next);
    return allowed[role] ? [] : [...new Set([...(own === "allow" ? [] : [own.next]), ...steps])];
  };
  return {
    task: task.id,
    title: task.title,
    admin: { decision: allowed.admin ? "allow" : "deny", next: next("admin") },
    execution: { decision: allowed.execution ? "allow" : "deny", next: next("execution") },
    calls: calls.map(({ bySageMaker, answers }) => ({ by_sagemaker: bySageMaker, ...answers })),
  };
}
