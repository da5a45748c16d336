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

/** Where expressions lead. */
interface Followed {
  readonly resources: readonly string[];
  /** Nothing of them leads where a plan does not say. */
  readonly isWhole: boolean;
}

/** References beyond these are not followed through data sources: why a text is deferred is then not said. */
const MAX_DEPENDENCIES = 300;

/** Expressions that are still to be followed, in a module instance. */
interface Step {
  readonly references: readonly string[];
  readonly modules: readonly string[];
  /** What `each.value` refers to there. */
  readonly each: readonly string[];
  /** They stand in `depends_on`. */
  readonly isDependency?: true;
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
  private readonly inData = new Map<Fields, readonly string[]>();

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
    }).resources;
  }

  /**
   * The resources that an attribute waits for: those that its expression refers to, and those that the data sources
   * which it refers to refer to or name in `depends_on`, of their own or of the module that they are in. A data source
   * is read only after apply where one of these has pending changes.
   *
   * Source: "Data sources: data resource dependencies", Terraform documentation.
   *
   * @returns Addresses without key, of modules too that are waited for as a whole; undefined where the expression cannot be
   * followed to its end.
   */
  dependenciesOf(address: string, attribute: string): readonly string[] | undefined {
    const { modules, block } = this.configuredAt(address);
    if (!block) return undefined;
    const start = {
      references: referencesWithin(expressionsAt(block, attribute)),
      modules,
      each: referencesOf(field(block, "for_each_expression")),
    };
    const { resources, isWhole } = this.follow(start, MAX_DEPENDENCIES);
    return isWhole ? resources : undefined;
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

  /**
   * Each variable, output and data source is followed once, so references in a circle end.
   *
   * @param through How many references are followed, through data sources too; absent, data sources end the way.
   */
  private follow(start: Step, through?: number): Followed {
    const found = new Set<string>();
    const seen = new Set<string>();
    const steps = [start];
    let isWhole = true;
    let left = through ?? Infinity;
    for (let step = steps.pop(); step; step = steps.pop()) {
      for (const reference of new Set(step.references)) {
        if (left-- <= 0) return { resources: [...found], isWhole: false };
        const [head = "", name = "", output = ""] = addressSegments(reference);
        if (head === "local") isWhole = false;
        if (["local", "count", "path", "terraform", "self"].includes(head) || name === "") continue;
        if (head === "data" && through === undefined) continue;
        if (!["each", "var", "module", "data"].includes(head)) {
          found.add(withoutKey([...step.modules, `${head}.${name}`].join(".")));
          continue;
        }
        const key = [...step.modules, head, name, head === "module" || head === "data" ? output : ""].join(".");
        if (seen.has(key)) continue;
        seen.add(key);
        if (head === "module" && output === "") {
          // What depends on a module as a whole waits for all that is in it; of its value, a plan does not say enough.
          if (step.isDependency !== true) isWhole = false;
          else found.add([...step.modules, `module.${name}`].join("."));
        }
        if (head === "data") steps.push(...this.ofData(step.modules, withoutKey(`data.${name}.${output}`)));
        const next = this.next(step, head, name, output);
        if (next) steps.push(next);
      }
    }
    return { resources: [...found], isWhole };
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

  /** What a data source waits for: itself, and in the modules around it their calls. */
  private ofData(modules: readonly string[], address: string): Step[] {
    const block = this.module(modules).resources.get(address) ?? {};
    const each = referencesOf(field(block, "for_each_expression"));
    const calls = modules.map((call, depth) => ({
      references: dependenciesOf(callOf(this.module(modules.slice(0, depth)), call)),
      modules: modules.slice(0, depth),
      each: [],
      isDependency: true as const,
    }));
    const own = { references: dependenciesOf(block), modules, each, isDependency: true as const };
    return [{ references: [...this.withinData(block), ...each], modules, each }, own, ...calls];
  }

  /** A document of ten thousand statements is looked through once, however many policies wait for it. */
  private withinData(block: Fields): readonly string[] {
    const known = this.inData.get(block);
    if (known) return known;
    const references = referencesWithin([field(block, "expressions"), field(block, "count_expression")]);
    this.inData.set(block, references);
    return references;
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

/** The references of expressions and of the blocks within them, each once; not many more than are followed. */
function referencesWithin(expressions: readonly Json[]): string[] {
  const found = new Set<string>();
  const open = [...expressions];
  while (open.length > 0 && found.size <= MAX_DEPENDENCIES) {
    const value = open.pop();
    for (const reference of referencesOf(value)) found.add(reference);
    if (typeof value === "object" && value !== null) for (const part of Object.values(value)) open.push(part);
  }
  return [...found];
}

/** What a data source or a call of a module names in `depends_on`. */
function dependenciesOf(block: Fields): string[] {
  return listOf(field(block, "depends_on")).flatMap((name) => textOf(name) ?? []);
}

/** The references of an expression. A plan lists `module.x.arn`, and then `module.x`, which is not meant as a whole. */
function referencesOf(expression: Json): string[] {
  const listed = listOf(field(fieldsOf(expression), "references")).flatMap((reference) => textOf(reference) ?? []);
  return listed.filter((reference, i) => {
    const part = listed[i - 1];
    const isPart = part?.startsWith(reference) === true && /[.[]/.test(part.charAt(reference.length));
    return !isPart || !isModule(reference);
  });
}

function isModule(reference: string): boolean {
  const [head, , output] = addressSegments(reference);
  return head === "module" && output === undefined;
}
