import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ARN_PATTERNS } from "../../aws/arn";
import { ACCOUNT_ID } from "../../aws/ids";
import { REGION } from "../../aws/regions";
import { readJsonFile, ReviewInputError } from "../../review/read";
import { field, fieldsOf, listOf, textOf, type Fields } from "../../review/read/resource";

/** What a pipeline has to know of one synthesised stack. */
export interface StackJob {
  /** `<environment>-<part>` */
  readonly stack: string;
  /** Its folder, below the output folder: `stacks/dev-base`. */
  readonly folder: string;
  /** Stacks of one order do not wait for one another; 0 waits for none. */
  readonly order: number;
  /** The stacks that are applied before it. */
  readonly after: readonly string[];
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** The role that the provider assumes; absent where it calls with the credentials that Terraform is given. */
  readonly role?: string;
  /** Where the state is: `local` is on one machine, so that a pipeline plans from nothing. */
  readonly backend: string;
}

/** What was synthesised, read from its folder. */
export interface SynthesisedFolder {
  /** In the order in which they are applied. */
  readonly jobs: readonly StackJob[];
  /** A digest of what each stack says, by its id. */
  readonly digests: ReadonlyMap<string, string>;
}

/** A folder does not hold synthesised stacks that a pipeline could run; the message says why. */
export class StacksError extends Error {
  override readonly name = "StacksError";
}

/** What an id may be: it becomes the name of a job and a part of paths and commands. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/**
 * Reads the stacks that a folder holds. What it says ends in a pipeline's variables, so anything that is not of the form
 * that it must have is refused.
 *
 * @param folder `cdktf.out`
 * @throws StacksError where it holds no such stacks.
 */
export function readStacks(folder: string): SynthesisedFolder {
  const manifest = read(folder, "manifest.json");
  const stacks = new Map<string, { readonly job: Omit<StackJob, "order">; readonly digest: string }>();
  for (const [id, entry] of Object.entries(fieldsOf(field(manifest, "stacks")))) {
    if (!ID.test(id))
      throw new StacksError(
        `${folder}: found a stack ${JSON.stringify(id.slice(0, 100))}; allowed: letters, digits, _ and -`,
      );
    const config = read(folder, join("stacks", id, "cdk.tf.json"));
    const after = listOf(field(fieldsOf(entry), "dependencies")).flatMap((one) => textOf(one) ?? []);
    stacks.set(id, { job: jobOf(folder, id, config, after), digest: digestOf(config) });
  }
  if (stacks.size === 0) throw new StacksError(`${folder}: holds no stack; synthesise first: npm run synth`);
  const orders = new Map<string, number>();
  const orderOf = (id: string, way: readonly string[]): number => {
    if (way.includes(id)) throw new StacksError(`${folder}: ${[...way, id].join(" waits for ")}: a circle`);
    const known = orders.get(id);
    if (known !== undefined) return known;
    const after = stacks.get(id)?.job.after ?? [];
    const order = Math.max(-1, ...after.filter((one) => stacks.has(one)).map((one) => orderOf(one, [...way, id]))) + 1;
    orders.set(id, order);
    return order;
  };
  const jobs = [...stacks.values()].map(({ job }): StackJob => ({ ...job, order: orderOf(job.stack, []) }));
  jobs.sort((a, b) => a.order - b.order || (a.stack < b.stack ? -1 : 1));
  return { jobs, digests: new Map([...stacks].map(([id, { digest }]) => [id, digest])) };
}

/** The texts of a fleet would not fit into memory. */
function digestOf(config: Fields): string {
  return createHash("sha256").update(JSON.stringify(config)).digest("hex");
}

/** @throws StacksError where there is no such file, or it holds no JSON object. */
function read(folder: string, file: string): Fields {
  const path = join(folder, file);
  if (!existsSync(path)) throw new StacksError(`${path} is not there; synthesise first: npm run synth`);
  try {
    return readJsonFile(path);
  } catch (error) {
    throw error instanceof ReviewInputError ? new StacksError(error.message) : error;
  }
}

function jobOf(folder: string, stack: string, config: Fields, after: readonly string[]): Omit<StackJob, "order"> {
  const [provider] = listOf(field(fieldsOf(field(config, "provider")), "aws")).map(fieldsOf);
  const [assumed] = listOf(field(provider ?? {}, "assume_role")).map(fieldsOf);
  const [account] = listOf(field(provider ?? {}, "allowed_account_ids"));
  const [backend] = Object.keys(fieldsOf(field(fieldsOf(field(config, "terraform")), "backend")));
  const cloud = field(fieldsOf(field(config, "terraform")), "cloud") === undefined ? "local" : "cloud";
  const role = assumed && field(assumed, "role_arn");
  const held = (what: string, value: unknown, form: RegExp, allowed: string): string => {
    if (typeof value === "string" && form.test(value)) return value;
    const found = typeof value === "string" ? JSON.stringify(value.slice(0, 100)) : "none";
    throw new StacksError(
      `${join(folder, "stacks", stack, "cdk.tf.json")}: ${what}: found ${found}; allowed: ${allowed}`,
    );
  };
  return {
    stack,
    folder: `stacks/${stack}`,
    after: after.map((one) => held("a stack to wait for", one, ID, "letters, digits, _ and -")),
    account: held("the account (allowed_account_ids)", account, ACCOUNT_ID, "12 digits"),
    region: held("the region", field(provider ?? {}, "region"), REGION, "a region"),
    ...(role !== undefined && { role: held("the role to assume", role, ARN_PATTERNS.role, "the ARN of a role") }),
    backend: held("the backend", backend ?? cloud, /^[a-z0-9]+$/, "a name of lower-case letters"),
  };
}
