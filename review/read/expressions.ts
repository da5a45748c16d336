import { join } from "node:path";
import { filesOf, hashesIn, hashOf } from "./module-files";
import { field, fieldsOf, textOf, type Fields, type Json } from "./resource";

/** Whether a text holds a Terraform expression: `${…}` or `%{…}`, not `$${`, which stands for the text `${`. */
export function isExpression(text: string): boolean {
  return /(?<!\$)(?:\$\$)*\$\{|(?<!%)(?:%%)*%\{/.test(text);
}

/** A literal text as Terraform reads it: `$${` stands for `${`. */
export function unescaped(text: string): string {
  return text.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

/** The value without its expressions, and where these stand: name → true, or an object or list of such. */
export function splitKnown(value: Json): { known: Json; unknown: Json } {
  if (typeof value === "string")
    return isExpression(value) ? { known: undefined, unknown: true } : { known: unescaped(value), unknown: false };
  if (Array.isArray(value)) {
    const items = value.map(splitKnown);
    return { known: items.map(({ known }) => known), unknown: items.map(({ unknown }) => unknown) };
  }
  if (typeof value !== "object" || value === null) return { known: value, unknown: false };
  const entries = Object.entries(value)
    .filter(([name]) => name !== "//")
    .map(([name, item]) => [name, splitKnown(item)] as const);
  return {
    known: Object.fromEntries(entries.map(([name, { known }]) => [name, known])),
    unknown: Object.fromEntries(
      entries.filter(([, { unknown }]) => unknown !== false).map(([name, { unknown }]) => [name, unknown]),
    ),
  };
}

/** Blocks of Terraform's JSON syntax: one object, or a list of them. */
export function blocksOf(value: Json): Fields[] {
  return (Array.isArray(value) ? (value as Json[]) : [value])
    .filter((item) => typeof item === "object" && item !== null)
    .map(fieldsOf);
}

/** The members of all blocks: `{"a": …}`, or `[{"a": …}, {"b": …}]`. */
export function membersOf(value: Json): [name: string, value: Json][] {
  return blocksOf(value).flatMap((block) => Object.entries(block));
}

/** Files that give variables their values. Source: "Assigning values to variables", Terraform documentation. */
const VARIABLE_FILES = /^(?:terraform|.*\.auto)\.tfvars(?:\.json)?$/;

/** Attributes of a resource that its name, ARN and id follow from. */
const NAMING = /name|bucket|identifier|path|prefix|region|provider|domain|repository|^count$|^for_each$/;

/**
 * The expressions of a stack. Nothing is evaluated: an expression whose text is the same on both sides, and that refers
 * to what is the same on both sides, has the same value.
 */
export class Expressions {
  /** `var.x`, `local.x`, `data.TYPE.NAME`, `module.x`, `TYPE.NAME` → what stands there. */
  private readonly declared = new Map<string, Json>();

  constructor(
    stack: Fields,
    /** The folder of the stack's file: sources of modules are relative to it. */
    private readonly folder: string,
  ) {
    const given = hashesIn(folder, VARIABLE_FILES);
    for (const [name, block] of membersOf(field(stack, "variable"))) this.declared.set(`var.${name}`, [block, given]);
    for (const [name, value] of membersOf(field(stack, "locals"))) this.declared.set(`local.${name}`, value);
    for (const [name, block] of membersOf(field(stack, "module")))
      this.declared.set(`module.${name}`, this.moduleOf(block));
    for (const [kind, prefix] of [
      ["data", "data."],
      ["resource", ""],
    ] as const) {
      for (const [type, named] of membersOf(field(stack, kind))) {
        for (const [name, block] of membersOf(named)) this.declared.set(`${prefix}${type}.${name}`, block);
      }
    }
  }

  /** The value with everything that its expressions refer to, as one text. */
  closureOf(value: Json): string {
    const seen = new Map<string, Json>();
    const open: Json[] = [value];
    for (const item of open) {
      for (const path of this.filesIn(item)) if (!seen.has(path)) seen.set(path, hashOf(path));
      for (const { key, attribute } of referencesIn(item)) {
        const isWhole = /^(?:var|local|data|module)\./.test(key);
        const id = isWhole ? key : `${key}.${attribute}`;
        if (seen.has(id) || !this.declared.has(key)) continue;
        const block = this.declared.get(key);
        const part = isWhole ? block : identifying(block, attribute);
        seen.set(id, part);
        open.push(part);
      }
    }
    return JSON.stringify([value, ...[...seen].sort(([a], [b]) => (a < b ? -1 : 1))]);
  }

  /** Files that expressions read: `file("${path.module}/policy.json")`. */
  private filesIn(value: Json): string[] {
    return expressionsIn(value).flatMap((text) =>
      [...text.matchAll(FILE)].flatMap(([, path]) => (path === undefined ? [] : [join(this.folder, path)])),
    );
  }

  /** A call of a module, with what the files of a local module hold. */
  private moduleOf(block: Json): Json {
    const [call = {}] = blocksOf(block);
    const source = textOf(field(call, "source"));
    const local = source !== undefined && /^\.{1,2}\//.test(source);
    return local ? [call, filesOf(join(this.folder, source))] : call;
  }
}

/** What a resource's computed attributes follow from, and the attribute itself where it is set. */
function identifying(block: Json, attribute: string): Json {
  const [fields = {}] = blocksOf(block);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name === attribute || NAMING.test(name)));
}

/** `${aws_iam_policy.admin.arn}` → `aws_iam_policy.admin`, `arn`. */
export function referencesIn(value: Json): { key: string; attribute: string }[] {
  return expressionsIn(value).flatMap((text) =>
    [...text.matchAll(REFERENCE)].map(([, key = "", attribute = ""]) => ({ key, attribute })),
  );
}

/** The texts in a value that hold expressions. */
function expressionsIn(value: Json): string[] {
  const found: string[] = [];
  const open: Json[] = [value];
  while (open.length > 0) {
    const item = open.pop();
    if (typeof item === "string" && isExpression(item)) found.push(item);
    else if (typeof item === "object" && item !== null) for (const one of Object.values(item) as Json[]) open.push(one);
  }
  return found;
}

const REFERENCE = /(?<![\w.-])((?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*)(?:\[[^\]]{0,200}\])?(?:\.([\w-]+))?/g;

/** A function that reads a file, and the file's path below the stack's folder. */
const FILE =
  /\b(?:file|filebase64|templatefile)\w{0,20}\(\s*\\?"(?:\$\{path\.(?:module|root|cwd)\}\/)?([^"$\\\n]{1,300})\\?"/g;
