import type { Condition, PolicyVersion } from "../../document";
import { OPERATORS, valueTokens, type Test } from "../../operators";
import { hasVariable } from "../../variables";
import { doubtful, type Family } from "./doubt";
import type { Pattern, PatternKind, Patterns } from "./patterns";

/**
 * `yes` and `no` hold for every request; `maybe` depends on the value of a policy variable, or on how AWS reads a value
 * that can be read in more than one way.
 */
export type Truth = "yes" | "no" | "maybe";

/** One condition of a statement, ready to be compared with others on the same key. */
export interface ComparableCondition {
  readonly written: Condition;
  /** In lower case. */
  readonly key: string;
  readonly family: Family;
  /** Whether the condition holds where the request lacks the key. */
  readonly onMissing: Truth;
  /** For `Null` alone: whether the condition holds where the request has the key. */
  readonly onPresent: Truth;
  /** `StringNotLike` and its like. */
  readonly negated: boolean;
  /** Whether each of the request's values must match, or some. */
  readonly quantifier: "every" | "some";
  /** Family `text`: the accepted values. Others: what values of more than one reading may match. */
  readonly patterns: readonly Pattern[];
  /** Other families: tests of the accepted values of one reading. */
  readonly tests: readonly Test[];
}

/** Makes a condition ready for comparison. An operator that IAM does not know never holds. */
export function comparableCondition(
  written: Condition,
  version: PolicyVersion,
  patterns: Patterns,
): ComparableCondition {
  const { operator: name, qualifier, ifExists, values } = written;
  const operator = OPERATORS.get(name);
  const negated = operator?.negated ?? false;
  const base = {
    written,
    key: written.key.toLowerCase(),
    negated,
    patterns: [],
    tests: [],
  };
  if (!operator) {
    const onNull = (wanted: "true" | "false"): Truth => {
      if (name !== "Null") return "no";
      if (values.includes(wanted)) return "yes";
      return values.some((value) => doubtful(value, "presence")?.automaton.matches(wanted)) ? "maybe" : "no";
    };
    return { ...base, family: "presence", onMissing: onNull("true"), onPresent: onNull("false"), quantifier: "some" };
  }
  const quantified = {
    ...base,
    onMissing: qualifier === "ForAllValues" || (qualifier === undefined && (ifExists || negated)) ? "yes" : "no",
    onPresent: "no",
    quantifier: qualifier === "ForAllValues" || (qualifier === undefined && negated) ? "every" : "some",
  } as const;
  const kind = patternKind(name);
  if (kind) {
    const compiled = values.flatMap((value) => {
      const doubt = name === "Bool" ? doubtful(value, "boolean") : undefined;
      if (doubt) return doubt;
      const variable = operator.variables && hasVariable(value, version);
      const readable = variable || operator.test(valueTokens(operator, value));
      return (readable && patterns.compile(value, kind, variable ? version : "2008-10-17")) ?? [];
    });
    return { ...quantified, family: "text", patterns: compiled };
  }
  const family = name.startsWith("Numeric") ? "number" : name.startsWith("Date") ? "date" : "address";
  const doubts = values.flatMap((value) => doubtful(value, family) ?? []);
  const certain = values.filter((value) => !doubts.some(({ written: text }) => text === value));
  return {
    ...quantified,
    family,
    patterns: doubts,
    tests: certain.flatMap((value) => operator.test(valueTokens(operator, value)) ?? []),
  };
}

function patternKind(operator: string): PatternKind | undefined {
  if (/^String(Not)?Like$/.test(operator)) return "like";
  if (/^(String(Not)?EqualsIgnoreCase|Bool)$/.test(operator)) return "equalsIgnoreCase";
  if (/^(String(Not)?Equals|BinaryEquals)$/.test(operator)) return "equals";
  return /^Arn(Not)?(Equals|Like)$/.test(operator) ? "arn" : undefined;
}

/** What reading a number, a date or a range of addresses costs, in steps. */
const TEST_COST = 16;

/** What it costs to see whether a value is accepted, in steps, beside what its patterns cost. */
export function costOf({ tests }: ComparableCondition): number {
  return 1 + TEST_COST * tests.length;
}

/** Whether a value is among those that a condition accepts, before its operator's `Not`. */
export function accepts(condition: ComparableCondition, value: string): Truth {
  let truth: Truth = "no";
  for (const { automaton, variable } of condition.patterns) {
    if (truth === "maybe" && variable) continue;
    if (!automaton.matches(value)) continue;
    if (!variable) return "yes";
    truth = "maybe";
  }
  return condition.tests.some((test) => test(value)) ? "yes" : truth;
}

/** Whether a condition holds for the values that a request has for its key; `undefined`: the key is missing. */
export function holds(condition: ComparableCondition, values: readonly string[] | undefined): Truth {
  if (values === undefined || values.length === 0) return condition.onMissing;
  if (condition.family === "presence") return condition.onPresent;
  const truths = values.map((value) => {
    const accepted = accepts(condition, value);
    return accepted === "maybe" || !condition.negated ? accepted : accepted === "yes" ? "no" : "yes";
  });
  const [decisive, other] = condition.quantifier === "every" ? (["no", "yes"] as const) : (["yes", "no"] as const);
  if (truths.includes(decisive)) return decisive;
  return truths.includes("maybe") ? "maybe" : other;
}

/**
 * Whether a condition holds in every request in which another does, by their texts alone: the same operator with more
 * values accepted, or fewer refused. This is all that is known of values with policy variables.
 */
export function impliedBy(condition: ComparableCondition, other: ComparableCondition, patterns: Patterns): boolean {
  const [a, b] = [condition.written, other.written];
  if (condition.key !== other.key || a.operator !== b.operator || a.qualifier !== b.qualifier) return false;
  if (other.onMissing !== "no" && condition.onMissing === "no") return false;
  const [wide, narrow] = condition.negated ? [other, condition] : [condition, other];
  const includes = (texts: readonly string[], of: readonly string[]): boolean =>
    texts.every((text) => of.includes(text));
  if (condition.family === "presence") return includes(b.values, a.values);
  return (
    narrow.patterns.every((inner) => wide.patterns.some((outer) => patterns.contains(outer, inner))) &&
    (condition.family === "text" || includes(narrow.written.values, wide.written.values))
  );
}
