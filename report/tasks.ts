import type { Answer } from "../answers/answer";
import { roleDecider } from "../answers/decide";
import type { RoleSource } from "../answers/roles";
import { answerTask, type TaskRole } from "../answers/task";
import { TASKS, type Task } from "../contract/tasks";

/** An everyday task, and whether it works for each of the two roles. */
export interface TaskLine {
  readonly id: string;
  readonly title: string;
  /** For a person with the admin role. */
  readonly admin: TaskOutcome;
  /** For what runs with the execution role. */
  readonly execution: TaskOutcome;
}

/** Whether every call of a task is allowed. */
export interface TaskOutcome {
  readonly works: boolean;
  /** The first call that is denied. */
  readonly action?: string;
  /** The clause that denies it, where one is about it. */
  readonly clause?: string;
  /** What to do next. */
  readonly next?: string;
}

/**
 * Every everyday task, decided as `ssps can --task` does.
 *
 * @param now When the tasks are done, in milliseconds since 1970.
 */
export function taskLines(source: RoleSource, now: number): TaskLine[] {
  const decide = roleDecider(() => source, "admin", now);
  return TASKS.map((task) => {
    const { calls } = answerTask(task, source, decide, { context: {} });
    const outcome = (role: TaskRole): TaskOutcome =>
      outcomeOf(
        task,
        role,
        calls.map(({ answers }) => answers[role]),
      );
    return { id: task.id, title: task.title, admin: outcome("admin"), execution: outcome("execution") };
  });
}

function outcomeOf(task: Task, role: TaskRole, answers: readonly Answer[]): TaskOutcome {
  const denied = answers.find(({ decision }) => decision !== "allow");
  if (!denied) return { works: true };
  const written = task[role];
  const clause = written === "allow" ? denied.clause : written.clause;
  const next = written === "allow" ? denied.next[0] : written.next;
  return {
    works: false,
    action: denied.action,
    ...(clause !== null && { clause }),
    ...(next !== undefined && { next }),
  };
}
