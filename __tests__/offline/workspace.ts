import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OfflineTerraform, Result } from "../../offline/terraform";
import { newFolder } from "../new-folder";

/** What these tests look at in a plan's JSON. */
export interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Readonly<Record<string, unknown>> | null;
      readonly after: Readonly<Record<string, unknown>> | null;
      readonly after_unknown: Readonly<Record<string, unknown>>;
      readonly after_sensitive: unknown;
      readonly importing?: { readonly id: string };
    };
  }[];
}

/** A copy of a fixture in a folder of its own. */
export function copyFixture(name: string): string {
  const folder = newFolder();
  cpSync(join(__dirname, "fixtures", name), folder, { recursive: true });
  return folder;
}

/** Terraform in one folder; every command must end as expected. */
export class Workspace {
  constructor(
    private readonly terraform: OfflineTerraform,
    readonly folder: string,
  ) {}

  /** Runs a command that must succeed. */
  async run(...args: string[]): Promise<Result> {
    const result = await this.terraform.run(this.folder, args);
    if (result.status !== 0) throw new Error(`terraform ${args.join(" ")}\n${result.stdout}\n${result.stderr}`);
    return result;
  }

  /** Runs a command that must fail, and returns its message without decoration and line breaks. */
  async fail(...args: string[]): Promise<string> {
    const { status, stdout, stderr } = await this.terraform.run(this.folder, [...args, "-no-color"]);
    if (status === 0) throw new Error(`terraform ${args.join(" ")} should have failed\n${stdout}`);
    return stderr.replaceAll(/[│╷╵\s]+/g, " ");
  }

  /** A plan, as `terraform show -json` gives it. */
  async plan(...args: string[]): Promise<PlanJson> {
    await this.run("plan", "-out=plan", ...args);
    return JSON.parse((await this.run("show", "-json", "plan")).stdout) as PlanJson;
  }

  /** Actions by address, of what a plan changes. */
  async changes(...args: string[]): Promise<Record<string, string>> {
    const { resource_changes: all = [] } = await this.plan(...args);
    const changed = all.filter(({ mode, change }) => mode === "managed" && change.actions.join() !== "no-op");
    return Object.fromEntries(changed.map(({ address, change }) => [address, change.actions.join()]));
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  remove(...names: string[]): void {
    for (const name of names) rmSync(join(this.folder, name), { force: true });
  }
}
