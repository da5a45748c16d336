import { field, fieldsOf, listOf, textOf, type Fields, type Json } from "./resource";

/** How far references are followed through variables and outputs: modules nest a few levels deep. */
const MAX_HOPS = 16;

/** A resource's place in the configuration. */
interface Place {
  readonly modules: readonly string[];
  readonly configured: Fields | undefined;
}

/**
 * Follows the expressions of a plan's configuration. A plan leaves out the value of `aws_iam_policy.x.arn` before the
 * policy exists, but says in `configuration` that the attribute refers to it.
 *
 * Source: "JSON output format: configuration representation", Terraform documentation.
 */
export class References {
  /** Module → its configured resources by address: a plan of ten thousand is looked through once. */
  private readonly resources = new Map<string, ReadonlyMap<string, Fields>>();
  private readonly places = new Map<string, Place>();

  constructor(private readonly root: Fields) {}

  /**
   * @param address Address of a resource instance: `module.a["x"].aws_iam_role_policy_attachment.y[0]`.
   * @returns Addresses of resources without key, in the module instance that holds them. Empty where the expression
   * cannot be followed (locals are not part of a plan).
   */
  of(address: string, attribute: string): readonly string[] {
    const { modules, configured } = this.configuredAt(address);
    if (!configured) return [];
    const references = referencesOf(field(fieldsOf(field(configured, "expressions")), attribute));
    const each = referencesOf(field(configured, "for_each_expression"));
    return unique(this.follow(references, modules, each, 0));
  }

  /** Whether the configuration of a resource sets an attribute or block; undefined where it has no such resource. */
  has(address: string, attribute: string): boolean | undefined {
    const { configured } = this.configuredAt(address);
    return configured && field(fieldsOf(field(configured, "expressions")), attribute) !== undefined;
  }

  private configuredAt(address: string): Place {
    const known = this.places.get(address);
    if (known) return known;
    const { modules, resource } = splitAddress(address);
    const key = modules.map(withoutKey).join(".");
    let resources = this.resources.get(key);
    if (!resources) {
      const entries = listOf(field(this.module(modules), "resources")).map(fieldsOf);
      resources = new Map(entries.map((entry) => [textOf(field(entry, "address")) ?? "", entry]));
      this.resources.set(key, resources);
    }
    const place = { modules, configured: resources.get(resource) };
    this.places.set(address, place);
    return place;
  }

  private follow(
    references: readonly string[],
    modules: readonly string[],
    each: readonly string[],
    hops: number,
  ): string[] {
    if (hops > MAX_HOPS) return [];
    return references.flatMap((reference) => {
      const [head = "", name = "", output = ""] = parts(reference);
      if (head === "each") return name.startsWith("value") ? this.follow(each, modules, [], hops + 1) : [];
      if (head === "var") return this.ofVariable(name, modules, hops);
      if (head === "module") return output === "" ? [] : this.ofOutput(name, output, modules, hops);
      if (["data", "local", "count", "path", "terraform", "self"].includes(head) || name === "") return [];
      return [[...modules, `${head}.${name}`].join(".")];
    });
  }

  private ofVariable(name: string, modules: readonly string[], hops: number): string[] {
    const call = modules.at(-1);
    if (call === undefined) return [];
    const parents = modules.slice(0, -1);
    const called = fieldsOf(field(fieldsOf(field(this.module(parents), "module_calls")), callName(call)));
    const given = referencesOf(field(fieldsOf(field(called, "expressions")), name));
    return this.follow(given, parents, referencesOf(field(called, "for_each_expression")), hops + 1);
  }

  private ofOutput(call: string, output: string, modules: readonly string[], hops: number): string[] {
    const inner = [...modules, `module.${call}`];
    const declared = fieldsOf(field(fieldsOf(field(this.module(inner), "outputs")), output));
    return this.follow(referencesOf(field(declared, "expression")), inner, [], hops + 1);
  }

  /** The configuration of a module, whatever the key of its instance. */
  private module(modules: readonly string[]): Fields {
    return modules.reduce<Fields>((module, call) => {
      const called = fieldsOf(field(fieldsOf(field(module, "module_calls")), callName(call)));
      return fieldsOf(field(called, "module"));
    }, this.root);
  }
}

/** `module.a["x"].module.b.aws_iam_role.c[0]` → modules `module.a["x"]`, `module.b`; resource `aws_iam_role.c`. */
function splitAddress(address: string): { modules: string[]; resource: string } {
  const all = parts(address);
  const modules: string[] = [];
  let at = 0;
  while (all[at] === "module") {
    modules.push(`module.${all[at + 1] ?? ""}`);
    at += 2;
  }
  return { modules, resource: withoutKey(all.slice(at).join(".")) };
}

/** Splits at the periods that are not within a key in brackets, which may hold any text in quotes. */
function parts(address: string): string[] {
  return address.match(/(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]|[^.[])+/g) ?? [];
}

/** The address without the key of its last part. */
export function withoutKey(address: string): string {
  if (!address.endsWith("]")) return address;
  const all = parts(address);
  const last = all.pop() ?? "";
  return [...all, last.slice(0, last.indexOf("["))].join(".");
}

function callName(call: string): string {
  return withoutKey(call).slice("module.".length);
}

/** The references of an expression, the longest of each only: a plan lists `aws_iam_policy.x.arn` and `aws_iam_policy.x`. */
function referencesOf(expression: Json): string[] {
  return listOf(field(fieldsOf(expression), "references")).flatMap((reference) => textOf(reference) ?? []);
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list.map(withoutKey))];
}
