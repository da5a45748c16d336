import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join, resolve } from "node:path";
import { parse } from "yaml";

/** A step of a job, of a workflow or of a composite action. */
interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly env?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** What surrounds a job. */
export interface Runner {
  /** What expressions say: `github.token` → its value. One that is not here fails the test. */
  readonly expressions: Readonly<Record<string, string>>;
  /** Artifacts of the runs, by their names, each a folder. */
  readonly artifacts: string;
  /** What `actions/checkout` brings, as the test decides. */
  readonly checkout: (workspace: string) => void;
  /** Environment of each step, the commands that stand in for others first on its PATH. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder for workspaces. */
  readonly folder: string;
}

/** What a job left behind. */
export interface JobResult {
  readonly result: "success" | "failure";
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs the steps of one job of a workflow, as GitHub's runner does: shell steps for real, the actions that they lie between by hand. */
export async function runJob(file: string, name: string, runner: Runner): Promise<JobResult> {
  const { jobs } = parse(readFileSync(file, "utf8")) as { jobs: Record<string, Job> };
  const job = jobs[name];
  if (!job) throw new Error(`${file} has no job ${name}`);
  return new Run(runner, job.env ?? {}).all(job.steps, job.outputs ?? {});
}

/** Runs the steps of a composite action in a workspace. */
export async function runAction(file: string, workspace: string, runner: Runner): Promise<JobResult> {
  const { runs, outputs } = parse(readFileSync(file, "utf8")) as {
    runs: { steps: Step[] };
    outputs: Record<string, { value: string }>;
  };
  const values = Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value]));
  return new Run(runner, {}, workspace).all(runs.steps, values);
}

class Run {
  private readonly temp: string;
  private readonly outputs: Record<string, string> = {};
  private log = "";
  private failed = false;

  constructor(
    private readonly runner: Runner,
    private readonly jobEnv: Readonly<Record<string, string>>,
    private readonly workspace = mkdtempSync(join(runner.folder, "workspace-")),
  ) {
    this.temp = mkdtempSync(join(runner.folder, "temp-"));
  }

  async all(steps: readonly Step[], outputs: Readonly<Record<string, string>>): Promise<JobResult> {
    for (const step of steps) {
      if (!this.goes(step.if)) continue;
      if (step.uses !== undefined) this.use(step.uses, step.with ?? {});
      else if (!(await this.shell(step))) this.failed = true;
    }
    const values = Object.entries(outputs).map(([key, value]) => [key, this.filled(value)]);
    return {
      result: this.failed ? "failure" : "success",
      log: this.log,
      outputs: Object.fromEntries(values) as Record<string, string>,
    };
  }

  /** Whether a step is reached: after a failure only those that say so. */
  private goes(condition: string | undefined): boolean {
    const text = (condition ?? "").replace(/^\$\{\{|\}\}$/g, "").trim();
    const always = text.startsWith("!cancelled()");
    if (this.failed && !always) return false;
    const [, left, operator, right] = /^(\S+) (==|!=) '(.*)'$/.exec(text.replace(/^!cancelled\(\)(?: && )?/, "")) ?? [];
    if (left === undefined) {
      if (text !== "" && !always) throw new Error(`if: ${text}: not understood here`);
      return true;
    }
    const hash = /^hashFiles\('(.*)'\)$/.exec(left)?.[1];
    const value = hash === undefined ? this.value(left) : existsSync(join(this.workspace, hash)) ? "hash" : "";
    return (value === right) === (operator === "==");
  }

  private filled(text: string): string {
    return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => this.value(expression));
  }

  private value(expression: string): string {
    if (expression === "runner.temp") return this.temp;
    const [, step, output] = /^steps\.([\w-]+)\.outputs\.([\w-]+)$/.exec(expression) ?? [];
    if (step !== undefined) return this.outputs[`${step}.${output ?? ""}`] ?? "";
    const value = this.runner.expressions[expression];
    if (value === undefined) throw new Error(`the expression ${expression} has no value here`);
    return value;
  }

  private use(action: string, given: NonNullable<Step["with"]>): void {
    const text = (key: string): string | undefined =>
      given[key] === undefined ? undefined : this.filled(String(given[key]));
    const name = text("name");
    const path = resolve(this.workspace, text("path") ?? ".");
    if (action.startsWith("actions/checkout@")) this.runner.checkout(this.workspace);
    else if (action.startsWith("actions/upload-artifact@"))
      this.upload(name ?? "", text("path")?.trim().split("\n") ?? [], text("if-no-files-found"));
    else if (action.startsWith("actions/download-artifact@")) {
      const run = text("run-id");
      if (run !== undefined && run !== this.runner.expressions["the run"])
        throw new Error(`run ${run} has no artifacts`);
      const pattern = new RegExp(`^${(text("pattern") ?? name ?? "").replaceAll("*", ".*")}$`);
      const found = readdirSync(this.runner.artifacts).filter((one) => pattern.test(one));
      if (name !== undefined && found.length === 0) throw new Error(`no artifact ${name}`);
      for (const one of found) cpSync(join(this.runner.artifacts, one), path, { recursive: true });
    }
  }

  private upload(name: string, paths: readonly string[], missing?: string): void {
    const target = join(this.runner.artifacts, name);
    if (existsSync(target)) throw new Error(`there is an artifact ${name} already`);
    mkdirSync(target);
    for (const path of paths.map((one) => one.trim())) {
      const [, folder, ending] = /^(.*)\/\*(\.\w+)$/.exec(path) ?? [];
      if (folder !== undefined) {
        const files = existsSync(join(this.workspace, folder)) ? readdirSync(join(this.workspace, folder)) : [];
        for (const file of files.filter((one) => one.endsWith(ending ?? ""))) {
          cpSync(join(this.workspace, folder, file), join(target, folder, file));
        }
        continue;
      }
      const from = resolve(this.workspace, path);
      if (!existsSync(from)) {
        if (missing !== "ignore") throw new Error(`${path} is not there to upload`);
      } else cpSync(from, statSync(from).isDirectory() ? target : join(target, basename(from)), { recursive: true });
    }
  }

  private async shell({ run = "", id, env = {} }: Step): Promise<boolean> {
    const output = join(this.temp, "output");
    writeFileSync(output, "");
    const filled = Object.entries({ ...this.jobEnv, ...env }).map(([key, value]) => [key, this.filled(value)]);
    const status = await this.bash(run, {
      ...this.runner.env,
      ...(Object.fromEntries(filled) as Record<string, string>),
      RUNNER_TEMP: this.temp,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: join(this.temp, "summary"),
    });
    for (const line of readFileSync(output, "utf8").split("\n")) {
      const at = line.indexOf("=");
      if (id !== undefined && at > 0) this.outputs[`${id}.${line.slice(0, at)}`] = line.slice(at + 1);
    }
    return status === 0;
  }

  /** As GitHub runs `run:` with `shell: bash`. */
  private bash(script: string, env: Record<string, string>): Promise<number> {
    return new Promise((done, reject) => {
      const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
        cwd: this.workspace,
        env,
      });
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => (this.log += text));
      child.once("error", reject).once("close", (status) => {
        done(status ?? 1);
      });
    });
  }
}
