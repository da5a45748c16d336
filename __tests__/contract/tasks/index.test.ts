import type { Case } from "../../../contract/clause";
import { workflowsPage } from "../../../contract/docs/workflows";
import { TASKS } from "../../../contract/tasks";
import { outcome } from "../outcome";

const decided = TASKS.flatMap((task) =>
  (["admin", "execution"] as const).map((as) => [task.id, as, task, task[as] === "allow" ? "allow" : "deny"] as const),
);

test("there are thirty everyday tasks at least, each once", () => {
  expect(new Set(TASKS.map(({ id }) => id)).size).toBe(TASKS.length);
  expect(TASKS.length).toBeGreaterThanOrEqual(30);
});

test.each(decided)("%s as %s", (_id, as, { calls, options = [] }, expected) => {
  const outcomes = calls.map(({ action, resource, context, by = as, resourcePolicy }) => {
    const request: Case = { expect: "allow", as: by, action, resource, options, ...(context && { context }) };
    return [action, outcome({ ...request, ...(resourcePolicy && { resourcePolicy }) })] as const;
  });
  const denied = outcomes.filter(([, decision]) => decision === "deny");
  // One call that is denied ends the task.
  expect(expected === "allow" ? denied : denied.length > 0).toEqual(expected === "allow" ? [] : true);
});

test("the page names every task and every reason", () => {
  const { content } = workflowsPage();
  for (const { id, title, admin, execution } of TASKS) {
    expect(content).toContain(`## ${id}\n`);
    expect(content).toContain(title);
    for (const decision of [admin, execution]) if (decision !== "allow") expect(content).toContain(decision.next);
  }
});
