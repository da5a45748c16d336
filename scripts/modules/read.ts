import { parse } from "@cdktf/hcl2json";
import { hclValue } from "./hcl";

/** An input as the HCL declares it. */
interface HclVariable {
  readonly description: string;
  /** Type constraint on one line. */
  readonly type: string;
  /** The default as Terraform writes it; absent where the input must be given. */
  readonly fallback?: string;
}

/** What the files of a module declare. */
export interface ModuleHcl {
  readonly variables: Readonly<Record<string, HclVariable>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly locals: Readonly<Record<string, unknown>>;
  /** Addresses of the resources, sorted; with `[count]` or `[for_each]` where there may be none or several. */
  readonly addresses: readonly string[];
}

type Blocks = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** The JSON that a file of HCL stands for, as @cdktf/hcl2json has it: each block a list of one. */
interface HclFile {
  readonly variable?: Blocks;
  readonly output?: Blocks;
  readonly locals?: readonly Readonly<Record<string, unknown>>[];
  readonly resource?: Readonly<Record<string, Blocks>>;
}

/** Reads a module's HCL. @param files Name of each file → its text. */
export async function readHcl(files: Readonly<Record<string, string>>): Promise<ModuleHcl> {
  const parsed: HclFile[] = await Promise.all(Object.entries(files).map(([file, text]) => parse(file, text)));
  const blocks = (kind: "variable" | "output"): [string, Readonly<Record<string, unknown>>][] =>
    Object.entries(Object.assign({}, ...parsed.map((file) => file[kind])) as Blocks).map(([name, [block = {}]]) => [
      name,
      block,
    ]);
  return {
    variables: Object.fromEntries(
      blocks("variable").map(([name, { description, type, ...rest }]) => [
        name,
        {
          description: description as string,
          type: onOneLine(type as string),
          ...("default" in rest && { fallback: hclValue(rest.default) }),
        },
      ]),
    ),
    outputs: Object.fromEntries(
      blocks("output").map(([name, { description, value }]) => [
        name,
        { description: description as string, value: value as string },
      ]),
    ),
    locals: Object.assign({}, ...parsed.flatMap(({ locals = [] }) => locals)) as Record<string, unknown>,
    addresses: parsed
      .flatMap(({ resource = {} }) => Object.entries(resource))
      .flatMap(([type, named]) =>
        Object.entries(named).map(([name, [block = {}]]) => `${type}.${name}${instances(block)}`),
      )
      .sort(),
  };
}

function instances(block: object): string {
  if ("for_each" in block) return "[for_each]";
  return "count" in block ? "[count]" : "";
}

/** `object({` and its members line by line, as `object({ a = string, b = number })`. */
function onOneLine(type: string): string {
  return type
    .replace(/^\$\{|\}$/g, "")
    .replace(/\{\s*\n\s*/g, "{ ")
    .replace(/\s*\n\s*\}/g, " }")
    .replace(/\s*\n\s*/g, ", ")
    .replace(/ +/g, " ");
}
