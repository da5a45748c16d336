import { App, TerraformStack } from "cdktf";
import type { z } from "zod";
import { REGION } from "../../../aws/regions";
import { text } from "../../../config/values";
import type { TerraformModule } from "./module";
import { moduleLocals, moduleSettings } from "./settings";
import { variable, type Variable } from "./variable";

/** Terraform's JSON: block type → label → … → attributes. */
type Blocks = Record<string, Record<string, Record<string, unknown>>>;

/** A plain Terraform module, before it is written to files. */
export interface SynthesisedModule {
  /** The schemas that the variables are made from. */
  readonly schemas: Readonly<Record<string, z.ZodType>>;
  readonly variables: Readonly<Record<string, Variable>>;
  /** `data`, `locals` and `resource` blocks. */
  readonly main: Readonly<Record<string, unknown>>;
  /** Addresses of the resources, sorted; with `[count]` or `[for_each]` where there may be none or several. */
  readonly addresses: readonly string[];
}

/** Inputs of every module that must know where it is. */
const PLACE = {
  account_id: text(/^\d{12}$/, "12 digits in quotes")
    .exactOptional()
    .describe(
      "The account; without it, that of the provider's credentials, which a module that is called with depends_on only learns when it is applied.",
    ),
  region: text(REGION, "a region, such as eu-west-1")
    .exactOptional()
    .describe("The region; without it, the provider's, with the same restriction."),
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** Data source that says where the module is → the input that makes it needless. */
const PLACE_DATA = {
  aws_caller_identity: "account_id",
  aws_partition: "region",
  aws_region: "region",
} as const;

/** Runs a construct with the module's inputs, in a stack without provider and backend. */
export function synthesiseModule(definition: TerraformModule): SynthesisedModule {
  const names = definition.names ?? {};
  const stack = new TerraformStack(new App({ stackTraces: false, skipValidation: true }), "module");
  definition.build(stack, moduleSettings(names));
  const { data, resource, locals } = withoutMetadata(stack.toTerraform()) as {
    data?: Blocks;
    resource: Blocks;
    locals?: Record<string, unknown>;
  };
  for (const [address, attributes] of Object.entries(definition.overrides ?? {}))
    override(resource, address, attributes);
  const available = { ...moduleLocals(names), ...definition.locals };
  const allLocals = {
    ...usedLocals(available, [data, resource, locals, definition.validations, definition.outputs]),
    ...locals,
  };
  const allData = { ...placeData(allLocals), ...data };
  const uses = JSON.stringify([allLocals, allData, resource, definition.outputs]);
  const isUsed = (name: string): boolean => new RegExp(`var\\.${name}\\b`).test(uses);
  const unused = Object.keys(definition.variables).filter((name) => !isUsed(name));
  if (unused.length > 0) throw new Error(`nothing uses the variables ${unused.join(", ")}`);
  const place = Object.entries(PLACE).filter(([name]) => isUsed(name));
  const schemas: Record<string, z.ZodType> = { ...definition.variables, ...Object.fromEntries(place) };
  return {
    schemas,
    variables: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, variable(name, schema, definition.validations?.[name])]),
    ),
    main: {
      ...(Object.keys(allData).length > 0 && { data: allData }),
      ...(Object.keys(allLocals).length > 0 && { locals: allLocals }),
      resource,
    },
    addresses: Object.entries(resource)
      .flatMap(([type, named]) => Object.entries(named).map(([name, block]) => `${type}.${name}${instances(block)}`))
      .sort(),
  };
}

/** cdktf's notes about where a block comes from stand under `//`. */
function withoutMetadata(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => (key === "//" ? [] : [[key, withoutMetadata(entry)]])),
  );
}

/** Meta-arguments stand first. @throws Error where the construct makes no such resource. */
function override(resource: Blocks, address: string, attributes: Readonly<Record<string, unknown>>): void {
  const [type = "", name = ""] = address.split(".");
  const blocks = resource[type];
  if (!blocks?.[name]) throw new Error(`the construct makes no ${address}`);
  const { count, for_each, ...rest } = attributes;
  blocks[name] = {
    ...(count !== undefined && { count }),
    ...(for_each !== undefined && { for_each }),
    ...blocks[name],
    ...rest,
  };
}

function instances(block: object): string {
  if ("for_each" in block) return "[for_each]";
  return "count" in block ? "[count]" : "";
}

/** The locals that something refers to, in the order of `all`. */
function usedLocals(all: Readonly<Record<string, string>>, by: unknown): Record<string, string> {
  const used = new Set<string>();
  const find = (value: unknown): void => {
    for (const [, name = ""] of JSON.stringify(value).matchAll(/\blocal\.(\w+)/g)) {
      const expression = all[name];
      if (expression === undefined || used.has(name)) continue;
      used.add(name);
      find(expression);
    }
  };
  find(by);
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, expression]) => (used.has(name) ? [[name, `\${${expression}}`]] : [])),
  );
}

function placeData(locals: Readonly<Record<string, unknown>>): Blocks {
  const text = JSON.stringify(locals);
  return Object.fromEntries(
    Object.entries(PLACE_DATA)
      .filter(([type]) => text.includes(`data.${type}.`))
      .map(([type, input]) => [type, { current: { count: `\${var.${input} == null ? 1 : 0}` } }]),
  );
}
