import { parse } from "yaml";

/** What matters of a job of a pipeline: whose code it runs, and what that code could get at. */
interface Job {
  readonly name: string;
  /** Why its code is the branch's own. */
  readonly runsBranch: readonly string[];
  /** Tokens, credentials and rights to write that stand in the job. */
  readonly holds: readonly string[];
  /** Faults of its own. */
  readonly faults: readonly string[];
}

/**
 * What is wrong with a pipeline, by the rules of SECURITY.md: untrusted code never runs beside a credential.
 *
 * @param text A GitHub workflow or a GitLab pipeline.
 */
export function pipelineFaults(text: string): string[] {
  const pipeline = parse(text) as Record<string, unknown>;
  const { jobs, faults } = "jobs" in pipeline ? github(pipeline as unknown as Workflow) : gitlab(pipeline);
  return [
    ...faults,
    ...jobs.flatMap(({ name, runsBranch, holds, faults: own }) => [
      ...own.map((fault) => `${name}: ${fault}`),
      ...(runsBranch.length > 0
        ? holds.map((held) => `${name}: runs the branch (${runsBranch.join()}) with ${held}`)
        : []),
    ]),
    ...[...text.matchAll(/^\s*(?:- )?uses: (.*)/gm)].flatMap(([, used = ""]) =>
      /^[\w./-]+@[0-9a-f]{40} # v\d/.test(used) ? [] : [`not pinned by commit: ${used}`],
    ),
  ];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly env?: unknown;
  readonly jobs: Readonly<Record<string, GitHubJob>>;
}
interface GitHubJob {
  readonly permissions?: Readonly<Record<string, string>> | string;
  readonly steps: readonly { uses?: string; run?: string; with?: Readonly<Record<string, unknown>> }[];
}

const TRUSTED_REFS = ["${{ github.event.pull_request.base.sha }}", "${{ github.event.repository.default_branch }}"];

function github({ on, permissions, env, jobs }: Workflow): { jobs: Job[]; faults: string[] } {
  const triggers = JSON.stringify(on);
  return {
    faults: [
      ...(triggers.includes("pull_request_target")
        ? ["pull_request_target gives a fork the base's rights and cache"]
        : []),
      ...(JSON.stringify(permissions) === "{}" ? [] : ["a job that says nothing of its permissions has some"]),
      ...(env === undefined ? [] : ["a variable that every job has"]),
    ],
    jobs: Object.entries(jobs).map(([name, job]) => {
      const text = JSON.stringify(job);
      const checkouts = job.steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
      const untrusted = checkouts
        .map(({ with: { ref } = {} }) => ref)
        .filter((ref) => typeof ref !== "string" || !TRUSTED_REFS.includes(ref));
      const rights =
        typeof job.permissions === "string" ? [["all", job.permissions]] : Object.entries(job.permissions ?? {});
      const writes = rights.filter(([, right]) => right !== "read").map(([right]) => `${String(right)}: write`);
      const named = ["secrets.", "github.token", "configure-aws-credentials"].filter((word) => text.includes(word));
      // The branch can write the whole file, this job too.
      const ofTheBranch = triggers.includes("pull_request") ? [...writes, ...named] : [];
      const runs = job.steps.map(({ run = "" }) => run);
      return {
        name,
        runsBranch: untrusted.map(String),
        holds: [...writes, ...named],
        faults: [
          ...ofTheBranch.map((held) => `${held} in a workflow that the branch can change`),
          ...checkouts
            .filter(({ with: given }) => given?.["persist-credentials"] !== false)
            .map(() => "leaves its token in the checkout"),
          ...runs.filter((run) => run.includes("${{")).map(() => "puts an expression into a script"),
          ...(untrusted.length === 0 ? installs(runs) : []),
        ],
      };
    }),
  };
}

const TRUSTED_BRANCHES = ["$CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "$CI_DEFAULT_BRANCH"];

type GitLabJob = Readonly<Record<string, unknown>> & { readonly extends?: string };

const KEYWORDS = ["stages", "workflow", "variables", "default", "include"];

function gitlab(pipeline: Record<string, unknown>): { jobs: Job[]; faults: string[] } {
  const names = Object.keys(pipeline).filter((name) => !KEYWORDS.includes(name) && !name.startsWith("."));
  return {
    faults: ["variables", "default"].filter((key) => key in pipeline).map((key) => `${key} are every job's`),
    jobs: names.map((name) => {
      const { extends: base, ...own } = pipeline[name] as GitLabJob;
      const inherited = base === undefined ? {} : (pipeline[base] as GitLabJob);
      const variables = { ...(inherited.variables as object), ...(own.variables as object) } as Record<string, string>;
      const lines = [inherited.before_script, own.before_script, own.script]
        .flat()
        .filter((line) => typeof line === "string");
      const runsCode = lines.some((line) => /\b(npm|npx|node|yarn|make)\b/.test(line));
      const clones = lines.filter((line) => line.includes("git clone"));
      const isTarget =
        variables.GIT_STRATEGY === "none" &&
        clones.every((line) => TRUSTED_BRANCHES.some((branch) => line.includes(`--branch "${branch}"`)));
      const text = JSON.stringify({ ...inherited, ...own });
      const named = ["id_tokens", "environment", "REVIEW_TOKEN", "AWS_"].filter((word) =>
        word === word.toLowerCase() ? word in own || word in inherited : text.includes(word),
      );
      return {
        name,
        runsBranch: runsCode && !isTarget ? ["its checkout"] : [],
        holds: named,
        faults: isTarget ? installs(lines) : [],
      };
    }),
  };
}

/** The install scripts of dependencies need not run where the project builds without them. */
function installs(lines: readonly string[]): string[] {
  return lines.filter((line) => /npm (ci|install)(?!.*--ignore-scripts)/.test(line)).map(() => "runs install scripts");
}
