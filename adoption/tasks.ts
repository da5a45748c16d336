import { TASKS, type Task } from "../contract/tasks";
import { taskRequest, type TaskPlace } from "../contract/task-requests";
import { CASE_ACCOUNT } from "../contract/cases/authorization";
import { compile, decide, type Authorization } from "../policy/decide";
import type { PrincipalAccess, ReviewInput, Row, TaskChange } from "../review/model";

/** Roles and users whose tasks are looked at, at most: the ones that change most come first. */
const MAX_PRINCIPALS = 100;

/**
 * The everyday tasks that start or stop working for the roles and users whose access changes. A task works where every
 * call of it is allowed; what other policies the resources have is left aside, as in `docs/workflows.md`.
 *
 * @param placeOf Where the tasks of an account are done.
 */
export function taskChanges(
  { before, after }: ReviewInput,
  rows: readonly Row[],
  placeOf: (account: string) => TaskPlace,
): TaskChange[] {
  const changed = new Set(rows.slice(0, MAX_PRINCIPALS).map(({ subject }) => keyOf(subject)));
  const principals = [...new Set([...before.principals.keys(), ...after.principals.keys()])];
  return principals.flatMap((key) => {
    const [was, is] = [before.principals.get(key), after.principals.get(key)];
    const subject = (is ?? was)?.subject;
    if (!subject || !["role", "user"].includes(subject.kind) || !changed.has(keyOf(subject))) return [];
    const account = subject.account ?? CASE_ACCOUNT;
    const place = placeOf(account);
    const arnOf = (path = "/"): string =>
      `arn:${place.partition}:iam::${account}:${subject.kind}${path}${subject.name}`;
    const [worked, works] = [was, is].map((access) => workingTasks(access, arnOf(access?.path), place));
    return TASKS.flatMap((task): TaskChange[] => {
      const [earlier, later] = [worked?.get(task.id), works?.get(task.id)];
      if (!earlier || !later || earlier.outcome === later.outcome) return [];
      const action = later.action ?? earlier.action;
      return [
        {
          ...{ name: subject.name, kind: subject.kind, account, task: task.id, title: task.title },
          change:
            later.outcome === "unknown" || earlier.outcome === "unknown"
              ? "unknown"
              : later.outcome === "works"
                ? "starts"
                : "stops",
          ...(action !== undefined && { action }),
        },
      ];
    });
  });
}

function keyOf({ kind, name, account }: Pick<Row["subject"], "kind" | "name" | "account">): string {
  return [kind, account, name].join(" ");
}

/** Whether a task works, and the call that decides where it does not. */
interface Outcome {
  readonly outcome: "works" | "fails" | "unknown";
  readonly action?: string;
}

/** Task → whether it works for somebody; for who does not exist, none does. */
function workingTasks(access: PrincipalAccess | undefined, arn: string, place: TaskPlace): Map<string, Outcome> {
  if (!access?.exists) return new Map(TASKS.map(({ id }) => [id, { outcome: "fails" }]));
  const { boundary, opaque } = access;
  const limits = boundary && "statements" in boundary ? boundary : undefined;
  const authorization: Authorization = {
    identity: compile(access.policies),
    ...(limits && { boundary: compile([limits]) }),
  };
  const inDoubt = opaque.length > 0 || (boundary !== undefined && limits === undefined);
  return new Map(
    TASKS.map((task) => [task.id, inDoubt ? { outcome: "unknown" } : outcomeOf(task, authorization, arn, place)]),
  );
}

/** The policies of resources are left aside, and what SageMaker does with the execution role is that role's access. */
function outcomeOf(task: Task, authorization: Authorization, arn: string, place: TaskPlace): Outcome {
  const own = task.calls.filter(({ by, resourcePolicy }) => by === undefined && resourcePolicy === undefined);
  const denied = own.find((call) => decide(authorization, taskRequest(call, arn, place)).decision !== "allow");
  return denied ? { outcome: "fails", action: denied.action } : { outcome: "works" };
}
