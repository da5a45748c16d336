import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TASKS, type Task } from "../../contract/tasks";
import { environmentText } from "../config/environment";
import { newFolder } from "../new-folder";
import { ssps } from "./run";

/** What `ssps can` says of one call. */
interface Answer {
  readonly decision: string;
}

const ACCOUNT = "111122223333";
const OURS = { account: ACCOUNT, "federation.saml.provider_arns": [`arn:aws:iam::${ACCOUNT}:saml-provider/idp`] };

/** Options and parts of tasks → the keys of an environment's file that turn them on. */
const NEEDS: Readonly<Record<string, object>> = {
  "": {},
  stepFunctionsSync: { "roles.execution.step_functions_sync": true },
  "storage.key": { "storage.key.administrator_arns": [`arn:aws:iam::${ACCOUNT}:role/kms-admin`] },
};
const ROLES = ["admin", "execution"] as const;

/** Task and role → what `can` says of the task's calls. */
const answers = new Map<string, readonly Answer[]>();

beforeAll(async () => {
  const folder = newFolder();
  const before = process.cwd();
  mkdirSync(join(folder, "environments"));
  process.chdir(folder);
  try {
    for (const [needs, changes] of Object.entries(NEEDS)) {
      writeFileSync("environments/dev.yaml", environmentText({ ...OURS, ...changes }));
      const tasks = TASKS.filter(({ options = [], parts = [] }) => [...options, ...parts].join() === needs);
      for (const as of ROLES) {
        const calls = tasks.flatMap((task) =>
          task.calls.map(({ action, resource, context, by = as }) =>
            JSON.stringify({ action, resource, context, as: by }),
          ),
        );
        writeFileSync("requests.jsonl", calls.join("\n"));
        const { out, err } = await ssps("can", "--env", "dev", "--requests", "requests.jsonl");
        expect(err).toBe("");
        const given = out
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line) as Answer);
        for (const task of tasks) answers.set(`${task.id} ${as}`, given.splice(0, task.calls.length));
      }
    }
  } finally {
    process.chdir(before);
  }
});

test.each(TASKS.flatMap((task) => ROLES.map((as): [string, keyof Task & typeof as, Task] => [task.id, as, task])))(
  "%s as %s: can answers as the page says",
  (id, as, { [as]: decision, calls }) => {
    const given = answers.get(`${id} ${as}`) ?? [];
    expect(given).toHaveLength(calls.length);
    const denied = given.filter(({ decision: answer }) => answer !== "allow");
    // One call that is denied ends the task.
    expect(decision === "allow" ? denied : denied.length > 0).toEqual(decision === "allow" ? [] : true);
  },
);
