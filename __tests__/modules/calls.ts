import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { OfflineTerraform } from "../../offline/terraform";
import { newFolder } from "../new-folder";

/** A call of a module, as Terraform's JSON has it. */
export interface Call {
  /** Folder of `modules/`, or of any module by its absolute path. */
  readonly module: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A folder outside the repository, with one file for each call. */
export function writeCalls(calls: Readonly<Record<string, Call>>, more: object = {}): string {
  const folder = newFolder();
  for (const [name, { module, inputs }] of Object.entries(calls)) {
    const block = { module: { [name]: { source: resolve("modules", module), ...inputs } } };
    writeFileSync(join(folder, `${name}.tf.json`), JSON.stringify(block));
  }
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ provider: { aws: { region: "eu-west-1" } }, ...more }));
  return folder;
}

/** A module made of a synthesised stack, without its provider and backend. */
export function writeStackModule(folder: string, stack: string): string {
  const { resource, data } = JSON.parse(stack) as Record<string, unknown>;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ resource, ...(data !== undefined && { data }) }));
  return folder;
}

/** One resource of a plan. */
export interface Change {
  readonly address: string;
  readonly module_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown: Readonly<Record<string, unknown>>;
  };
}

/** Attribute → what it refers to, for attributes of a resource whose values are expressions. */
export type Expressions = Readonly<Record<string, { readonly references?: readonly string[] } | undefined>>;

/** A plan as `terraform show -json` prints it. */
export interface Plan {
  readonly resource_changes: readonly Change[];
  readonly configuration: {
    readonly root_module: {
      readonly module_calls: Readonly<
        Record<string, { readonly module: { readonly resources?: readonly ConfiguredResource[] } }>
      >;
    };
  };
}

interface ConfiguredResource {
  readonly address: string;
  readonly expressions?: Expressions;
  readonly depends_on?: readonly string[];
}

/** Plans a folder. @throws Error with Terraform's words where it fails. */
export async function planOf(terraform: OfflineTerraform, folder: string): Promise<Plan> {
  const ok = async (...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await terraform.run(folder, args);
    if (status !== 0) throw new Error(`terraform ${args.join(" ")}: ${stderr}`);
    return stdout;
  };
  await ok("init");
  await ok("plan", "-out=plan.bin");
  return JSON.parse(await ok("show", "-json", "plan.bin")) as Plan;
}

/** A diagnostic of `terraform … -json`. */
export interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly filename: string };
}

/** The diagnostics of a command that was given `-json`: `validate` answers at once, the others line by line. */
export function diagnosticsOf(stdout: string): Diagnostic[] {
  const texts = stdout.startsWith('{"@level"') ? stdout.trim().split("\n") : [stdout];
  return texts
    .map((text) => JSON.parse(text) as { diagnostic?: Diagnostic; diagnostics?: Diagnostic[] })
    .flatMap(({ diagnostic, diagnostics = [] }) => (diagnostic ? [diagnostic] : diagnostics));
}
