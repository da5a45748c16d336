import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A Node program and how it is run. */
export interface Program {
  /** Script and its arguments. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit status that counts as success beside 0. */
  readonly alsoFine?: number;
}

/** What one program took, as medians over its runs. */
export interface Measured {
  /** Whole process, from start to end. */
  readonly seconds: number;
  /** The most memory that it held, in MiB. */
  readonly mebibytes: number;
  /** What the last run printed. */
  readonly output: string;
}

/**
 * Runs programs side by side, a round of all of them at a time, so that a busy moment of the machine meets them alike.
 *
 * @throws Error where a program fails.
 */
export function measure<Name extends string>(
  programs: Readonly<Record<Name, Program>>,
  rounds: number,
): Record<Name, Measured> {
  const names = Object.keys(programs) as Name[];
  const runs = Array.from({ length: rounds }, () => names.map((name) => runOnce(programs[name])));
  return Object.fromEntries(
    names.map((name, i) => {
      const own = runs.flatMap((round) => round[i] ?? []);
      return [
        name,
        {
          seconds: median(own.map(({ seconds }) => seconds)),
          mebibytes: median(own.map(({ mebibytes }) => mebibytes)),
          output: own.at(-1)?.output ?? "",
        },
      ];
    }),
  ) as Record<Name, Measured>;
}

function runOnce({ args, cwd, env, alsoFine }: Program): Measured {
  const usage = join(cwd, "usage");
  const start = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    ["--require", join(__dirname, "usage.js"), ...args],
    { cwd, env: { ...process.env, ...env, BENCH_USAGE: usage }, encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (error ?? (status !== 0 && status !== alsoFine)) {
    throw new Error(`${args.join(" ")} failed with ${status ?? "no status"}: ${error?.message ?? stderr.slice(-2000)}`);
  }
  return { seconds, mebibytes: Number(readFileSync(usage, "utf8")) / 1024, output: stdout };
}

/** The middle of a list; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const pair = [sorted[Math.ceil(middle) - 1] ?? NaN, sorted[Math.floor(middle)] ?? NaN];
  return ((pair[0] ?? NaN) + (pair[1] ?? NaN)) / 2;
}
