import { governingClause } from "../answers/clause";
import type { RoleKind } from "../answers/question";
import { roleName, rolePolicies, type RoleSource } from "../answers/roles";
import { statementOrigin } from "../contract/render/documents";
import { taskRequest, type TaskPlace } from "../contract/task-requests";
import { TASKS, type Task } from "../contract/tasks";
import { compile, decide, type Authorization } from "../policy/decide";

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
  /** What to do instead, where the contract says it. */
  readonly next?: string;
}

/**
 * Every everyday task, decided by the policies that the roles carry.
 *
 * @param place Where and when the tasks are done.
 */
export function taskLines(source: RoleSource, place: TaskPlace): TaskLine[] {
  const ofRole = (role: "admin" | "execution"): ((task: Task) => TaskOutcome) => {
    const authorization = { identity: compile(rolePolicies(source, role)) };
    const principal = `arn:${place.partition}:iam::${place.account}:role/${roleName(source.settings, role)}`;
    return (task) => outcomeOf(task, role, authorization, principal, place);
  };
  const [admin, execution] = [ofRole("admin"), ofRole("execution")];
  return TASKS.map((task) => ({ id: task.id, title: task.title, admin: admin(task), execution: execution(task) }));
}

function outcomeOf(
  task: Task,
  role: Extract<RoleKind, "admin" | "execution">,
  authorization: Authorization,
  principal: string,
  place: TaskPlace,
): TaskOutcome {
  for (const call of task.calls) {
    const { decision, statement } = decide(authorization, taskRequest(call, principal, place));
    if (decision === "allow") continue;
    const written = task[role];
    const clause = statementOrigin(statement?.sid ?? "") ?? governingClause(call.action, role, undefined);
    return {
      works: false,
      action: call.action,
      ...(clause && { clause: clause.id }),
      ...(written !== "allow" && { next: written.next, clause: written.clause }),
    };
  }
  return { works: true };
}
