import { DATA_TASKS } from "./data";
import { MODELS_TASKS } from "./models";
import { SERVICES_TASKS } from "./services";
import type { Task } from "./task";

export { TASK_BUCKET } from "./calls";
export type { Task, TaskCall, TaskDenial } from "./task";

/**
 * What people do with SageMaker every day, task by task. The tests decide every call for both roles, `docs/workflows.md`
 * shows them, and `ssps can --task` asks for one.
 */
export const TASKS: readonly Task[] = [...MODELS_TASKS, ...DATA_TASKS, ...SERVICES_TASKS];
