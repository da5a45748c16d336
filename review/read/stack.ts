import { blocksOf, Expressions, membersOf, referencesIn, splitKnown } from "./expressions";
import { hashesIn } from "./module-files";
import { headOf, valuesAt } from "./paths";
import { placeIn, Providers } from "./providers";
import { field, fieldsOf, textOf, type Fields, type Json, type Place, type Resource } from "./resource";

/** A part of a stack whose resources are not read: the call of a module, a file in HCL. */
export interface UnreadPart {
  readonly kind: "module" | "file";
  readonly name: string;
  readonly place: Place;
  readonly scope: string;
  readonly source: string | undefined;
  /** All of it, of a call with what it refers to and the files behind it: the same on both sides, nothing changes. */
  readonly text: string;
}

/** A synthesised stack, read. */
export interface StackReading {
  readonly resources: readonly Resource[];
  readonly parts: readonly UnreadPart[];
}

/** Whether a JSON value is a configuration in Terraform's JSON syntax, such as a synthesised `cdk.tf.json`. */
export function isStack(value: Fields): boolean {
  if (field(value, "format_version") !== undefined) return false;
  return ["resource", "module", "terraform", "provider"].some((name) => typeof field(value, name) === "object");
}

/** How a stack is read beside others. */
export interface StackOptions {
  /** The folder of its file. */
  readonly folder: string;
  /** The same for the stack on the other side. */
  readonly scope: string;
  /** Where rows say that they come from; absent where there is one stack only. */
  readonly source?: string;
  /** Whether the other files of the folder belong to it. @default false */
  readonly isFolder?: boolean;
}

/**
 * Reads the resources of a stack in JSON syntax, each block an object or a list of one; expressions (`${…}`) are what is
 * known only after apply.
 *
 * Source: "JSON Configuration Syntax", Terraform documentation.
 */
export function readStack(stack: Fields, { folder, scope, source, isFolder }: StackOptions): StackReading {
  const expressions = new Expressions(stack, folder);
  const providers = providersOf(stack, scope);
  const common = { scope, source };
  const resources = membersOf(field(stack, "resource")).flatMap(([type, named]) =>
    membersOf(named).flatMap(([name, value]) => {
      const [block = {}] = blocksOf(value);
      if (isAbsent(block)) return [];
      const place = providers.placeOf(providerKey(block), placeIn(block));
      return [new StackResource(type, `${type}.${name}`, block, { ...common, ...place }, expressions)];
    }),
  );
  const part = (kind: UnreadPart["kind"], name: string, text: string): UnreadPart => ({
    kind,
    name,
    place: providers.placeOf(undefined, {}),
    ...common,
    text,
  });
  const modules = membersOf(field(stack, "module")).map(([name, block]) =>
    part("module", name, expressions.closureOf([block, `\${module.${name}}`])),
  );
  const files = isFolder ? hashesIn(folder, HCL).map(({ name, hash }) => part("file", name, hash)) : [];
  return { resources, parts: [...modules, ...files] };
}

const HCL = /\.tf$/;

/** `count = 0`, or nothing to make one for. */
function isAbsent(block: Fields): boolean {
  const [count, each] = [field(block, "count"), field(block, "for_each")];
  if (count === 0 || count === "0") return true;
  return typeof each === "object" && each !== null && Object.keys(each).length === 0;
}

/** `provider = "aws.b"`, or as an expression. */
function providerKey(block: Fields): string {
  const written = textOf(field(block, "provider")) ?? "aws";
  return /^\$\{(.*)\}$/.exec(written)?.[1] ?? written;
}

function providersOf(stack: Fields, scope: string): Providers {
  const configurations = membersOf(field(stack, "provider"))
    .filter(([name]) => name === "aws")
    .flatMap(([, value]) => blocksOf(value))
    .map((block): [string, Json] => {
      const alias = textOf(field(block, "alias"));
      const expressions = Object.entries(block).filter(([name]) => name !== "alias");
      return [
        alias === undefined ? "aws" : `aws.${alias}`,
        { name: "aws", expressions: Object.fromEntries(expressions.map(([name, item]) => [name, asExpression(item)])) },
      ];
    });
  const variables = membersOf(field(stack, "variable")).map(([name, value]): [string, Json] => [
    name,
    { value: field(blocksOf(value)[0] ?? {}, "default") },
  ]);
  return new Providers(scope, Object.fromEntries(configurations), Object.fromEntries(variables));
}

/** As a plan writes it in its `configuration`. */
function asExpression(value: Json): Json {
  const references = referencesIn(value).map(({ key }) => key);
  if (references.length > 0) return { references };
  const blocks = Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null);
  if (!blocks) return { constant_value: value };
  return value.map((block) =>
    Object.fromEntries(Object.entries(fieldsOf(block)).map(([name, item]) => [name, asExpression(item)])),
  );
}

/** Whether something stands at a path, an empty list too; `null` is what Terraform leaves out. */
function isWritten(value: Json, [part, ...rest]: readonly string[]): boolean {
  if (part === undefined) return value !== undefined && value !== null;
  return blocksOf(value).some((block) => isWritten(field(block, part), rest));
}

/** Blocks within resources that are read, each one object or a list of them. */
const BLOCKS = [
  "inline_policy",
  "ingress",
  "egress",
  "constraints",
  "vpc_configuration",
  "public_access_block_configuration",
];

function withListedBlocks(block: Fields): Fields {
  const listed = BLOCKS.filter((name) => field(block, name) !== undefined).map((name): [string, Json] => {
    const value = field(block, name);
    return [name, typeof value === "object" && value !== null ? blocksOf(value) : value];
  });
  return { ...block, ...Object.fromEntries(listed) };
}

class StackResource implements Resource {
  readonly scope: string;
  readonly source: string | undefined;
  readonly account: string | undefined;
  readonly accountKey: string;
  readonly region: string | undefined;
  readonly regionKey: string;
  readonly index = undefined;
  readonly values: Fields;
  readonly unknown: Fields;
  readonly unchanged = false;
  readonly replaced = false;
  counterpart: Resource | undefined;
  /** Attributes and blocks that are written as `dynamic`, by name. */
  private readonly dynamic: ReadonlyMap<string, Json>;

  constructor(
    readonly type: string,
    readonly address: string,
    private readonly block: Fields,
    common: Place & Pick<Resource, "scope" | "source">,
    private readonly expressions: Expressions,
  ) {
    this.scope = common.scope;
    this.source = common.source;
    this.account = common.account;
    this.accountKey = common.accountKey;
    this.region = common.region;
    this.regionKey = common.regionKey;
    const { known, unknown } = splitKnown(withListedBlocks(block));
    this.dynamic = new Map(membersOf(field(block, "dynamic")));
    this.values = fieldsOf(known);
    this.unknown = {
      ...fieldsOf(unknown),
      ...Object.fromEntries([...this.dynamic.keys()].map((name) => [name, true])),
    };
  }

  sensitive(): boolean {
    return false;
  }

  configured(attribute: string): boolean {
    return isWritten(this.block, attribute.split(".")) || this.dynamic.has(headOf(attribute));
  }

  references(attribute: string): readonly string[] {
    return [...new Set(referencesIn(valuesAt(this.block, attribute.split("."))).map(({ key }) => key))];
  }

  deferral(): undefined {
    return undefined;
  }

  asWritten(attribute: string): Json {
    return field(this.block, attribute);
  }

  whole(): string {
    return this.expressions.closureOf(this.block);
  }

  expression(attribute: string): string {
    const names = [headOf(attribute), "count", "for_each"];
    return this.expressions.closureOf([names.map((name) => field(this.block, name)), this.dynamic.get(names[0] ?? "")]);
  }
}
