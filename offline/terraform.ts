import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cloud } from "./account";
import { DATA_SOURCES } from "./data";
import { unsupported } from "./provider";
import { RESOURCES } from "./resources";
import { readBinding } from "./schema-source";
import { startServer, type ServerOptions } from "./server";

/** What a command did. */
export interface Result {
  /** Exit status; with `-detailed-exitcode`, 2 is a plan with changes. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real Terraform with the offline provider: no network, no account, nothing of the machine's configuration. */
export interface OfflineTerraform {
  /** The environment of each command, for other tools that call Terraform (`npx cdktf`). */
  readonly env: Readonly<Record<string, string>>;
  /** The fake accounts. */
  readonly cloud: Cloud;
  /** Runs `terraform ARGS` in a folder. A failing command is a result, no exception. */
  run(folder: string, args: readonly string[]): Promise<Result>;
  stop(): Promise<void>;
}

/** The command: Terraform, or what `TERRAFORM_BINARY_NAME` says, as for `cdktf`. */
function terraformBinary(): string {
  return process.env.TERRAFORM_BINARY_NAME ?? "terraform";
}

/**
 * Whether there is a Terraform to run. Where there is none, says so once; in a pipeline (`CI`) that is an error, since
 * there the tests that need it must not be skipped.
 *
 * @throws Error in a pipeline without Terraform.
 */
export function terraformAvailable(): boolean {
  const binary = terraformBinary();
  if (spawnSync(binary, ["version"], { stdio: "ignore" }).status === 0) return true;
  if (process.env.CI !== undefined) throw new Error(`${binary} is not on the PATH, and a pipeline must have it`);
  process.stderr.write(`skipped: ${binary} is not on the PATH (https://developer.hashicorp.com/terraform/install)\n`);
  return false;
}

/** Starts the provider and prepares an environment in which Terraform uses it. */
export async function startOffline(options: ServerOptions = {}): Promise<OfflineTerraform> {
  const server = await startServer(options);
  const folder = mkdtempSync(join(tmpdir(), "offline-terraform-"));
  // Terraform warns where the file is missing, so there is one, without content.
  const cliConfig = join(folder, "terraformrc");
  writeFileSync(cliConfig, "");
  const env = {
    ...inheritedEnvironment(),
    TF_REATTACH_PROVIDERS: server.reattach,
    TF_CLI_CONFIG_FILE: cliConfig,
    TF_CLI_ARGS_providers_lock: `-fs-mirror=${writeMirror(join(folder, "mirror"))}`,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
  };
  return {
    env,
    cloud: server.cloud,
    run: async (cwd, args) => explainUnsupported(await run(terraformBinary(), args, cwd, env)),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** This process's environment without what would change Terraform's or the provider's behaviour. */
function inheritedEnvironment(): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^(?:AWS|TF)_/.test(entry[0]),
  );
  return Object.fromEntries(inherited);
}

/**
 * `cdktf deploy` runs `terraform providers lock`, which asks the registry unless a mirror on disk has the provider. Any
 * file will do: it is only hashed into a lock file, since the provider itself runs already.
 */
function writeMirror(mirror: string): string {
  const { providerVersion } = readBinding("provider");
  const platform = `${process.platform === "win32" ? "windows" : process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  for (const registry of ["registry.terraform.io", "registry.opentofu.org"]) {
    const folder = join(mirror, registry, "hashicorp", "aws", providerVersion, platform);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `terraform-provider-aws_v${providerVersion}`), "offline");
  }
  return mirror;
}

/** Terraform rejects a type that the schema lacks before it asks the provider, so what to do about it is added here. */
function explainUnsupported(result: Result): Result {
  const [, what, name = ""] = /does not support (resource type|data source)[\s│╷]+"(\w+)"/.exec(result.stderr) ?? [];
  if (what === undefined) return result;
  const { message } =
    what === "data source"
      ? unsupported("data source", name, DATA_SOURCES)
      : unsupported("resource type", name, RESOURCES);
  return { ...result, stderr: `${result.stderr}\n${message}\n` };
}

function run(command: string, args: readonly string[], cwd: string, env: Record<string, string>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => (output[stream] += text));
    }
    child.once("error", reject).once("close", (status) => {
      resolve({ status: status ?? 1, ...output });
    });
  });
}
