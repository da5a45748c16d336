import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const bin = execFileSync(resolve(".ci/moto"), ["--where"], { encoding: "utf8" }).trim();

/**
 * Whether the stand-in for S3 is there. Where it is not, says so once; in a pipeline that is an error.
 *
 * @throws Error in a pipeline without it.
 */
export function motoAvailable(): boolean {
  if (existsSync(join(bin, "moto_server"))) return true;
  if (process.env.CI !== undefined) throw new Error(".ci/moto has not run, and a pipeline must run it");
  process.stderr.write("skipped: moto's server is not there (.ci/moto makes it)\n");
  return false;
}

/** A stand-in for AWS's APIs on loopback, with an account that is empty. */
export interface Moto {
  /** The environment in which AWS's command line and Terraform's S3 backend talk to it. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs `aws ARGS`; answers its JSON. */
  aws(...args: string[]): unknown;
  stop(): Promise<void>;
}

export async function startMoto(): Promise<Moto> {
  const server = spawn(join(bin, "moto_server"), ["-H", "127.0.0.1", "-p", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const env = {
    PATH: `${bin}:${process.env.PATH ?? ""}`,
    AWS_ENDPOINT_URL: await addressOf(server),
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_DEFAULT_REGION: "eu-west-1",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  return {
    env,
    aws: (...args) => JSON.parse(execFileSync(join(bin, "aws"), args, { env, encoding: "utf8" }) || "null") as unknown,
    async stop() {
      server.kill();
      if (server.exitCode === null && server.signalCode === null) await once(server, "close");
    },
  };
}

/** The address that the server prints once it listens. @throws Error where it ends before. */
async function addressOf(server: ChildProcess): Promise<string> {
  const said: string[] = [];
  if (!server.stderr) throw new Error("moto's server has no standard error");
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (address !== undefined) {
      // It logs every request: nobody reads that, and a full pipe would stop it.
      server.stderr.resume();
      return address;
    }
  }
  throw new Error(`moto's server did not start:\n${said.join("\n")}`);
}
