import type { Metafile } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A package of which the bundle holds code. */
export interface BundledPackage {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly repository?: string | { readonly url?: string };
}

/** The packages of which a bundle holds code, by their folders. */
export function bundledPackages({ inputs }: Pick<Metafile, "inputs">): BundledPackage[] {
  const folders = Object.keys(inputs).flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []);
  return [...new Set(folders)].sort().map((folder) => ({
    ...(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Omit<BundledPackage, "folder">),
    folder,
  }));
}
