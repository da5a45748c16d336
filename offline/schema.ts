import { NESTING, type WireBlock, type WireSchema } from "./protocol";
import { readBinding, type Member, type Shape } from "./schema-source";

/** A Terraform type, in Terraform's own JSON form. */
export type TypeExpression =
  | "string"
  | "number"
  | "bool"
  | readonly ["list", TypeExpression]
  | readonly ["set", TypeExpression]
  | readonly ["map", TypeExpression]
  | readonly ["object", Readonly<Record<string, TypeExpression>>];

/** An attribute: `name = value`. */
export interface Attribute {
  readonly name: string;
  readonly type: TypeExpression;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
}

/** A nested block: `name { … }`. `maxItems` 0 is without limit. */
export interface NestedBlock {
  readonly name: string;
  readonly nesting: "single" | "list" | "set";
  readonly minItems: number;
  readonly maxItems: number;
  readonly block: Block;
}

/** Attributes and nested blocks of a resource, a data source, the provider, or of a nested block. */
export interface Block {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly NestedBlock[];
}

/** A resource type's schema. */
export interface Schema {
  readonly type: string;
  readonly block: Block;
}

/**
 * The schema that a binding was generated from.
 *
 * @param folder the binding's folder: `iam-role`, `data-aws-region`, `provider`.
 * @param sensitive names of sensitive attributes at any depth: the bindings do not say which they are.
 */
export function schemaOf(folder: string, sensitive: readonly string[] = []): Schema {
  const { type, members } = readBinding(folder);
  return { type, block: blockOf(members, new Set(sensitive)) };
}

function blockOf(members: readonly Member[], sensitive: ReadonlySet<string>): Block {
  const attributes: Attribute[] = [];
  const blocks: NestedBlock[] = [];
  for (const { name, computed, optional, required, shape } of members) {
    if (shape.kind === "struct" && shape.block) {
      blocks.push({
        name,
        nesting: shape.nesting,
        minItems: required && shape.nesting !== "single" ? 1 : 0,
        maxItems: shape.single && shape.nesting !== "single" ? 1 : 0,
        block: blockOf(shape.members, sensitive),
      });
    } else {
      attributes.push({ name, type: typeOf(shape), required, optional, computed, sensitive: sensitive.has(name) });
    }
  }
  return { attributes, blocks };
}

function typeOf(shape: Shape): TypeExpression {
  if (shape.kind === "scalar") return shape.of;
  if (shape.kind !== "struct") return [shape.kind, shape.of];
  const object: TypeExpression = [
    "object",
    Object.fromEntries(shape.members.map((member) => [member.name, typeOf(member.shape)])),
  ];
  return shape.nesting === "single" ? object : [shape.nesting, object];
}

/** The form of the wire. */
export function toWireSchema({ block }: Schema): WireSchema {
  return { version: 0, block: toWireBlock(block) };
}

function toWireBlock(block: Block): WireBlock {
  return {
    attributes: block.attributes.map((attribute) => ({
      ...attribute,
      type: Buffer.from(JSON.stringify(attribute.type)),
    })),
    block_types: block.blocks.map(({ name, nesting, minItems, maxItems, block: inner }) => ({
      type_name: name,
      block: toWireBlock(inner),
      nesting: NESTING[nesting],
      min_items: minItems,
      max_items: maxItems,
    })),
  };
}
