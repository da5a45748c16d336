import { Command } from "commander";
import { runCommand } from "./cli/run-command";
import { app } from "./cli/with-cdktf";

export * from "./cli/with-cdktf";

// The CDKTF app, which `cdktf.json` starts; the command line loads the same file for what needs CDKTF.
if (require.main === module) {
  void runCommand(new Command("synth").description("Writes the stacks of every environment.").action(app));
}
