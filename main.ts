import { formatProblem } from "./config/problem";
import { loadEnvironments } from "./config/load";
import { networkCost } from "./config/network";
import { sizeProblems } from "./contract/render/sizes";
import { allowedSize } from "./policy/size";
import { printable } from "./cli/output";
import { synthesise } from "./stacks/synth";

/** The CDKTF app: environments in, stacks out. `cdktf` says where they go; without it that is `cdktf.out`. */
function main(): void {
  const { environments, problems: found, warnings } = loadEnvironments();
  const problems = [...found, ...environments.flatMap(sizeProblems)];
  if (problems.length > 0) {
    for (const problem of problems) console.error(printable(formatProblem(problem)));
    process.exitCode = 2;
    return;
  }
  const costs = new Map(
    environments.map(({ name, environment: { network } }) => [`${name}-network`, network && networkCost(network)]),
  );
  try {
    for (const { id, file, policies } of synthesise(environments, process.env.CDKTF_OUTDIR ?? "cdktf.out")) {
      console.log(`${id}  ${file}`);
      for (const { name, size } of policies) {
        console.log(`  ${String(size).padStart(5)} of ${allowedSize("managed")} characters  ${name}`);
      }
      const cost = costs.get(id);
      if (cost) console.log(`  ${cost}`);
    }
  } catch (error) {
    console.error(printable(error instanceof Error ? error.message : String(error)));
    process.exitCode = 2;
    return;
  }
  for (const warning of warnings) console.error(`warning: ${printable(formatProblem(warning))}`);
}

main();
