import { inPlace, taskContext } from "../contract/task-requests";
import type { Task, TaskCall } from "../contract/tasks";
import type { Answer, Decider } from "./answer";
import type { Question } from "./question";
import type { RoleSource } from "./roles";

/** Who does tasks: a person with the admin role, or a job or notebook with the execution role. */
export const TASK_ROLES = ["admin", "execution"] as const;
export type TaskRole = (typeof TASK_ROLES)[number];

/** One call of a task, decided for both roles. */
export interface TaskCallAnswer {
  readonly call: Pick<Question, "action" | "resource" | "context">;
  /** SageMaker makes it with the execution role, whoever does the task. */
  readonly bySageMaker: boolean;
  /** Role → the answer for who does the task with it. */
  readonly answers: Readonly<Record<TaskRole, Answer>>;
}

/** A task as it is done in an environment: it may be done with a role where each of its calls is allowed. */
export interface TaskAnswer {
  readonly task: Task;
  readonly calls: readonly TaskCallAnswer[];
  /** Role → whether all calls are allowed. */
  readonly allowed: Readonly<Record<TaskRole, boolean>>;
}

/**
 * Decides the calls of a task for both roles.
 *
 * @param more Condition keys and the instant of every call.
 */
export function answerTask(
  task: Task,
  { place }: Pick<RoleSource, "place">,
  decide: Decider,
  more: Pick<Question, "context" | "at">,
): TaskAnswer {
  const calls = task.calls.map((call): TaskCallAnswer => {
    const question = questionOf(call, place, more);
    const answerFor = (role: TaskRole): Answer => decide({ ...question, role: call.by ?? role });
    const { action, resource, context } = question;
    return {
      call: { action, resource, context },
      bySageMaker: call.by !== undefined,
      answers: { admin: answerFor("admin"), execution: answerFor("execution") },
    };
  });
  const isAllowed = (role: TaskRole): boolean => calls.every(({ answers }) => answers[role].decision === "allow");
  return { task, calls, allowed: { admin: isAllowed("admin"), execution: isAllowed("execution") } };
}

function questionOf(
  { action, resource, context = {}, resourcePolicy }: TaskCall,
  place: RoleSource["place"],
  { context: given, ...more }: Pick<Question, "context" | "at">,
): Question {
  return {
    action,
    resource: inPlace(resource, place),
    context: { ...taskContext(context, place), ...given },
    completed: true,
    ...(resourcePolicy && { contractKey: true }),
    ...more,
  };
}
