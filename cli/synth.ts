import type { Command } from "commander";
import { withCdktf } from "./load-with-cdktf";

/** Adds `ssps synth`. */
export function register(program: Command): void {
  program
    .command("synth")
    .summary("write the Terraform of every environment")
    .description("Writes the stacks of every environment in the folder environments as Terraform's JSON.")
    .addHelpText("after", EPILOGUE)
    .action(() => {
      withCdktf().app();
    });
}

const EPILOGUE = `
They go to cdktf.out, or where CDKTF_OUTDIR says. For CDKTF's command line, this is an app: "app": "npx ssps synth" in
cdktf.json.

Exit status: 0 written, 2 a problem in an environment file, and nothing is written.

Example:
  ssps synth && terraform -chdir=cdktf.out/stacks/dev-base init`;
