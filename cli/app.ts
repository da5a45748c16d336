import { isNativeError } from "node:util/types";
import { loadEnvironments, type NamedEnvironment } from "../config/load";
import { networkCost } from "../config/network";
import { formatProblem, formatProblemWithSource } from "../config/problem";
import { sizeProblems } from "../contract/render/sizes";
import { allowedSize } from "../policy/size";
import { synthesise, type StackSummary } from "../stacks/synth";
import { ExitStatus, InputError, print, printable } from "./output";

/**
 * The CDKTF app: environments in, stacks out. `cdktf` says where they go; without it that is `cdktf.out`. Loading this
 * loads CDKTF.
 */
export function app(): void {
  const { environments, problems: found, warnings } = loadEnvironments();
  const problems = [...found, ...environments.flatMap(sizeProblems)];
  if (problems.length > 0) {
    const format = process.stderr.isTTY ? formatProblemWithSource : formatProblem;
    for (const problem of problems) console.error(printable(format(problem)));
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
  for (const warning of warnings) console.error(`warning: ${printable(formatProblem(warning))}`);
}

/** @throws InputError where an environment asks for what cannot be, or the output cannot be written. */
function synthesised(environments: readonly NamedEnvironment[]): readonly StackSummary[] {
  try {
    return synthesise(environments, process.env.CDKTF_OUTDIR ?? "cdktf.out");
  } catch (error) {
    throw isNativeError(error) ? new InputError(error.message) : error;
  }
}
