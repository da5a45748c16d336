import { taskChanges } from "../adoption/tasks";
import { loadEnvironments } from "../config/load";
import { taskPlaceOf, usualTaskPlace } from "../contract/task-requests";
import type { ReviewInput, Row, TaskChange } from "../review/model";

/** What becomes of everyday tasks: as they are done in the environments here, and elsewhere as usual. */
export function tasksOf(input: ReviewInput, rows: readonly Row[]): TaskChange[] {
  const { environments } = loadEnvironments();
  return taskChanges(input, rows, (account) => {
    const own = environments.find(({ environment }) => environment.account === account)?.environment;
    return own ? taskPlaceOf(own) : usualTaskPlace(account);
  });
}
