import { Command } from "commander";
import type { AppOptions } from "./cli/app";
import { envOption } from "./cli/env-patterns";
import { runCommand } from "./cli/run-command";
import { app } from "./cli/with-cdktf";

export * from "./cli/with-cdktf";

// The CDKTF app, which `cdktf.json` starts; the command line loads the same file for what needs CDKTF.
if (require.main === module) {
  void runCommand(
    new Command("synth")
      .description("Writes the stacks of every environment.")
      .addOption(envOption())
      .action((options: AppOptions) => {
        app(options);
      }),
  );
}
