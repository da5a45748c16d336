import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { newFolder } from "../new-folder";
import { runAction, type JobResult } from "./workflow";

const ACTION = "action.yml";

const { inputs } = parse(readFileSync(ACTION, "utf8")) as { inputs: Record<string, { default: string }> };

let workspace: string;
beforeEach(() => {
  workspace = newFolder();
});

function write(name: string, content: unknown): void {
  mkdirSync(dirname(join(workspace, name)), { recursive: true });
  writeFileSync(join(workspace, name), typeof content === "string" ? content : JSON.stringify(content));
}

/** Runs the action's own steps with inputs, and defaults for the others. */
function action(given: Readonly<Record<string, string>>): Promise<JobResult> {
  const unknown = Object.keys(given).filter((name) => !(name in inputs));
  if (unknown.length > 0) throw new Error(`${ACTION} has no input ${unknown.join()}`);
  const all = Object.entries(inputs).map(([name, { default: usual }]) => [`inputs.${name}`, given[name] ?? usual]);
  return runAction(ACTION, workspace, {
    folder: newFolder(),
    artifacts: newFolder(),
    checkout: () => undefined,
    env: { PATH: process.env.PATH ?? "" },
    expressions: { ...(Object.fromEntries(all) as Record<string, string>), "github.action_path": process.cwd() },
  });
}

const policy = (...actions: string[]) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "arn:aws:s3:::acme/*" }],
});

const plan = (role: string, ...actions: string[]) => ({
  format_version: "1.2",
  resource_changes: [
    {
      address: `aws_iam_role_policy.${role}`,
      type: "aws_iam_role_policy",
      mode: "managed",
      change: {
        actions: ["update"],
        before: { role, name: "x", policy: JSON.stringify(policy("s3:GetObject")) },
        after: { role, name: "x", policy: JSON.stringify(policy(...actions)) },
        after_unknown: {},
      },
    },
  ],
});

const none = { widened: "0", unknown: "0", changed: "0", narrowed: "0", accepted: "0" };

test.each<[string, Readonly<Record<string, string>>, JobResult["result"], object]>([
  ["a plan that widens", { plans: "a.json" }, "failure", { ...none, verdict: "widened", widened: "1" }],
  [
    "several, by a pattern",
    { plans: "*.json" },
    "failure",
    { ...none, verdict: "widened", widened: "1", changed: "1" },
  ],
  ["one a line", { plans: "a.json\nb.json\n" }, "failure", { ...none, verdict: "widened", widened: "1", changed: "1" }],
  ["one that takes away", { plans: "b.json" }, "success", { ...none, verdict: "changed", changed: "1" }],
  ["any change", { plans: "b.json", "fail-on": "any" }, "failure", { ...none, verdict: "changed", changed: "1" }],
  [
    "a lower risk",
    { plans: "a.json", "fail-on": "widened:escalation" },
    "success",
    { ...none, verdict: "widened", widened: "1" },
  ],
  ["nothing that fails", { plans: "a.json", "fail-on": "" }, "success", { ...none, verdict: "widened", widened: "1" }],
  ["policies", { before: "old", after: "new" }, "failure", { ...none, verdict: "widened", widened: "1" }],
  [
    "an accepted file that is not there",
    { plans: "a.json", accepted: "access/accepted.yaml" },
    "failure",
    { ...none, verdict: "widened", widened: "1" },
  ],
  [
    "what was accepted",
    { plans: "a.json", accepted: "ours.yaml", account: "123456789012" },
    "success",
    { ...none, verdict: "widened", widened: "1", accepted: "1" },
  ],
])("%s", async (_what, given, result, outputs) => {
  write("a.json", plan("a", "s3:GetObject", "s3:DeleteObject"));
  write("b.json", plan("b"));
  write("old", policy("s3:GetObject"));
  write("new", policy("s3:*"));
  write(
    "ours.yaml",
    `accepted:
  - subject: { kind: role, name: a, account: "123456789012" }
    by: Ann
    reason: why
    newly_allowed: [{ Effect: Allow, Action: "s3:*", Resource: "*" }]
`,
  );
  const found = await action(given);
  expect({ result: found.result, outputs: found.outputs }).toEqual({ result, outputs });
  if (result === "failure")
    expect(found.log).toMatch(
      /::error::the review found what fail-on \(\w+\) names: see access-review\/review\.markdown/,
    );
  expect(readFileSync(join(workspace, "access-review/review.markdown"), "utf8")).toMatch(/^<!-- ssps review -->/);
  for (const format of ["html", "sarif", "json"])
    expect(readFileSync(join(workspace, `access-review/review.${format}`), "utf8")).not.toBe("");
});

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  [
    "nothing to review",
    {},
    /say what to review: PLAN\.json…, or --before PATH --after PATH\n::error::this cannot be reviewed/,
  ],
  ["a plan that is not there", { plans: "none*.json" }, /^::error::no plan is called none\*\.json\n$/],
  ["no plan", { plans: "x.json" }, /x\.json: not JSON, or cut off[\s\S]*::error::this cannot be reviewed/],
  ["one side", { before: "x.json" }, /--after is missing/],
  ["a verdict that is none", { plans: "x.json", "fail-on": "bad" }, /--fail-on: found "bad"; allowed: widened/],
  ["a name that begins like an option", { plans: "--out" }, /\.\/--out: an object of no known kind/],
  ["a name that would be a command", { plans: "$(touch owned)" }, /no plan is called \$\(touch owned\)/],
  ["a broken accepted file", { plans: "a.json", accepted: "x.json" }, /error: x\.json:1:\d+: broken YAML/],
])("%s is a clear line, and no output", async (_what, given, message) => {
  write("x.json", "{");
  write("a.json", plan("a", "s3:*"));
  write("--out", "{}");
  const { result, log, outputs } = await action(given);
  expect({ result, verdict: outputs.verdict }).toEqual({ result: "failure", verdict: "" });
  expect(log).toMatch(message);
});

test("its actions are pinned, and no input stands in a script", () => {
  const { runs } = parse(readFileSync(ACTION, "utf8")) as { runs: { steps: { run?: string; uses?: string }[] } };
  for (const { run = "", uses = `none@${"0".repeat(40)}` } of runs.steps) {
    expect(run).not.toContain("${{");
    expect(uses).toMatch(/@[0-9a-f]{40}$/);
  }
});
