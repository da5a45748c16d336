import type { Command } from "commander";
import type { AppOptions } from "./app";
import { envOption } from "./env-patterns";
import { withCdktf } from "./load-with-cdktf";

/** Adds `ssps synth`. */
export function register(program: Command): void {
  program
    .command("synth")
    .summary("write the Terraform of every environment")
    .description("Writes the stacks of every environment in the folder environments as Terraform's JSON.")
    .addOption(envOption())
    .addHelpText("after", EPILOGUE)
    .action((options: AppOptions) => {
      withCdktf().app(options);
    });
}

const EPILOGUE = `
They go to cdktf.out, or where CDKTF_OUTDIR says, which then holds these stacks and no others. For CDKTF's command line, this is an app: "app": "npx ssps synth" in
cdktf.json.

Exit status: 0 written, 2 a problem in an environment file, and nothing is written.

Examples:
  ssps synth && terraform -chdir=cdktf.out/stacks/dev-base init
  ssps synth --env 'prod*,dev'`;
