import { createHash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync, statSync, type Stats } from "node:fs";
import { join, relative } from "node:path";

/** Files of a called module that are looked at, and their bytes, at most. */
const MAX_FILES = 1_000;
const MAX_BYTES = 10_000_000;

/** A local module that a module calls, in either syntax: `source = "../network"`. */
const SOURCE = /\bsource"?\s*[=:]\s*"(\.{1,2}\/[^"\n]{0,200})"/g;

/**
 * Name and hash of each file of a local module, of the folders in it, and of the local modules that these call: the same
 * on both sides, nothing in it changes. Where there are too many to look at, the folder itself stands for them.
 */
export function filesOf(folder: string): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  let bytes = 0;
  const folders = [folder];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    const content = entriesOf(at);
    if (!content) {
      found.push(`${relative(folder, at)} is not at hand`);
      continue;
    }
    if (seen.has(content.path)) continue;
    seen.add(content.path);
    for (const name of content.names) {
      const path = join(at, name);
      const stat = statOf(path);
      if (stat?.isDirectory() && !name.startsWith(".")) folders.push(path);
      if (!stat?.isFile()) continue;
      bytes += stat.size;
      if (found.length >= MAX_FILES || bytes > MAX_BYTES) return [`${content.path}: too much to compare`];
      const text = readFileSync(path);
      found.push(`${relative(folder, path)} ${sha256(text)}`);
      if (!/\.tf(?:\.json)?$/.test(name)) continue;
      for (const [, source = ""] of text.toString("utf8").matchAll(SOURCE)) folders.push(join(at, source));
    }
  }
  return found.sort();
}

function entriesOf(folder: string): { readonly path: string; readonly names: readonly string[] } | undefined {
  try {
    return { path: realpathSync(folder), names: readdirSync(folder).sort() };
  } catch {
    return undefined;
  }
}

/** Files of a folder whose names fit, each with its hash. */
export function hashesIn(folder: string, fits: RegExp): { readonly name: string; readonly hash: string }[] {
  const names = entriesOf(folder)?.names.filter((name) => fits.test(name)) ?? [];
  return names.slice(0, MAX_FILES).map((name) => ({ name, hash: hashOf(join(folder, name)) }));
}

/** The hash of one file; of what is none, or too long, a text that says so. */
export function hashOf(path: string): string {
  const stat = statOf(path);
  if (!stat?.isFile()) return "not at hand";
  return stat.size > MAX_BYTES ? `${realpathSync(path)}: too much to compare` : sha256(readFileSync(path));
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
