import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { OfflineTerraform } from "../../offline/terraform";
import { newFolder } from "../new-folder";

/** Runs `cdktf ARGS`; answers all that it printed. */
export type Cdktf = (...args: string[]) => Promise<{ readonly status: number; readonly output: string }>;

/** A copy of the project for the CDKTF command line, with the compiled app and the shipped environments. */
export function cdktfProject({ env }: OfflineTerraform): Cdktf {
  const folder = newFolder();
  for (const name of ["dist", "node_modules", "environments", "package.json"]) {
    symlinkSync(resolve(name), join(folder, name));
  }
  writeFileSync(
    join(folder, "cdktf.json"),
    JSON.stringify({ language: "typescript", app: "node dist/app.js", projectId: "x", sendCrashReports: "false" }),
  );
  const log = join(folder, "log");
  return (...args) =>
    new Promise((done, fail) => {
      // To a file, not through a pipe: cdktf exits without waiting until a pipe has taken everything.
      const output = openSync(log, "w");
      spawn(process.execPath, [resolve("node_modules/cdktf-cli/bundle/bin/cdktf.js"), ...args], {
        cwd: folder,
        env: { ...env, CI: "1", FORCE_COLOR: "0", DISABLE_VERSION_CHECK: "1", CHECKPOINT_DISABLE: "1" },
        stdio: ["ignore", output, output],
      })
        .once("error", fail)
        .once("close", (status) => {
          closeSync(output);
          done({ status: status ?? 1, output: readFileSync(log, "utf8") });
        });
    });
}
