import { addressSegments, splitAddress, withoutKey } from "./address";
import { field, fieldsOf, listOf, textOf, type Fields, type Json } from "./resource";

/** A resource's place in the configuration. */
interface Configured {
  readonly modules: readonly string[];
  readonly block: Fields | undefined;
}

/** A module of the configuration, whatever the key of its instance. */
interface Module {
  readonly block: Fields;
  /** Its configured resources by address: a plan of ten thousand is looked through once. */
  readonly resources: ReadonlyMap<string, Fields>;
}

/** Expressions that are still to be followed, in a module instance. */
interface Step {
  readonly references: readonly string[];
  readonly modules: readonly string[];
  /** What `each.value` refers to there. */
  readonly each: readonly string[];
}

/**
 * Follows the expressions of a plan's configuration. A plan leaves out the value of `aws_iam_policy.x.arn` before the
 * policy exists, but says in `configuration` that the attribute refers to it.
 *
 * Source: "JSON output format: configuration representation", Terraform documentation.
 */
export class References {
  private readonly modules = new Map<string, Module>();
  private readonly places = new Map<string, Configured>();

  /** @param root `configuration.root_module` of the plan. */
  constructor(private readonly root: Fields) {}

  /**
   * @param address Address of a resource instance: `module.a["x"].aws_iam_role_policy_attachment.y[0]`.
   * @returns Addresses of resources without key, in the module instance that holds them. Empty where the expression
   * cannot be followed (locals are not part of a plan).
   */
  of(address: string, attribute: string): readonly string[] {
    const { modules, block } = this.configuredAt(address);
    if (!block) return [];
    return this.follow({
      references: expressionsAt(block, attribute).flatMap(referencesOf),
      modules,
      each: referencesOf(field(block, "for_each_expression")),
    });
  }

  /** Whether the configuration of a resource sets an attribute or block; undefined where it has no such resource. */
  has(address: string, attribute: string): boolean | undefined {
    const { block } = this.configuredAt(address);
    return block && expressionsAt(block, attribute).length > 0;
  }

  /** `provider_config_key` of a resource; undefined where it is not configured. */
  providerOf(address: string): string | undefined {
    const { block } = this.configuredAt(address);
    return block && textOf(field(block, "provider_config_key"));
  }

  private configuredAt(address: string): Configured {
    const known = this.places.get(address);
    if (known) return known;
    const { modules, resource } = splitAddress(address);
    const place = { modules, block: this.module(modules).resources.get(resource) };
    this.places.set(address, place);
    return place;
  }

  /** Each variable and output is followed once, so references in a circle end. */
  private follow(start: Step): string[] {
    const found = new Set<string>();
    const seen = new Set<string>();
    const steps = [start];
    for (let step = steps.pop(); step; step = steps.pop()) {
      for (const reference of new Set(step.references)) {
        const [head = "", name = "", output = ""] = addressSegments(reference);
        if (["data", "local", "count", "path", "terraform", "self"].includes(head) || name === "") continue;
        if (!["each", "var", "module"].includes(head)) {
          found.add(withoutKey([...step.modules, `${head}.${name}`].join(".")));
          continue;
        }
        const key = [...step.modules, head, name, head === "module" ? output : ""].join(".");
        if (seen.has(key)) continue;
        seen.add(key);
        const next = this.next(step, head, name, output);
        if (next) steps.push(next);
      }
    }
    return [...found];
  }

  /** Where `each.value`, a variable or a module's output leads. */
  private next({ modules, each }: Step, head: string, name: string, output: string): Step | undefined {
    if (head === "each") return name.startsWith("value") ? { references: each, modules, each: [] } : undefined;
    if (head === "module") {
      const inner = [...modules, `module.${name}`];
      const declared = fieldsOf(field(fieldsOf(field(this.module(inner).block, "outputs")), output));
      return { references: referencesOf(field(declared, "expression")), modules: inner, each: [] };
    }
    const call = modules.at(-1);
    if (call === undefined) return undefined;
    const parents = modules.slice(0, -1);
    const called = callOf(this.module(parents), call);
    return {
      references: referencesOf(field(fieldsOf(field(called, "expressions")), name)),
      modules: parents,
      each: referencesOf(field(called, "for_each_expression")),
    };
  }

  private module(modules: readonly string[]): Module {
    const key = modules.map(withoutKey).join(".");
    const known = this.modules.get(key);
    if (known) return known;
    const call = modules.at(-1);
    const block =
      call === undefined ? this.root : fieldsOf(field(callOf(this.module(modules.slice(0, -1)), call), "module"));
    const resources = listOf(field(block, "resources")).map(fieldsOf);
    const module = { block, resources: new Map(resources.map((one) => [textOf(field(one, "address")) ?? "", one])) };
    this.modules.set(key, module);
    return module;
  }
}

/** @param call `module.NAME`, perhaps with a key. */
function callOf({ block }: Module, call: string): Fields {
  return fieldsOf(field(fieldsOf(field(block, "module_calls")), withoutKey(call).slice("module.".length)));
}

/** The expressions of an attribute, in each of the blocks that its path goes through: `vpc_config.subnet_ids`. */
function expressionsAt(block: Fields, path: string): Json[] {
  let found: Json[] = [field(block, "expressions")];
  for (const part of path.split(".")) {
    found = found.flatMap((item) =>
      (Array.isArray(item) ? (item as Json[]) : [item]).map((one) => field(fieldsOf(one), part)),
    );
  }
  return found.filter((expression) => expression !== undefined);
}

/** The references of an expression; a plan lists `aws_iam_policy.x.arn` and `aws_iam_policy.x`. */
function referencesOf(expression: Json): string[] {
  return listOf(field(fieldsOf(expression), "references")).flatMap((reference) => textOf(reference) ?? []);
}
