import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { blocksOf, membersOf } from "./expressions";
import { readJsonFile, ReviewInputError } from "./file";
import { field, textOf, type Fields, type Json } from "./resource";
import { isStack, type StackOptions } from "./stack";

/** A file of a folder in JSON syntax. */
interface StackFile {
  readonly path: string;
  /** From the folder on: the same on both sides. */
  readonly name: string;
  readonly content: Fields;
}

/** A configuration as Terraform reads it, and how it is read beside others. */
export interface StackInput extends StackOptions {
  readonly content: Fields;
}

/** Folders below a folder, by their path from it: the files in each. */
type Folders = ReadonlyMap<string, readonly StackFile[]>;

/**
 * The stacks below two folders, or below one where the other side is none: an output folder of cdktf with
 * `stacks/<id>/cdk.tf.json`, or folders of files by hand. The files of one folder are one configuration, in which
 * `override.tf.json` and `*_override.tf.json` replace what the others say; files that cannot be one, since they declare
 * the same twice, are stacks of their own.
 *
 * Source: "Files and Configuration Structure" and "Override Files", Terraform documentation.
 *
 * @throws ReviewInputError where a folder holds no stack.
 */
export function readStackFolders(folders: readonly string[]): [folder: string, stacks: StackInput[]][] {
  const all = folders.map((folder) => [folder, filesBelow(folder)] as const);
  // A stack is called the same on both sides, so that files are taken apart on both, or on none.
  const [apart, names] = [new Set<string>(), new Map<string, string[]>()];
  for (const [at, files] of all.flatMap(([, found]) => [...found])) {
    if (!areOne(files)) apart.add(at);
    names.set(at, [...new Set([...(names.get(at) ?? []), ...files.map(({ name }) => nameOf(name))])]);
  }
  return all.map(([folder, found]) => {
    const stacks = [...found].flatMap(([at, files]) =>
      apart.has(at)
        ? files.map((file) => stackOf([file], { scope: file.name, source: nameOf(file.name) }))
        : [stackOf(files, { scope: at, source: inWords(names.get(at) ?? []) })],
    );
    const other = stacks.find(({ content }) => !isStack(content));
    if (other) {
      throw new ReviewInputError(
        `${join(folder, other.source ?? "")}: no synthesised stack: no resource, module or provider in it`,
      );
    }
    return [folder, stacks];
  });
}

function inWords([first = "", second, ...others]: readonly string[]): string {
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first} and ${others.length + 1} more files`;
}

/** How deep below a folder stacks are looked for. */
const MAX_DEPTH = 3;

function filesBelow(folder: string): Folders {
  const found = new Map<string, StackFile[]>();
  const visit = (path: string, depth: number): void => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const at = join(path, entry.name);
      if (entry.isDirectory() && depth < MAX_DEPTH && !entry.name.startsWith(".")) visit(at, depth + 1);
      if (!entry.isFile() || !entry.name.endsWith(".tf.json")) continue;
      const files = found.get(relative(folder, path)) ?? [];
      files.push({ path: at, name: relative(folder, at), content: readJsonFile(at) });
      found.set(relative(folder, path), files);
    }
  };
  visit(folder, 0);
  if (found.size === 0)
    throw new ReviewInputError(`${folder}: no *.tf.json in it; synthesise first, with npm run synth`);
  return found;
}

function stackOf(files: readonly StackFile[], names: Pick<StackInput, "scope" | "source">): StackInput {
  return { content: merged(files), folder: dirname(files[0]?.path ?? ""), isFolder: true, ...names };
}

/** `stacks/dev-base/cdk.tf.json` → `dev-base`; other files by their path. */
function nameOf(path: string): string {
  return /^(?:.*\/)?([^/]+)\/cdk\.tf\.json$/.exec(path)?.[1] ?? path;
}

function isOverride({ name }: StackFile): boolean {
  return /(?:^|[/_])override\.tf\.json$/.test(name);
}

/** Whether Terraform would read files as one configuration: it refuses what is declared twice. */
function areOne(files: readonly StackFile[]): boolean {
  const declared = files
    .filter((file) => !isOverride(file))
    .flatMap(({ content }) => [...new Set(declaredIn(content))]);
  return new Set(declared).size === declared.length;
}

function declaredIn(content: Fields): string[] {
  const named = ["resource", "data"].flatMap((kind) =>
    membersOf(field(content, kind)).flatMap(([type, value]) =>
      membersOf(value).map(([name]) => `${kind} ${type} ${name}`),
    ),
  );
  const modules = membersOf(field(content, "module")).map(([name]) => `module ${name}`);
  const providers = membersOf(field(content, "provider")).flatMap(([name, value]) =>
    blocksOf(value).map((block) => `provider ${name} ${textOf(field(block, "alias")) ?? ""}`),
  );
  const backends = blocksOf(field(content, "terraform")).flatMap((block) =>
    ["backend", "cloud"].filter((name) => field(block, name) !== undefined).map(() => "backend"),
  );
  return [...named, ...modules, ...providers, ...backends];
}

/** Files as one: every block of theirs, with what override files say in the place of what the others do. */
function merged(files: readonly StackFile[]): Fields {
  const [only, ...others] = files;
  if (only && others.length === 0) return only.content;
  const content = new Map<string, Json[]>();
  for (const file of files.filter((one) => !isOverride(one))) {
    for (const [name, value] of Object.entries(file.content)) content.set(name, [...(content.get(name) ?? []), value]);
  }
  const whole = Object.fromEntries([...content].map(([name, values]) => [name, values.flat()]));
  return files.filter(isOverride).reduce<Fields>((base, file) => overridden(base, file.content), whole);
}

/** How many labels blocks have: `resource "TYPE" "NAME"`. */
const LABELS: Readonly<Record<string, number>> = { resource: 2, data: 2, module: 1, variable: 1 };

function overridden(base: Fields, over: Fields): Fields {
  const entries = Object.entries(over).map(([name, value]): [string, Json] => [
    name,
    // Of two configurations of one provider, the later one counts.
    name === "provider"
      ? [...blocksOf(field(base, name)), ...blocksOf(value)]
      : replaced(field(base, name), value, LABELS[name] ?? 0),
  ]);
  return { ...base, ...Object.fromEntries(entries) };
}

function replaced(base: Json, over: Json, labels: number): Json {
  const [was, is] = [base, over].map((value) => Object.fromEntries(membersOf(value)) as Fields) as [Fields, Fields];
  if (labels === 0) return { ...was, ...is };
  return Object.fromEntries(
    [...new Set([...Object.keys(was), ...Object.keys(is)])].map((name) => [
      name,
      Object.hasOwn(is, name) ? replaced(field(was, name), field(is, name), labels - 1) : field(was, name),
    ]),
  );
}
