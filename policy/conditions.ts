import type { Condition, PolicyVersion, Request } from "./document";
import { OPERATORS, valueTokens, type Test } from "./operators";
import { literal, textOf } from "./pattern";
import { hasVariable, resolve } from "./variables";

/** The values of one context key in a request, or undefined where the request lacks it. */
export type Values = readonly string[] | undefined;

/** Reads a request's context by key, whose case does not matter. */
export class Context {
  private lower: Map<string, readonly string[]> | undefined;

  constructor(private readonly source: Request["context"]) {}

  values(key: string): Values {
    if (Object.hasOwn(this.source, key)) return list(this.source[key]);
    this.lower ??= new Map(Object.entries(this.source).map(([name, value]) => [name.toLowerCase(), list(value) ?? []]));
    return this.lower.size === 0 ? undefined : this.lower.get(key.toLowerCase());
  }

  /** The value of a policy variable: multi-valued keys have none. */
  readonly variable = (key: string): string | undefined => {
    const values = this.values(key);
    return values?.length === 1 ? values[0] : undefined;
  };
}

function list(value: string | readonly string[] | undefined): Values {
  return typeof value === "string" ? [value] : value;
}

/** Decides whether a request's context meets one condition. */
export type ConditionTest = (context: Context) => boolean;

/**
 * Compiles a condition. An operator that IAM does not know, and a value that the operator cannot read, never match.
 *
 * - A missing key fails a condition, but holds for `…IfExists`, negated operators, `ForAllValues:` and `Null: true`;
 *   with `ForAnyValue:` it fails always.
 * - Without a qualifier one of the request's values must match one of the policy's; a negated operator wants none to.
 *
 * Source: "Multivalued context keys" and "Condition operators", IAM User Guide.
 */
export function compileCondition(condition: Condition, version: PolicyVersion): ConditionTest {
  const { key, values, qualifier, ifExists } = condition;
  if (condition.operator === "Null") {
    const wanted = new Set(values.map((value) => value.toLowerCase()));
    return (context) => wanted.has(String((context.values(key)?.length ?? 0) === 0));
  }
  const operator = OPERATORS.get(condition.operator);
  if (!operator) return () => false;

  const fixed: Test[] = [];
  const perRequest: ((context: Context) => Test | undefined)[] = [];
  for (const value of values) {
    if (operator.variables && hasVariable(value, version)) {
      perRequest.push((context) => {
        const tokens = resolve(value, context.variable);
        return tokens && operator.test(operator.wildcards ? tokens : literal(textOf(tokens)));
      });
    } else {
      const test = operator.test(valueTokens(operator, value));
      if (test) fixed.push(test);
    }
  }
  const testsFor = (context: Context): readonly Test[] =>
    perRequest.length === 0 ? fixed : [...fixed, ...perRequest.flatMap((bind) => bind(context) ?? [])];

  const { negated } = operator;
  return (context) => {
    const requested = context.values(key);
    if (requested === undefined || requested.length === 0) {
      // `ForAnyValue` asks for a value that matches, so it fails on a missing key whatever else the operator says.
      return qualifier === "ForAllValues" || (qualifier === undefined && (ifExists || negated));
    }
    const tests = testsFor(context);
    const matches = (value: string): boolean => tests.some((test) => test(value)) !== negated;
    if (qualifier === "ForAllValues") return requested.every(matches);
    if (qualifier === "ForAnyValue") return requested.some(matches);
    return negated ? requested.every(matches) : requested.some(matches);
  };
}
