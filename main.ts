import { join } from "node:path";
import { loadEnvironments } from "./config/load";
import { allowedSize } from "./policy/size";
import { synthesise } from "./stacks/synth";

/** The CDKTF app: environments in, stacks out. `cdktf` says where they go; without it that is `cdktf.out`. */
function main(): void {
  const { environments, problems, warnings } = loadEnvironments();
  if (problems.length > 0) {
    console.error(problems.join("\n"));
    process.exitCode = 2;
    return;
  }
  const outdir = process.env["CDKTF_OUTDIR"] ?? "cdktf.out";
  for (const { id, policies } of synthesise(environments, outdir)) {
    console.log(`${id}  ${join(outdir, "stacks", id, "cdk.tf.json")}`);
    for (const { name, size } of policies) {
      console.log(`  ${String(size).padStart(5)} of ${allowedSize("managed")}  ${name}`);
    }
  }
  for (const warning of warnings) console.error(`warning: ${warning}`);
}

main();
