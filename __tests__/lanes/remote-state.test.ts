import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { synthesise } from "../../stacks/synth";
import { newFolder } from "../new-folder";
import { motoAvailable, startMoto, type Moto } from "./moto";
import { commandBlocks } from "./page";

const run = [terraformAvailable(), motoAvailable()].every(Boolean) ? describe : describe.skip;

const KEY_ID = "01234567-89ab-4def-8123-456789abcdef";
const place = { accountId: "123456789012", region: "global" };
const [bootstrap = ""] = commandBlocks("docs/state.md");

/** The folder of the stack `<name>-base` of an environment with this backend. */
function baseStack(name: string, backend: object): string {
  const folder = newFolder();
  const file = join(folder, `${name}.yaml`);
  const federation = { saml: { provider_arns: ["arn:aws:iam::123456789012:saml-provider/idp"] } };
  const environment = { account: "123456789012", region: "eu-west-1", base: "managed", backend, federation };
  writeFileSync(file, JSON.stringify(environment));
  const { environments, problems } = loadEnvironments([file]);
  expect(problems).toEqual([]);
  const [base] = synthesise(environments, join(folder, "cdktf.out"));
  return dirname(base?.file ?? "");
}

/** The id by which AWS knows a role or policy of a stack. */
function idOf(folder: string, type: string, id: string): string {
  const { resource } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as {
    resource: Record<string, Record<string, { name: string }>>;
  };
  const name = resource[type]?.[id]?.name ?? "";
  return type === "aws_iam_policy" ? `arn:aws:iam::123456789012:policy/${name}` : name;
}

/** A command of Terraform's that runs. */
interface Running {
  readonly child: ChildProcess;
  /** All that it has printed. */
  readonly output: () => string;
  /** Its exit status, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

run("a state in S3", () => {
  let terraform: OfflineTerraform;
  let moto: Moto;

  beforeAll(async () => {
    [terraform, moto] = await Promise.all([startOffline(), startMoto()]);
  });
  afterAll(() => Promise.all([terraform.stop(), moto.stop()]));

  function start(folder: string, ...args: string[]): Running {
    const child = spawn(process.env.TERRAFORM_BINARY_NAME ?? "terraform", [...args, "-no-color"], {
      cwd: folder,
      env: { ...terraform.env, ...moto.env, TF_INPUT: "1" },
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (more: string) => (text += more));
    const ended = once(child, "close").then(([status, signal]) => (status ?? signal) as number | string);
    return { child, output: () => text, ended };
  }

  const ok = async (folder: string, ...args: string[]): Promise<string> => {
    const { output, ended } = start(folder, ...args);
    const status = await ended;
    if (status !== 0) throw new Error(`terraform ${args.join(" ")}: ${status}\n${output()}`);
    return output();
  };
  /** The server has no address for each bucket. */
  const init = (folder: string): Promise<string> => ok(folder, "init", "-backend-config=use_path_style=true");
  const apply = ["apply", "-auto-approve", "-parallelism=1"];

  /** Waits until a command has printed something. */
  const says = async ({ child, output }: Running, text: string): Promise<void> => {
    while (!output().includes(text)) {
      if (child.exitCode !== null) throw new Error(`ended before it said ${text}:\n${output()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  const keys = (): string[] =>
    (
      (
        moto.aws("s3api", "list-objects-v2", "--bucket", "acme-terraform-state") as {
          Contents?: { Key: string }[];
        } | null
      )?.Contents ?? []
    ).map(({ Key }) => Key);
  const head = (key: string): unknown =>
    moto.aws("s3api", "head-object", "--bucket", "acme-terraform-state", "--key", key);
  const roles = (): string[] => terraform.cloud.list(place, "aws_iam_role").map(([name]) => name);
  /** The addresses in a stack's state. */
  const stateOf = async (folder: string): Promise<string[]> => (await ok(folder, "state", "list")).trim().split("\n");
  /** What a state holds is what the account holds, and nothing is left to do. */
  const isWhole = async (folder: string): Promise<void> => {
    await ok(folder, "plan", "-detailed-exitcode");
    expect((await stateOf(folder)).filter((address) => address.startsWith("aws_iam_role.")).sort()).toEqual([
      "aws_iam_role.admin",
      "aws_iam_role.execution",
    ]);
    expect(keys().filter((key) => key.endsWith(".tflock"))).toEqual([]);
  };

  /** What somebody does while Terraform makes its third thing in the account; answers when it is done. */
  const atThirdThing = (act: () => void): (() => void) => {
    const put = terraform.cloud.put.bind(terraform.cloud);
    let count = 0;
    terraform.cloud.put = (...args) => {
      put(...args);
      if (++count === 3) act();
    };
    return () => (terraform.cloud.put = put);
  };

  const s3 = { bucket: "acme-terraform-state", region: "eu-west-1", key_prefix: "ssps/" };

  test("the documented commands make the bucket: private, encrypted, with versions", () => {
    execFileSync("bash", ["-euo", "pipefail", "-c", bootstrap], { env: moto.env, stdio: "pipe" });
    const get = (what: string): unknown => moto.aws("s3api", `get-${what}`, "--bucket", "acme-terraform-state");
    expect(get("bucket-versioning")).toMatchObject({ Status: "Enabled" });
    expect(get("public-access-block")).toEqual({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(JSON.stringify(get("bucket-encryption"))).toContain("AES256");
    const { Policy } = get("bucket-policy") as { Policy: string };
    expect(JSON.parse(Policy)).toMatchObject({
      Statement: [{ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }],
    });
    // The server knows no conditions and would deny everything.
    moto.aws("s3api", "delete-bucket-policy", "--bucket", "acme-terraform-state");
  });

  test("of two applies at once one is refused by the lock, and the state is whole; state and lock are encrypted", async () => {
    const folder = baseStack("both", { s3 });
    await init(folder);
    const first = start(folder, "apply");
    await says(first, "Enter a value:");
    // It waits for an answer, and holds the lock.
    expect(keys()).toEqual(["ssps/both-base.tfstate.tflock"]);
    expect(head("ssps/both-base.tfstate.tflock")).toMatchObject({ ServerSideEncryption: "AES256" });

    const second = start(folder, ...apply);
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/Error acquiring the state lock/);
    expect(second.output()).toMatch(/ID: +[0-9a-f-]{36}/);
    expect(roles()).toEqual([]);

    first.child.stdin?.end("yes\n");
    expect(await first.ended).toBe(0);
    expect(head("ssps/both-base.tfstate")).toMatchObject({ ServerSideEncryption: "AES256" });
    await isWhole(folder);
    await ok(folder, "destroy", "-auto-approve");
  });

  test("an apply that is interrupted writes the state and lets go of the lock; the next one goes on", async () => {
    const folder = baseStack("interrupted", { s3 });
    await init(folder);
    const running = start(folder, ...apply);
    const done = atThirdThing(() => running.child.kill("SIGINT"));
    expect(await running.ended).toBe(1);
    done();
    expect(running.output()).toContain("Interrupt received");
    const made = await stateOf(folder);
    expect(made.length).toBeGreaterThanOrEqual(3);
    await expect(isWhole(folder)).rejects.toThrow();
    await ok(folder, ...apply);
    expect(await stateOf(folder)).toEqual(expect.arrayContaining(made));
    await isWhole(folder);
    await ok(folder, "destroy", "-auto-approve");
  });

  test("after an apply that is killed the lock stays until it is let go of; what no state holds is imported", async () => {
    const folder = baseStack("killed", { s3 });
    await init(folder);
    const running = start(folder, ...apply);
    const done = atThirdThing(() => running.child.kill("SIGKILL"));
    expect(await running.ended).toBe("SIGKILL");
    done();
    expect(keys()).toContain("ssps/killed-base.tfstate.tflock");

    const refused = start(folder, ...apply);
    expect(await refused.ended).toBe(1);
    const [, id = ""] = /ID: +([0-9a-f-]{36})/.exec(refused.output()) ?? [];
    await ok(folder, "force-unlock", "-force", id);

    const again = start(folder, ...apply);
    expect(await again.ended).toBe(1);
    expect(again.output()).toMatch(/EntityAlreadyExists/);
    const exist = [...again.output().matchAll(/with (aws_iam_(?:role|policy))\.([\w-]+),/g)];
    expect(exist).toHaveLength(3);
    for (const [, type = "", name = ""] of exist)
      await ok(folder, "import", `${type}.${name}`, idOf(folder, type, name));
    await ok(folder, ...apply);
    await isWhole(folder);
    await ok(folder, "destroy", "-auto-approve");
  });

  test("with a key of its own, the state is encrypted by that key", async () => {
    const folder = baseStack("keyed", { s3: { ...s3, kms_key_id: KEY_ID } });
    await init(folder);
    await ok(folder, ...apply);
    expect(head("ssps/keyed-base.tfstate")).toMatchObject({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: KEY_ID });
    await isWhole(folder);
  });

  test("a state in HCP Terraform validates", async () => {
    const folder = baseStack("hcp", { cloud: { organization: "acme", workspaces: { prefix: "ssps-" } } });
    await ok(folder, "init", "-backend=false");
    expect(await ok(folder, "validate")).toMatch(/configuration is valid/);
  });
});
