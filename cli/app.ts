import { isNativeError } from "node:util/types";
import { loadEnvironments, type NamedEnvironment } from "../config/load";
import { networkCost } from "../config/network";
import { filesOf, formatProblem, formatProblemWithSource } from "../config/problem";
import { sizeProblems } from "../contract/render/sizes";
import { allowedSize } from "../policy/size";
import { synthesise, type StackSummary } from "../stacks/synth";
import { patternsOf } from "./env-patterns";
import { ExitStatus, InputError, print, printable, printAside } from "./output";
import { progressOf } from "./progress";

/** What the app is given. */
export interface AppOptions {
  /** Patterns of environments' names. @default the variable `SSPS_ENV`, else all */
  readonly env?: readonly string[];
}

/**
 * The CDKTF app: environments in, stacks out. `cdktf` says where they go; without it that is `cdktf.out`. Loading this
 * loads CDKTF.
 */
export function app({ env }: AppOptions = {}): void {
  const reading = progressOf("reading environments");
  const {
    environments,
    problems: found,
    warnings,
  } = loadEnvironments("environments", {
    only: patternsOf(env),
    onProgress: reading.at,
  });
  reading.end();
  const problems = [...found, ...environments.flatMap(sizeProblems)];
  if (problems.length > 0) {
    const format = process.stderr.isTTY ? formatProblemWithSource : formatProblem;
    for (const problem of problems) printAside(printable(format(problem)));
    const broken = new Set(problems.flatMap(filesOf));
    if (environments.some(({ file }) => !broken.has(file))) printAside(OTHERS);
    process.exitCode = ExitStatus.badInput;
    return;
  }
  const costs = new Map(
    environments.map(({ name, environment: { network } }) => [`${name}-network`, network && networkCost(network)]),
  );
  for (const { id, file, policies } of synthesised(environments)) {
    print(`${id}  ${file}`);
    for (const { name, size } of policies) {
      print(`  ${String(size).padStart(5)} of ${allowedSize("managed")} characters  ${name}`);
    }
    const cost = costs.get(id);
    if (cost) print(`  ${cost}`);
  }
  for (const warning of warnings) printAside(`warning: ${printable(formatProblem(warning))}`);
}

const OTHERS = "nothing was written; --env, or the variable SSPS_ENV, chooses the environments that are right";

/** @throws InputError where an environment asks for what cannot be, or the output cannot be written. */
function synthesised(environments: readonly NamedEnvironment[]): readonly StackSummary[] {
  const progress = progressOf("synthesising");
  try {
    return synthesise(environments, process.env.CDKTF_OUTDIR ?? "cdktf.out", progress.at);
  } catch (error) {
    throw isNativeError(error) ? new InputError(error.message) : error;
  } finally {
    progress.end();
  }
}
