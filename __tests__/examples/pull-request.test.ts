import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { newFolder } from "../new-folder";
import { GitHubApi } from "./github-api";
import { runJob, type JobResult, type Runner } from "./workflow";

const PLAN = "examples/pipelines/plan.github.yml";
const APPLY = "examples/pipelines/apply.github.yml";
const REVIEW = "examples/pipelines/review.github.yml";

const ENVIRONMENT = (account: string, more: string) => `account: "${account}"
region: eu-west-1
base: managed
backend: { local: {} }
deploy: { assume_role_arn: "arn:aws:iam::${account}:role/deployer" }
federation: { saml: { provider_arns: ["arn:aws:iam::${account}:saml-provider/s"] } }
${more}`;
const dev = (more = "") => ENVIRONMENT("123456789012", more);
const prod = (more = "") => ENVIRONMENT("210987654321", more);
const BUCKET = "storage: { bucket: { name: acme-sagemaker-dev } }\n";
const KEY =
  'storage: { bucket: { name: acme-sagemaker-dev }, key: { administrator_arns: ["arn:aws:iam::123456789012:role/keys"] } }\n';
const SYNC = "roles: { execution: { step_functions_sync: true } }\n";

const withTerraform = terraformAvailable() ? describe : describe.skip;

withTerraform("a pull request that changes three stacks in two accounts", () => {
  let folder: string;
  let terraform: OfflineTerraform;
  let url: string;
  const api = new GitHubApi();

  beforeAll(async () => {
    folder = newFolder();
    terraform = await startOffline();
    url = await api.start();
    repository("main", { "dev.yaml": dev(BUCKET), "prod.yaml": prod() });
  });
  afterAll(async () => {
    api.stop();
    await terraform.stop();
  });

  /** A repository whose branch holds these environment files. */
  function repository(branch: string, environments: Readonly<Record<string, string>>): void {
    const path = join(folder, branch);
    rmSync(join(path, "environments"), { recursive: true, force: true });
    mkdirSync(join(path, "environments"), { recursive: true });
    for (const [name, text] of Object.entries(environments)) writeFileSync(join(path, "environments", name), text);
    const git = (...args: readonly string[]): Buffer =>
      execFileSync("git", ["-C", path, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args]);
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "--allow-empty", "-m", "state");
  }

  let run = 0;
  /** One run of a pipeline: a branch for its checkouts, and artifacts of its own. */
  function runner(branch: string, given: Readonly<Record<string, string>> = {}, artifacts?: string): Runner {
    run += 1;
    const store = artifacts ?? join(folder, `artifacts-${run}`);
    mkdirSync(store, { recursive: true });
    return {
      folder,
      artifacts: store,
      checkout: (workspace) => {
        cpSync(join(folder, branch), workspace, { recursive: true });
      },
      env: {
        ...terraform.env,
        PATH: `${resolve("__tests__/examples/stubs")}:${process.env.PATH ?? ""}`,
        STUB_PROJECT: process.cwd(),
        STUB_STATES: `${url}/state`,
        STUB_API: url,
        GNUPGHOME: newFolder(),
      },
      expressions: {
        "github.token": "token",
        "github.repository": "acme/access",
        "github.server_url": "https://github.example",
        "github.run_id": String(run),
        "github.event.repository.default_branch": "main",
        "github.event.pull_request.base.sha": "base",
        "github.event.workflow_run.id": "7",
        "github.event.workflow_run.head_sha": "cafe",
        "github.event.workflow_run.pull_requests[0].number": "12",
        "secrets.PLAN_KEY": "a long random text",
        "vars.PLAN_ROLE_ARN": "arn:aws:iam::123456789012:role/plan",
        "vars.APPLY_ROLE_ARN": "arn:aws:iam::123456789012:role/apply",
        "the run": "7",
        ...given,
      },
    };
  }

  interface Pipeline {
    readonly stacks: readonly string[];
    readonly plans: Readonly<Record<string, JobResult>>;
    readonly review: JobResult;
    readonly comment: JobResult;
    readonly run: Runner;
  }

  const matrixOf = (text: string): readonly Record<string, string>[] =>
    (JSON.parse(text) as { include: Record<string, string>[] }).include;

  /** The expressions of one job of a matrix. */
  const entry = (one: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(one).map(([key, value]) => [`matrix.${key}`, value]));

  /** All jobs of the pull request, each after those that it needs. */
  async function pullRequest(
    environments: Readonly<Record<string, string>>,
    accepted?: string,
    given: Readonly<Record<string, string>> = {},
  ): Promise<Pipeline> {
    repository("branch", environments);
    if (accepted !== undefined) {
      mkdirSync(join(folder, "branch/access"), { recursive: true });
      writeFileSync(join(folder, "branch/access/accepted.yaml"), accepted);
    }
    // What the branch's own code synthesises goes into artifacts of the same run.
    const branch = runner("branch", given);
    expect((await runJob(REVIEW, "synth", branch)).result).toBe("success");
    const main = runner("main", given, branch.artifacts);
    const stacks = await runJob(PLAN, "stacks", main);
    expect({ result: stacks.result, log: stacks.result === "success" ? "" : stacks.log }).toEqual({
      result: "success",
      log: "",
    });
    const jobs = matrixOf(stacks.outputs.matrix ?? "");
    const plans: Record<string, JobResult> = {};
    for (const one of jobs) {
      plans[one.stack ?? ""] = await runJob(
        PLAN,
        "plan",
        runner("main", { ...given, ...entry(one) }, branch.artifacts),
      );
    }
    const outputs = { ...given, "needs.stacks.outputs.matrix": stacks.outputs.matrix ?? "" };
    const review = await runJob(PLAN, "review", runner("main", outputs, branch.artifacts));
    const last = runner("main", { ...given, "needs.review.result": review.result }, branch.artifacts);
    const comment = await runJob(PLAN, "comment", last);
    return { stacks: jobs.map(({ stack = "" }) => stack), plans, review, comment, run: last };
  }

  /** Applies what main holds, without a review, so that there is a state to plan from. */
  async function applyMain(): Promise<void> {
    const workspace = newFolder();
    cpSync(join(folder, "main"), workspace, { recursive: true });
    execFileSync("npm", ["run", "synth"], { cwd: workspace, env: runner("main").env });
    for (const stack of ["dev-base", "dev-storage", "prod-base"]) {
      const path = join(workspace, "cdktf.out/stacks", stack);
      for (const args of [["init"], ["apply", "-auto-approve"]]) {
        expect(await terraform.run(path, args)).toMatchObject({ status: 0 });
      }
    }
  }

  const changed = { "dev.yaml": dev(SYNC + KEY), "prod.yaml": prod(SYNC) };
  let accepted: string;
  let reviewed: Pipeline;

  test("posts one comment about all three, and fails", async () => {
    await applyMain();
    const { stacks, plans, review, comment, run: last } = await pullRequest(changed);
    expect(stacks).toEqual(["dev-base", "prod-base", "dev-storage"]);
    for (const [stack, { result, log }] of Object.entries(plans))
      expect({ stack, result, log: result === "success" ? "" : log }).toEqual({ stack, result: "success", log: "" });
    expect(review.result).toBe("failure");
    expect(review.log).toContain("::error::something is newly possible that nobody accepted");
    expect(comment).toMatchObject({ result: "success" });
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toMatch(/^<!-- ssps review -->\n## Access review: widened\n/);
    for (const account of ["123456789012", "210987654321"]) expect(api.comments[0]?.body).toContain(account);
    expect(api.statuses[0]).toMatchObject({ sha: "cafe", state: "failure", context: "access plan" });

    // What leaves the run is no plan that anybody could read.
    const plan = readFileSync(join(last.artifacts, "plan-dev-base/dev-base.plan"));
    expect(plan.includes("resource_changes")).toBe(false);
    const json = JSON.parse(readFileSync(join(last.artifacts, "review/review.json"), "utf8")) as {
      rows: { id: string; verdict: string }[];
    };
    const rows = json.rows.filter(({ verdict }) => ["widened", "unknown"].includes(verdict)).map(({ id }) => id);
    const where = newFolder();
    const arguments_ = [
      "accept",
      "--from",
      join(last.artifacts, "review/review.json"),
      "--row",
      ...rows,
      "--by",
      "Ann",
      "--reason",
      "CHG1",
    ];
    execFileSync("node", [resolve("dist/cli/ssps.js"), ...arguments_], { cwd: where });
    accepted = readFileSync(join(where, "access/accepted.yaml"), "utf8");
  });

  test("passes once it was accepted, with the same comment", async () => {
    reviewed = await pullRequest(changed, accepted);
    expect({ result: reviewed.review.result, log: reviewed.review.log }).toMatchObject({ result: "success" });
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toContain("widened, accepted");
    expect(api.statuses[0]).toMatchObject({ state: "success" });
  });

  test("fails again when the same row grows", async () => {
    const grown = {
      ...changed,
      "dev.yaml": dev(
        `${KEY}roles: { execution: { step_functions_sync: true, extra_policy_arns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] } }\n`,
      ),
    };
    const { review } = await pullRequest(grown, accepted);
    expect(review.result).toBe("failure");
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toMatch(/grown beyond what `Ann` accepted: .*`s3:/);
    expect(api.statuses[0]).toMatchObject({ state: "failure" });
  });

  test("once merged, the very plan is applied, and nothing is left to do", async () => {
    api.statuses.unshift({
      sha: "cafe",
      state: "success",
      context: "access plan",
      target_url: "https://github.example/acme/access/actions/runs/7",
      creator: { login: "github-actions[bot]" },
    });
    api.merged = { commit: "beef", head: "cafe" };
    const given = { "github.sha": "beef" };
    const found = await runJob(APPLY, "reviewed", runner("main", given, reviewed.run.artifacts));
    expect({ result: found.result, run: found.outputs.run }).toEqual({ result: "success", run: "7" });
    const serials = new Map(api.states);
    for (const one of matrixOf(found.outputs.matrix ?? "")) {
      const job = runner("main", { ...entry(one), "needs.reviewed.outputs.run": "7" }, reviewed.run.artifacts);
      const { result, log } = await runJob(APPLY, "apply", job);
      expect({ result, log: result === "success" ? "" : log }).toEqual({ result: "success", log: "" });
      // Applied twice, it is stale.
      const again = await runJob(APPLY, "apply", job);
      expect(again.result).toBe("failure");
      expect(again.log).toMatch(/Saved plan is stale[\s\S]*::error::the plan of \S+ was not applied/);
    }
    expect([...api.states].filter(([key, state]) => serials.get(key) !== state)).toHaveLength(3);
    // What main says now is what was applied: another plan of it has nothing to do.
    for (const stack of reviewed.stacks) {
      const path = join(newFolder(), stack);
      cpSync(join(reviewed.run.artifacts, "stacks/stacks", stack), path, { recursive: true });
      expect(await terraform.run(path, ["init"])).toMatchObject({ status: 0 });
      expect(await terraform.run(path, ["plan", "-detailed-exitcode"])).toMatchObject({ status: 0 });
    }
  });

  describe("what goes wrong is a clear line", () => {
    /** A run that has reviewed, as the first test left it. */
    const comment = (given: Readonly<Record<string, string>>): Promise<JobResult> =>
      runJob(PLAN, "comment", {
        ...runner("main", { "needs.review.result": "success", ...given }, reviewed.run.artifacts),
      });
    const found = (given: Readonly<Record<string, string>> = {}): Promise<JobResult> =>
      runJob(APPLY, "reviewed", runner("main", { "github.sha": "beef", ...given }, reviewed.run.artifacts));
    const plan = (given: Readonly<Record<string, string>>): Promise<JobResult> =>
      runJob(
        PLAN,
        "plan",
        runner(
          "main",
          { ...entry({ stack: "dev-base", folder: "stacks/dev-base", backend: "s3", region: "eu-west-1" }), ...given },
          reviewed.run.artifacts,
        ),
      );

    afterEach(() => {
      api.answers = "well";
    });

    test("a local state", async () => {
      const { result, log } = await plan({ "matrix.backend": "local" });
      expect({ result, log }).toEqual({
        result: "failure",
        log: "::error::dev-base is not planned: its state is local, so every plan here begins from nothing; give it s3 or cloud (docs/state.md)\n",
      });
    });

    test("no key for the plan", async () => {
      const { result, log } = await plan({ "secrets.PLAN_KEY": "" });
      expect(result).toBe("failure");
      expect(log).toMatch(/^::error::dev-base is not planned: the secret PLAN_KEY is not set/);
    });

    test("a stack without a plan is named in the comment, and fails", async () => {
      const artifacts = join(newFolder(), "artifacts");
      cpSync(reviewed.run.artifacts, artifacts, { recursive: true });
      for (const name of ["review", "plan-dev-base"]) rmSync(join(artifacts, name), { recursive: true });
      const matrix = JSON.stringify({ include: reviewed.stacks.map((stack) => ({ stack })) });
      const { result, log } = await runJob(
        PLAN,
        "review",
        runner("main", { "needs.stacks.outputs.matrix": matrix }, artifacts),
      );
      expect(result).toBe("failure");
      expect(log).toContain("::error::not planned: dev-base\n");
      expect(readFileSync(join(artifacts, "review/review.markdown"), "utf8")).toContain(
        "**Not planned**, so not reviewed: `dev-base`. The log of each plan says why.",
      );
    });

    test.each<[string, Readonly<Record<string, string>>, () => void, RegExp]>([
      [
        "no token",
        { "github.token": "" },
        () => undefined,
        /::error::the comment on #12 cannot be written: there is no token; the review is an artifact of https/,
      ],
      [
        "a token that may not",
        {},
        () => (api.answers = "forbidden"),
        /HTTP 403[\s\S]*::error::the comment on #12 cannot be found;[\s\S]*::error::cafe cannot be marked as success/,
      ],
    ])("%s, for the comment", async (_what, given, prepare, message) => {
      prepare();
      const { result, log } = await comment(given);
      expect(result).toBe("failure");
      expect(log).toMatch(message);
    });

    test("an API that is down, for the comment", async () => {
      const job = runner("main", { "needs.review.result": "success" }, reviewed.run.artifacts);
      const { result, log } = await runJob(PLAN, "comment", {
        ...job,
        env: { ...job.env, STUB_API: "http://127.0.0.1:1" },
      });
      expect(result).toBe("failure");
      expect(log).toMatch(/error connecting to the API[\s\S]*::error::the comment on #12 cannot be found/);
    });

    test("nobody else's comment is written over", async () => {
      api.comments.unshift({ id: 99, user: { login: "mallory" }, body: "<!-- ssps review --> mine" });
      expect((await comment({})).result).toBe("success");
      expect(api.comments.map(({ id }) => id)).toEqual([99, 1]);
      expect(api.comments[0]?.body).toBe("<!-- ssps review --> mine");
    });

    test.each<[string, Readonly<Record<string, string>>, () => void, JobResult["result"], RegExp]>([
      [
        "no token",
        { "github.token": "" },
        () => undefined,
        "failure",
        /^::error::nothing is applied: there is no token\n$/,
      ],
      [
        "a token that may not",
        {},
        () => (api.answers = "forbidden"),
        "failure",
        /HTTP 403[\s\S]*::error::nothing is applied: the pull request of beef cannot be found/,
      ],
      [
        "a push without a pull request",
        { "github.sha": "f00d" },
        () => undefined,
        "success",
        /^::notice::f00d was not merged by a pull request: nothing to apply\n$/,
      ],
      [
        "a review that failed",
        {},
        () =>
          api.statuses.unshift({
            sha: "cafe",
            state: "failure",
            context: "access plan",
            target_url: "https://x/9",
            creator: { login: "github-actions[bot]" },
          }),
        "failure",
        /^::error::nothing is applied: the review of cafe ended in failure \(https:\/\/x\/9\)\n$/,
      ],
      [
        "a mark that somebody else has set",
        {},
        () => {
          api.statuses.length = 0;
          api.statuses.push({
            sha: "cafe",
            state: "success",
            context: "access plan",
            target_url: "https://x/9",
            creator: { login: "mallory" },
          });
        },
        "success",
        /^::notice::no stack was planned for cafe: nothing to apply\n$/,
      ],
    ])("%s, for the merge", async (_what, given, prepare, outcome, message) => {
      prepare();
      const { result, log, outputs } = await found(given);
      expect({ result, run: outputs.run }).toEqual({ result: outcome, run: "" });
      expect(log).toMatch(message);
    });

    test("another key than the plan's, for the merge", async () => {
      const job = runner(
        "main",
        {
          ...entry({ stack: "dev-base", region: "eu-west-1" }),
          "needs.reviewed.outputs.run": "7",
          "secrets.PLAN_KEY": "other",
        },
        reviewed.run.artifacts,
      );
      const { result, log } = await runJob(APPLY, "apply", job);
      expect(result).toBe("failure");
      expect(log).toContain("::error::the plan of dev-base cannot be decrypted");
    });
  });
});
