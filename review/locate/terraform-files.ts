import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import type { Place } from "./place";

/** How much is looked through: beyond, places are not given. */
const MAX_FILES = 2_000;
const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 8;
const MAX_ADDRESS = 1_000;

/** A block, and for the call of a module where its code is: `./modules/x`, `git::…`. */
interface Block extends Place {
  readonly source?: string;
}

/** Folder, relative to the one that is looked through → `aws_iam_role.x` or `module.x` → its block. */
type Folders = ReadonlyMap<string, ReadonlyMap<string, Block>>;

/**
 * Finds the block in a `.tf` file that an address comes from: through calls of modules with local code to the resource,
 * or to the call where the module's code is elsewhere. Every folder may be the one that the plan was made in; where the
 * plan lies says, and otherwise there must be one answer only.
 */
export function terraformFiles(folder: string): (plan: string, addresses: readonly string[]) => Place | undefined {
  let folders: Folders | undefined;
  const known = new Map<string, Place | undefined>();
  return (plan, addresses) => {
    folders ??= foldersIn(folder);
    const home = slashes(relative(folder, resolve(folder, dirname(plan))));
    for (const address of addresses) {
      const key = JSON.stringify([home, withoutKeys(address)]);
      if (!known.has(key)) known.set(key, find(folders, home, address));
      const place = known.get(key);
      if (place) return place;
    }
    return undefined;
  };
}

function find(folders: Folders, home: string, address: string): Place | undefined {
  const steps = withoutKeys(address).split(".");
  if (address.length > MAX_ADDRESS || steps.length < 2 || steps.length % 2 > 0) return undefined;
  const blocks = [...Array(steps.length / 2).keys()].map((i) => `${steps[2 * i]}.${steps[2 * i + 1]}`);
  const here = follow(folders, home, blocks);
  if (here) return here;
  const found = [...folders.keys()].flatMap((root) => follow(folders, root, blocks) ?? []);
  const [first] = found;
  return found.every((one) => one.file === first?.file && one.line === first.line) ? first : undefined;
}

/** `module.a["x"].aws_iam_role.b[0]` → `module.a.aws_iam_role.b`. */
function withoutKeys(address: string): string {
  return address.slice(0, MAX_ADDRESS + 1).replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

function follow(folders: Folders, root: string, blocks: readonly string[]): Place | undefined {
  let folder = root;
  for (const [i, name] of blocks.entries()) {
    const block = folders.get(folder)?.get(name);
    if (!block || i === blocks.length - 1) return block && { file: block.file, line: block.line };
    const { source = "" } = block;
    if (!/^\.{1,2}\//.test(source)) return { file: block.file, line: block.line };
    folder = posix.join(folder, source).replace(/^\.$|\/$/g, "");
  }
  return undefined;
}

function foldersIn(root: string): Folders {
  const folders = new Map<string, Map<string, Block>>();
  let files = 0;
  const visit = (folder: string, depth: number): void => {
    for (const entry of entriesOf(join(root, folder))) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        const skipped = entry.name.startsWith(".") || entry.name === "node_modules";
        if (depth < MAX_DEPTH && !skipped) visit(path, depth + 1);
      } else if (entry.isFile() && entry.name.endsWith(".tf") && (files += 1) <= MAX_FILES) {
        const blocks = folders.get(folder) ?? new Map<string, Block>();
        folders.set(folder, blocks);
        for (const [name, block] of blocksOf(join(root, path), path)) blocks.set(name, block);
      }
    }
  };
  visit("", 0);
  return folders;
}

/** What a folder holds; nothing where it may not be read, since a place is a help and no part of the review. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return statSync(path).size > MAX_BYTES ? "" : readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const BLOCK = /^\s*(?:resource\s+"([\w-]+)"|(module))\s+"([\w-]+)"/;
const SOURCE = /^\s*source\s*=\s*"([^"]*)"/;

function blocksOf(path: string, file: string): Map<string, Block> {
  const blocks = new Map<string, Block>();
  let call: string | undefined;
  for (const [i, text] of textOf(path).split("\n").entries()) {
    const [, type, module, name] = BLOCK.exec(text) ?? [];
    if (name !== undefined) {
      const key = `${type ?? module}.${name}`;
      blocks.set(key, { file, line: i + 1 });
      call = module && key;
    }
    const block = call === undefined ? undefined : blocks.get(call);
    const source = SOURCE.exec(text)?.[1];
    if (call !== undefined && block && source !== undefined) {
      blocks.set(call, { ...block, source });
      call = undefined;
    }
  }
  return blocks;
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}
