import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { newFolder } from "../new-folder";
import { GitHubApi } from "./github-api";

interface Job {
  readonly extends?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly before_script?: readonly string[];
  readonly script: readonly string[];
}

const jobs = parse(readFileSync("examples/pipelines/review.gitlab-ci.yml", "utf8")) as Readonly<Record<string, Job>>;

interface Outcome {
  readonly status: number;
  readonly log: string;
}

/** Runs the script of a job in its project's folder, with what the runner would set. */
function runJob(name: string, project: string, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const job = jobs[name];
  if (!job) throw new Error(`there is no job ${name}`);
  const base = job.extends === undefined ? undefined : jobs[job.extends];
  const variables: Record<string, string> = { ...env, CI_PROJECT_DIR: project };
  for (const [key, value] of Object.entries({ ...base?.variables, ...job.variables })) {
    variables[key] = value.replace(/\$(\w+)/g, (_, other: string) => variables[other] ?? "");
  }
  const lines = [...(job.before_script ?? base?.before_script ?? []), ...job.script];
  return new Promise((done, reject) => {
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", lines.join("\n")], {
      cwd: project,
      env: variables,
    });
    let log = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (log += text));
    child.once("error", reject).once("close", (status) => {
      done({ status: status ?? 1, log });
    });
  });
}

interface Note {
  readonly id: number;
  readonly author: { readonly id: number };
  body: string;
}

/** A stand-in for the parts of GitLab's API that the pipeline calls. */
const gitlab = {
  notes: [] as Note[],
  forbidden: false,
  status: "success",
  merged: true,
  /** The project's folder, whose files are the artifacts of the job `plan`. */
  artifacts: "",
};

function answer(method: string, url: string, body: string): [number, string | Buffer] {
  if (gitlab.forbidden) return [403, "{}"];
  const [path = ""] = url.split("?");
  if (path === "/user") return [200, JSON.stringify({ id: 5 })];
  const [, note] = /^\/projects\/1\/merge_requests\/12\/notes(?:\/(\d+))?$/.exec(path) ?? [];
  const text = /name="body"[^\r]*\r\n(?:[^\r]+\r\n)*\r\n([\s\S]*)\r\n--/.exec(body)?.[1] ?? "";
  if (path.endsWith("/notes") && method === "GET") return [200, JSON.stringify(gitlab.notes)];
  if (path.endsWith("/notes")) gitlab.notes.push({ id: gitlab.notes.length + 1, author: { id: 5 }, body: text });
  const found = gitlab.notes.find(({ id }) => String(id) === note);
  if (found && method === "PUT") found.body = text;
  if (path.includes("/notes")) return [200, "{}"];
  const [, file] = /^\/projects\/1\/jobs\/9\/artifacts\/(.*)$/.exec(path) ?? [];
  if (file !== undefined) {
    const artifact = join(gitlab.artifacts, file);
    return existsSync(artifact) ? [200, readFileSync(artifact)] : [404, "{}"];
  }
  const answers: Readonly<Record<string, unknown>> = {
    "/projects/1/repository/commits/beef/merge_requests": gitlab.merged ? [{ iid: 12 }] : [],
    "/projects/1/merge_requests/12/pipelines": [{ id: 8, status: gitlab.status }],
    "/projects/1/pipelines/8/jobs": [
      { id: 3, name: "synth" },
      { id: 9, name: "plan" },
    ],
  };
  return answers[path] === undefined ? [404, `${method} ${url}`] : [200, JSON.stringify(answers[path])];
}

const ENVIRONMENT = (account: string, execution: string) => `account: "${account}"
region: eu-west-1
base: managed
deploy: { assume_role_arn: "arn:aws:iam::${account}:role/deployer" }
federation: { saml: { provider_arns: ["arn:aws:iam::${account}:saml-provider/s"] } }
roles: { execution: ${execution} }
`;
const ACCOUNTS = { "dev.yaml": "123456789012", "prod.yaml": "210987654321" };

(terraformAvailable() ? describe : describe.skip)(
  "a merge request that changes a stack in each of two accounts",
  () => {
    let terraform: OfflineTerraform;
    let env: Readonly<Record<string, string>>;
    let project: string;
    const states = new GitHubApi();
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const [status, body] = answer(request.method ?? "", request.url ?? "", Buffer.concat(chunks).toString());
        response.writeHead(status).end(body);
      });
    });

    beforeAll(async () => {
      terraform = await startOffline();
      const url = await states.start();
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      const target = newFolder();
      writeEnvironments(target, "{}");
      const git = (...args: readonly string[]): Buffer =>
        execFileSync("git", ["-C", target, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args]);
      git("init", "-q", "-b", "main");
      git("add", ".");
      git("commit", "-q", "-m", "main");
      project = newFolder();
      gitlab.artifacts = project;
      env = {
        ...terraform.env,
        PATH: `${resolve("__tests__/examples/stubs")}:${process.env.PATH ?? ""}`,
        STUB_PROJECT: process.cwd(),
        STUB_STATES: `${url}/state`,
        GNUPGHOME: newFolder(),
        AWS_ID_TOKEN: "token",
        PLAN_KEY: "a long random text",
        REVIEW_TOKEN: "token",
        APPLY_TOKEN: "token",
        CI_API_V4_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        CI_PROJECT_ID: "1",
        CI_MERGE_REQUEST_IID: "12",
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
        CI_REPOSITORY_URL: `file://${target}`,
        CI_PIPELINE_URL: "https://gitlab.example/8",
        CI_COMMIT_SHA: "beef",
      };
      writeEnvironments(project, "{ step_functions_sync: true }");
    });
    afterAll(async () => {
      server.close();
      server.closeAllConnections();
      states.stop();
      await terraform.stop();
    });

    function writeEnvironments(folder: string, execution: string): void {
      mkdirSync(join(folder, "environments"), { recursive: true });
      for (const [name, account] of Object.entries(ACCOUNTS)) {
        writeFileSync(join(folder, "environments", name), ENVIRONMENT(account, execution));
      }
    }

    /** What a job before it left is not there for the next one. */
    const clean = (): void => {
      for (const name of ["plans", "stacks.json"]) rmSync(join(project, name), { recursive: true, force: true });
    };

    test("is planned, encrypted, and fails on what nobody accepted", async () => {
      const { status, log } = await runJob("plan", project, env);
      expect(log).toContain("Something is newly possible that nobody accepted");
      expect(status).toBe(1);
      for (const stack of ["dev-base", "prod-base"]) {
        expect(readFileSync(join(project, `plans/${stack}.plan`)).includes("resource_changes")).toBe(false);
      }
      expect((await runJob("comment", project, env)).status).toBe(0);
      expect(gitlab.notes.map(({ body }) => body.slice(0, 20))).toEqual(["<!-- ssps review -->"]);
      for (const account of Object.values(ACCOUNTS)) expect(gitlab.notes[0]?.body).toContain(account);
    });

    test("passes once it was accepted, with the same note", async () => {
      const { rows } = JSON.parse(readFileSync(join(project, "review.json"), "utf8")) as {
        rows: { id: string; verdict: string }[];
      };
      const ids = rows.filter(({ verdict }) => ["widened", "unknown"].includes(verdict)).map(({ id }) => id);
      const given = ["accept", "--from", "review.json", "--row", ...ids, "--by", "Ann", "--reason", "CHG1"];
      execFileSync("node", [resolve("dist/cli/ssps.js"), ...given], { cwd: project });
      clean();
      const { status, log } = await runJob("plan", project, env);
      expect({ status, log: status === 0 ? "" : log }).toEqual({ status: 0, log: "" });
      expect((await runJob("comment", project, env)).status).toBe(0);
      expect(gitlab.notes).toHaveLength(1);
      expect(gitlab.notes[0]?.body).toContain("accepted");
    });

    test("once merged, the very plans are applied, once", async () => {
      const first = await runJob("apply", newFolder(), env);
      expect({ status: first.status, log: first.status === 0 ? "" : first.log }).toEqual({ status: 0, log: "" });
      expect([...states.states.keys()].sort()).toEqual(["/state/dev-base", "/state/prod-base"]);
      const again = await runJob("apply", newFolder(), env);
      expect(again.status).toBe(1);
      expect(again.log).toMatch(
        /Saved plan is stale[\s\S]*Nothing more is applied: the plan of dev-base was not applied/,
      );
    });

    describe("what goes wrong is a clear line", () => {
      afterEach(() => {
        Object.assign(gitlab, { forbidden: false, status: "success", merged: true });
      });
      const DOWN = { CI_API_V4_URL: "http://127.0.0.1:1" };

      test.each<[string, string, Readonly<Record<string, string>>, Partial<typeof gitlab>, RegExp]>([
        ["no key", "plan", { PLAN_KEY: "" }, {}, /Nothing is planned: the variable PLAN_KEY is not set here/],
        [
          "no token",
          "comment",
          { REVIEW_TOKEN: "" },
          {},
          /^The note on !12 cannot be written: the variable REVIEW_TOKEN is not set here; the review is an artifact of https/,
        ],
        [
          "a token that may not",
          "comment",
          {},
          { forbidden: true },
          /error: 403[\s\S]*The note on !12 cannot be written/,
        ],
        ["an API that is down", "comment", DOWN, {}, /Failed to connect[\s\S]*The note on !12 cannot be written/],
        [
          "no token",
          "apply",
          { APPLY_TOKEN: "" },
          {},
          /^Nothing more is applied: the variable APPLY_TOKEN is not set here/,
        ],
        [
          "a token that may not",
          "apply",
          {},
          { forbidden: true },
          /error: 403[\s\S]*the merge request of beef cannot be found/,
        ],
        ["an API that is down", "apply", DOWN, {}, /Failed to connect[\s\S]*the merge request of beef cannot be found/],
        [
          "a review that failed",
          "apply",
          {},
          { status: "failed" },
          /^Nothing more is applied: the newest pipeline of !12 ended in failed\n$/,
        ],
        ["another key", "apply", { PLAN_KEY: "other" }, {}, /the plan of dev-base cannot be decrypted/],
      ])("%s, for the job %s", async (_what, name, given, state, message) => {
        Object.assign(gitlab, state);
        const { status, log } = await runJob(name, name === "apply" ? newFolder() : project, { ...env, ...given });
        expect(status).toBe(1);
        expect(log).toMatch(message);
      });

      test("a push without a merge request", async () => {
        gitlab.merged = false;
        expect(await runJob("apply", newFolder(), env)).toEqual({
          status: 0,
          log: "beef was not merged by a merge request: nothing to apply.\n",
        });
      });

      test("a local state is named, and not planned", async () => {
        clean();
        const other = newFolder();
        cpSync(project, other, { recursive: true });
        const { status, log } = await runJob("plan", other, { ...env, STUB_STATES: "" });
        expect(status).toBe(1);
        expect(log).toContain("dev-base is not planned: its state is local, so every plan here begins from nothing");
        expect(readFileSync(join(other, "review.markdown"), "utf8")).toContain(
          "**Not planned**, so not reviewed: `dev-base`, `prod-base`.",
        );
      });
    });
  },
);
