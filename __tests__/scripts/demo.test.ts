import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { terraformAvailable } from "../../offline/terraform";
import { rowVerdict } from "../../review/row";
import { demo } from "../../scripts/demo";
import { newFolder } from "../new-folder";

const run = terraformAvailable() ? describe : describe.skip;

run("npm run demo", () => {
  let folder: string;
  beforeAll(() => {
    folder = newFolder();
  });

  test("reviews the plan of a change to the shipped example, and writes the page", async () => {
    const example = readFileSync("environments/dev.yaml", "utf8");
    const said: string[] = [];
    const { review, page } = await demo("environments/dev.yaml", folder, (line) => said.push(line));

    expect(review.rows.map((row) => [row.subject.name, rowVerdict(row)])).toEqual([
      ["AmazonSageMaker-ExecutionRole-Admin", "widened"],
      ["customer_sagemaker_admin_role", "widened"],
      [expect.stringMatching(/^sg-/), "narrowed"],
    ]);
    const admin = review.rows.find(({ subject }) => subject.name === "customer_sagemaker_admin_role");
    const { comparison, notes } = admin ?? { comparison: undefined, notes: [] };
    expect(notes.map(({ text }) => text).join()).toContain("ml-boundary is removed");
    expect(comparison?.proven).toBe(true);
    const sids = (verdict: string) =>
      new Set(comparison?.differences.filter((one) => one.verdict === verdict).map(({ statement }) => statement.sid));
    expect(sids("widened")).toEqual(
      new Set([
        "N5Read",
        "N5Write",
        "D1BucketAcl",
        "D1ObjectAcl",
        "D2TargetsOfSessions",
        "D2AlarmsOfSessions",
        "D2ServiceLinkedRoleOfSessions",
      ]),
    );
    expect(sids("narrowed")).toEqual(new Set(["E3NotebookUrl"]));
    expect(readFileSync(page, "utf8")).toContain("<title>Access review: widened</title>");
    expect(readFileSync("environments/dev.yaml", "utf8")).toBe(example);
    expect(said).toHaveLength(2);
  });
});

test.each<[string[], number, RegExp]>([
  [["can"], 0, /^allow$[^]*^deny: [^]*ssps elevate/m],
  [["report"], 0, /^wrote .*prod\.html$/m],
  [["x"], 2, /found "x"; allowed: review, report, can/],
])("npm run demo %j ends with %i", (args, status, shows) => {
  const shown = spawnSync(process.execPath, ["dist/scripts/demo.js", ...args], { encoding: "utf8" });
  expect(shown.stdout + shown.stderr).toMatch(shows);
  expect(shown.status).toBe(status);
});
