import { App } from "cdktf";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { makeFolder } from "../files/folder";
import { asideOf } from "../files/aside";
import { buildStacks } from "./build";
import type { NamedEnvironment, PolicySummary } from "./environment-stack";
import { forgettingTokens } from "./forget-tokens";
import { replaceDeprecated } from "./node-util";

/** What was written for one stack. */
export interface StackSummary {
  /** `<environment>-<part>` */
  readonly id: string;
  /** Path of the stack's `cdk.tf.json`. */
  readonly file: string;
  readonly policies: readonly PolicySummary[];
}

/** cdktf's list of what an output folder holds; its CLI reads it. */
interface Manifest {
  version: string;
  stacks: Record<string, unknown>;
}

/**
 * Writes the stacks of all environments into `outdir`, as `cdktf` lays it out: `manifest.json` and
 * `stacks/<id>/cdk.tf.json`. Everything is synthesised aside first and then renamed into place file by file, so a run
 * that fails or is killed leaves each file as it was or as it should be. Stacks that no environment asks for any more
 * are removed.
 *
 * Each environment is an app of its own: a fleet of a thousand needs the memory of one.
 *
 * @param onProgress Called before each environment with how many of how many are done.
 */
export function synthesise(
  environments: readonly NamedEnvironment[],
  outdir: string,
  onProgress?: (done: number, of: number) => void,
): StackSummary[] {
  replaceDeprecated();
  makeFolder(dirname(resolve(outdir)));
  const aside = asideOf(resolve(outdir));
  try {
    mkdirSync(aside);
    const manifest: Manifest = { version: "0.0.0", stacks: {} };
    const summaries: StackSummary[] = [];
    for (const [index, environment] of environments.entries()) {
      onProgress?.(index, environments.length);
      const stacks = forgettingTokens(() => {
        const app = new App({ outdir: aside, stackTraces: false });
        const built = buildStacks(app, environment);
        app.synth();
        return built.map(({ node, policies }) => ({ id: node.id, policies }));
      });
      const written = JSON.parse(readFileSync(join(aside, "manifest.json"), "utf8")) as Manifest;
      manifest.version = written.version;
      Object.assign(manifest.stacks, written.stacks);
      for (const { id, policies } of stacks) {
        summaries.push({ id, file: join(outdir, "stacks", id, "cdk.tf.json"), policies });
      }
    }
    replaceOutput(aside, outdir, manifest);
    return summaries;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** A stack as Terraform reads it. */
export interface SynthesisedStack {
  /** `<environment>-<part>` */
  readonly id: string;
  readonly config: unknown;
}

/** The stacks of an environment, without a trace on the disk. */
export function synthesisedStacks(environment: NamedEnvironment): SynthesisedStack[] {
  const folder = mkdtempSync(join(tmpdir(), "stacks-"));
  try {
    return synthesise([environment], folder).map(({ id, file }) => ({
      id,
      config: JSON.parse(readFileSync(file, "utf8")) as unknown,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Moves what was synthesised aside into the output folder: the stacks, then the manifest that names them. Folders of
 * stacks that it no longer names go last.
 */
function replaceOutput(aside: string, outdir: string, manifest: Manifest): void {
  const folder = join(outdir, "stacks");
  // What needs room on the disk comes before the first file is replaced.
  writeFileSync(join(aside, "manifest.json"), JSON.stringify(manifest, null, 2));
  for (const id of ["", ...Object.keys(manifest.stacks)]) mkdirSync(join(folder, id), { recursive: true });
  for (const id of Object.keys(manifest.stacks)) {
    renameSync(join(aside, "stacks", id, "cdk.tf.json"), join(folder, id, "cdk.tf.json"));
  }
  renameSync(join(aside, "manifest.json"), join(outdir, "manifest.json"));
  for (const id of readdirSync(folder)) {
    if (!Object.hasOwn(manifest.stacks, id)) rmSync(join(folder, id), { recursive: true });
  }
}
