import type { Command } from "commander";
import { describeValue } from "../config/raw";
import { changedSince } from "../pipeline/matrix/changed";
import { githubMatrix, gitlabPipeline, MAX_MATRIX } from "../pipeline/matrix/render";
import { readStacks, StacksError, type StackJob } from "../pipeline/matrix/stacks";
import { InputError, print, printJson, printText } from "./output";

interface Options {
  readonly from: string;
  readonly format: string;
  readonly json?: true;
  readonly shard?: string;
  readonly changedSince?: string;
  readonly synth: string;
  readonly include: string;
}

const FORMATS = ["github", "gitlab", "json"] as const;

/** Adds `ssps matrix`. */
export function register(program: Command): void {
  program
    .command("matrix")
    .summary("one pipeline job per stack, from what is synthesised")
    .description("Prints one job for each synthesised stack: order, account, region, role to assume, backend.")
    .option("--from <folder>", "the synthesised stacks", "cdktf.out")
    .option("--format <format>", `${FORMATS.join(", ")}: a matrix, a child pipeline, or data`, "github")
    .option("--json", "the same as --format json")
    .option(
      "--shard <shard>",
      `one shard of several, such as 1/2: a matrix of GitHub's has at most ${MAX_MATRIX} entries`,
    )
    .option(
      "--changed-since <ref>",
      "only stacks that REF synthesises otherwise: runs the code of both, so beside no token",
    )
    .option("--synth <command>", "with --changed-since, what synthesises into the folder CDKTF_OUTDIR", "npm run synth")
    .option("--include <file>", "with --format gitlab, the file that holds the job .stack", ".gitlab/stack.yml")
    .addHelpText("after", EPILOGUE)
    .action(matrix);
}

const EPILOGUE = `
Exit status: 0 printed, 2 nothing to print from.

Examples:
  npm run synth && ssps matrix
  ssps matrix --changed-since origin/main
  ssps matrix --shard 2/3
  ssps matrix --format gitlab > child.yml`;

function matrix({ from, format, json, shard, changedSince: ref, synth, include }: Options): void {
  const chosen = json ? "json" : FORMATS.find((one) => one === format);
  if (!chosen) throw new InputError(`--format: found ${describeValue(format)}; allowed: ${FORMATS.join(", ")}`);
  const { jobs: all, removed } = read(from, ref, synth);
  for (const stack of removed) {
    process.stderr.write(
      `warning: ${stack} is no longer synthesised: what it holds stays until somebody destroys it\n`,
    );
  }
  const jobs = shardOf(all, shard);
  if (chosen === "json") {
    printJson({ jobs, ...(ref !== undefined && { removed }) });
  } else if (chosen === "gitlab") {
    printText(gitlabPipeline(jobs, include));
  } else {
    if (jobs.length > MAX_MATRIX) {
      const shards = Math.ceil(jobs.length / MAX_MATRIX);
      throw new InputError(
        `${jobs.length} stacks; a matrix of GitHub's has at most ${MAX_MATRIX}: ${shard === undefined ? `--shard 1/${shards} and so on` : "more shards"}`,
      );
    }
    print(githubMatrix(jobs));
  }
}

function read(
  from: string,
  ref: string | undefined,
  synth: string,
): { jobs: readonly StackJob[]; removed: readonly string[] } {
  try {
    return ref === undefined ? { ...readStacks(from), removed: [] } : changedSince(ref, synth);
  } catch (error) {
    throw error instanceof StacksError ? new InputError(error.message) : error;
  }
}

/** Shards follow one another, so that what is applied first stands in the first. */
function shardOf(jobs: readonly StackJob[], shard: string | undefined): readonly StackJob[] {
  if (shard === undefined) return jobs;
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(shard) ?? []).map(Number);
  if (index < 1 || index > count) {
    throw new InputError(`--shard: found ${describeValue(shard)}; allowed: INDEX/COUNT, such as 1/2`);
  }
  const size = Math.ceil(jobs.length / count);
  return jobs.slice((index - 1) * size, index * size);
}
