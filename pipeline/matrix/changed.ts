import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readStacks, StacksError, type StackJob } from "./stacks";

/** What differs between what two commits synthesise. */
export interface ChangedStacks {
  /** The stacks of the working tree that another commit synthesises otherwise, or not at all. */
  readonly jobs: readonly StackJob[];
  /** Stacks that the other commit has, and the working tree no longer: nobody destroys them by a plan. */
  readonly removed: readonly string[];
}

/**
 * Synthesises the working tree and another commit, each with its own code, and compares what they say: a change of code
 * counts as much as one of an environment file. It runs the code of both.
 *
 * @param ref What git takes for a commit.
 * @param command What synthesises into the folder that `CDKTF_OUTDIR` names.
 * @throws StacksError where there is no such commit, or one side cannot be synthesised.
 */
export function changedSince(ref: string, command: string): ChangedStacks {
  const commit = commitOf(ref);
  const folder = mkdtempSync(join(tmpdir(), "matrix-"));
  const tree = join(folder, "tree");
  try {
    git(["worktree", "add", "--detach", "--quiet", tree, commit], `cannot check ${ref} out`);
    // What is installed here serves there: it is the code that is compared, not what it depends on.
    if (existsSync("node_modules") && !existsSync(join(tree, "node_modules"))) {
      symlinkSync(resolve("node_modules"), join(tree, "node_modules"), "dir");
    }
    const before = synthesised(tree, command, join(folder, "before"), `${ref} cannot be synthesised`);
    const after = synthesised(".", command, join(folder, "after"), "the working tree cannot be synthesised");
    return {
      jobs: after.jobs.filter(({ stack }) => after.digests.get(stack) !== before.digests.get(stack)),
      removed: before.jobs.map(({ stack }) => stack).filter((stack) => !after.digests.has(stack)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    spawnSync("git", ["worktree", "prune"]);
  }
}

function commitOf(ref: string): string {
  // The end of options: a name that begins with a hyphen is none of git's.
  const { status, stdout, error } = spawnSync(
    "git",
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`],
    { encoding: "utf8" },
  );
  if (error) throw new StacksError(`git cannot be run: ${error.message}`);
  if (status === 0) return stdout.trim();
  throw new StacksError(
    `--changed-since: found ${JSON.stringify(ref)}, which is no commit here; allowed: a branch, a tag or a commit that was fetched (git fetch --depth=1 origin REF)`,
  );
}

function git(args: readonly string[], failure: string): void {
  const { status, stderr } = spawnSync("git", args, { encoding: "utf8" });
  if (status !== 0) throw new StacksError(`${failure}: ${lastLines(stderr)}`);
}

function synthesised(tree: string, command: string, outdir: string, failure: string): ReturnType<typeof readStacks> {
  const { status, stdout, stderr, error } = spawnSync(command, {
    cwd: tree,
    shell: true,
    encoding: "utf8",
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error ?? status !== 0)
    throw new StacksError(`${failure} by ${command}: ${error?.message ?? lastLines(stderr || stdout)}`);
  return readStacks(outdir);
}

const MAX_LINES = 5;

/** What a command said last, without the traces of a stack. */
function lastLines(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !/^\s+at |^Node\.js v/.test(line));
  return lines.slice(-MAX_LINES).join("\n").slice(0, 2000);
}
