import type { z } from "zod";
import type { Rule } from "../../modules/common/module-inputs";
import { hclValue } from "./hcl";
import { matches } from "./re2";

/** An input of a plain Terraform module. */
export interface Variable {
  /** Type constraint, as Terraform writes it. */
  readonly type: string;
  readonly description: string;
  /** Absent where the input must be given. */
  readonly default?: unknown;
  readonly nullable: boolean;
  readonly validations: readonly Rule[];
}

/** What a schema asks of a value, as a function of the value's Terraform expression and its name in messages. */
interface Constraint {
  readonly type: string;
  readonly validations: (expression: string, label: string, depth: number) => Rule[];
}

/** The parts of zod's definitions that the environment's schemas use. */
interface Definition {
  readonly type: string;
  readonly error?: (issue: object) => unknown;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  readonly innerType?: z.ZodType;
  readonly defaultValue?: unknown;
  readonly element?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

interface Check {
  readonly check: string;
  readonly pattern?: RegExp;
  readonly value?: number;
  readonly error?: (issue: object) => unknown;
}

function definitionOf(schema: z.ZodType): Definition {
  return schema.def as unknown as Definition;
}

/**
 * A variable from the schema of an environment file's key: the same type, default, patterns and words. What the schema
 * checks by code is no part of it; a module adds it as `extra`.
 *
 * @throws Error where the schema is of a kind that no variable can have.
 */
export function variable(name: string, schema: z.ZodType, extra: readonly Rule[] = []): Variable {
  const { inner, fallback, optional } = unwrap(schema);
  const constraint = constraintOf(inner);
  const expression = `var.${name}`;
  const validations = constraint.validations(expression, name, 0);
  const description = schema.description ?? inner.description;
  if (description === undefined) throw new Error(`variable ${name} has no description`);
  const { shape = {} } = definitionOf(definitionOf(inner).element ?? inner);
  const members = Object.entries(shape).map(([member, of]) => `- ${member}: ${of.description ?? ""}`);
  return {
    type: constraint.type,
    description: [description, ...members].join("\n"),
    ...(optional ? { default: null } : fallback !== undefined && { default: fallback }),
    nullable: optional,
    validations: [...(optional ? validations.map((one) => unlessNull(expression, one)) : validations), ...extra],
  };
}

/** Takes the default and the option to leave a value out off a schema. */
function unwrap(schema: z.ZodType): { inner: z.ZodType; fallback?: unknown; optional: boolean } {
  const { type, innerType, defaultValue } = definitionOf(schema);
  if (!innerType) return { inner: schema, optional: false };
  if (type === "optional") return { inner: innerType, optional: true };
  return { inner: innerType, fallback: defaultValue, optional: false };
}

/** Terraform evaluates both sides of `||`, but only reports errors of the chosen side of a conditional. */
function unlessNull(expression: string, { condition, message }: Rule): Rule {
  return { condition: `${expression} == null ? true : ${condition}`, message };
}

function constraintOf(schema: z.ZodType): Constraint {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case "string":
      return text(definition);
    case "number":
      return wholeNumber(definition);
    case "boolean":
      return { type: "bool", validations: () => [] };
    case "enum":
      return oneOf(Object.values(definition.entries ?? {}));
    case "literal":
      return oneNumberOf(definition);
    case "array":
      return list(schema, definition);
    case "record":
      return map(definition);
    case "object":
      return object(definition.shape ?? {});
    default:
      throw new Error(`a variable cannot be of the schema ${definition.type}`);
  }
}

function checksOf(definition: Definition): Check[] {
  return (definition.checks ?? []).map(({ _zod }) => _zod.def);
}

function allowedBy({ error }: Pick<Check, "error">): string {
  const allowed = error?.({});
  return typeof allowed === "string" ? allowed : "what the description says";
}

function text(definition: Definition): Constraint {
  const patterns = checksOf(definition).flatMap((check) => (check.pattern ? [[check.pattern, check] as const] : []));
  return {
    type: "string",
    validations: (expression, label) =>
      patterns.map(([pattern, check]) => ({
        condition: matches(pattern, expression),
        message: `${label} must be ${allowedBy(check)}.`,
      })),
  };
}

function wholeNumber(definition: Definition): Constraint {
  const checks = checksOf(definition);
  const bound = (kind: string): number | undefined => checks.find(({ check }) => check === kind)?.value;
  return {
    type: "number",
    validations: (expression, label) => [
      {
        condition: `${expression} == floor(${expression}) && ${expression} >= ${bound("greater_than") ?? 0} && ${expression} <= ${bound("less_than") ?? 0}`,
        message: `${label} must be ${allowedBy(definition)}.`,
      },
    ],
  };
}

function oneOf(values: readonly string[]): Constraint {
  return {
    type: "string",
    validations: (expression, label) => [
      {
        condition: `contains(${hclValue(values)}, ${expression})`,
        message: `${label} must be one of ${values.join(", ")}.`,
      },
    ],
  };
}

/** @throws Error where a value is no number: other literals would be an enum. */
function oneNumberOf({ values = [], ...definition }: Definition): Constraint {
  if (!values.every((value) => typeof value === "number")) throw new Error("a variable cannot be of other literals");
  return {
    type: "number",
    validations: (expression, label) => [
      {
        condition: `contains(${hclValue(values)}, ${expression})`,
        message: `${label} must be ${allowedBy(definition)}.`,
      },
    ],
  };
}

function list(schema: z.ZodType, { element, checks = [] }: Definition): Constraint {
  if (!element) throw new Error("a list without a schema of its entries");
  const entry = constraintOf(element);
  const needsOne = checks.map(({ _zod }) => _zod.def).find(({ check }) => check === "min_length");
  return {
    type: `list(${entry.type})`,
    validations: (expression, label, depth) => {
      const name = `entry${depth === 0 ? "" : depth + 1}`;
      return [
        ...(needsOne
          ? [{ condition: `length(${expression}) > 0`, message: `${label} must be ${allowedBy(needsOne)}.` }]
          : []),
        ...(schema.meta()?.uniqueItems === true
          ? [
              {
                condition: `length(distinct(${expression})) == length(${expression})`,
                message: `${label} must be a list with each entry once.`,
              },
            ]
          : []),
        ...entry.validations(name, `each of ${label}`, depth + 1).map(({ condition, message }) => ({
          condition: `alltrue([for ${name} in ${expression} : ${condition}])`,
          message,
        })),
      ];
    },
  };
}

function map({ keyType, valueType }: Definition): Constraint {
  if (!keyType || !valueType) throw new Error("a map without a schema of its keys and values");
  const [key, value] = [constraintOf(keyType), constraintOf(valueType)];
  return {
    type: `map(${value.type})`,
    validations: (expression, label, depth) => [
      ...key.validations("key", `each key of ${label}`, depth + 1).map(({ condition, message }) => ({
        condition: `alltrue([for key in keys(${expression}) : ${condition}])`,
        message,
      })),
      ...value.validations("value", `each value of ${label}`, depth + 1).map(({ condition, message }) => ({
        condition: `alltrue([for value in values(${expression}) : ${condition}])`,
        message,
      })),
    ],
  };
}

function object(shape: Readonly<Record<string, z.ZodType>>): Constraint {
  const members = Object.entries(shape).map(([name, schema]) => {
    const { inner, fallback, optional } = unwrap(schema);
    const constraint = constraintOf(inner);
    const type =
      optional || fallback !== undefined
        ? `optional(${[constraint.type, ...(optional ? [] : [hclValue(fallback)])].join(", ")})`
        : constraint.type;
    return { name, type, optional, constraint };
  });
  return {
    type: `object({ ${members.map(({ name, type }) => `${name} = ${type}`).join(", ")} })`,
    validations: (expression, label, depth) =>
      members.flatMap(({ name, optional, constraint }) => {
        const member = `${expression}.${name}`;
        const validations = constraint.validations(member, `${label}.${name}`, depth);
        return optional ? validations.map((one) => unlessNull(member, one)) : validations;
      }),
  };
}
