import { inCidr, parseCidr } from "./ip";
import { compileArnPattern, compilePattern, literal, patternSegments, splitArn, STAR, textOf, tokenise, type Token } from "./pattern";

/** Compares one value of the request with one value of the policy. */
export type Test = (requested: string) => boolean;

/** How one family of operators reads a policy's value; `undefined` where the value can never match. */
export interface Operator {
  /** `StringNotLike` and its like: true unless a value matches, and on a missing key. */
  readonly negated: boolean;
  /** Whether `*` and `?` of the policy's value are wildcards. */
  readonly wildcards: boolean;
  readonly test: (accepted: readonly Token[]) => Test | undefined;
}

const equals = (accepted: readonly Token[]): Test => {
  const wanted = textOf(accepted);
  return (requested) => requested === wanted;
};

const equalsIgnoreCase = (accepted: readonly Token[]): Test => {
  const wanted = textOf(accepted).toLowerCase();
  return (requested) => requested.toLowerCase() === wanted;
};

const like = (accepted: readonly Token[]): Test => compilePattern(accepted);

/**
 * ARNs are compared segment by segment, each of the six may hold wildcards; `ArnEquals` and `ArnLike` are the same.
 * What is no ARN on either side never matches, but for the pattern `*`.
 */
const arnLike = (accepted: readonly Token[]): Test | undefined => {
  const anything = accepted.length === 1 && accepted[0] === STAR;
  if (!anything && patternSegments(accepted).length < 6) return undefined;
  const matches = compileArnPattern(accepted);
  return (requested) => {
    const arn = splitArn(requested);
    return arn.length === 6 && arn[0] === "arn" && matches(arn);
  };
};

const bool = (accepted: readonly Token[]): Test => {
  const wanted = textOf(accepted).toLowerCase();
  return (requested) => requested.toLowerCase() === wanted;
};

const NUMBER = /^[+-]?(\d{1,64}(\.\d{0,64})?|\.\d{1,64})([eE][+-]?\d{1,3})?$/;

/** The number that a text denotes, or undefined. */
export function parseNumber(value: string): number | undefined {
  return NUMBER.test(value) ? Number(value) : undefined;
}

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Milliseconds since 1970 of an ISO 8601 date or of seconds since 1970, or undefined. A date without zone is UTC. */
export function parseDate(value: string): number | undefined {
  if (/^-?\d{1,12}(\.\d{1,9})?$/.test(value) && !/^\d{4}$/.test(value)) return Number(value) * 1000;
  if (!DATE.test(value)) return undefined;
  const instant = Date.parse(/T.*(Z|[+-]\d{2}:?\d{2})$/.test(value) || !value.includes("T") ? value : `${value}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}

const compare =
  (parse: (value: string) => number | undefined, holds: (requested: number, accepted: number) => boolean) =>
  (accepted: readonly Token[]): Test | undefined => {
    const wanted = parse(textOf(accepted));
    if (wanted === undefined) return undefined;
    return (requested) => {
      const value = parse(requested);
      return value !== undefined && holds(value, wanted);
    };
  };

const ipAddress = (accepted: readonly Token[]): Test | undefined => {
  const range = parseCidr(textOf(accepted));
  return range && ((requested) => inCidr(requested, range));
};

const plain = (test: Operator["test"], negated = false): Operator => ({ test, negated, wildcards: false });
const pattern = (test: Operator["test"], negated = false): Operator => ({ test, negated, wildcards: true });

/**
 * Every operator of a condition, in AWS's spelling, without `ForAllValues:`, `ForAnyValue:` and `IfExists`. `Null` is
 * not here: it looks at the key, not at its value.
 *
 * Source: "IAM JSON policy elements: Condition operators", IAM User Guide.
 */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["StringEquals", plain(equals)],
  ["StringNotEquals", plain(equals, true)],
  ["StringEqualsIgnoreCase", plain(equalsIgnoreCase)],
  ["StringNotEqualsIgnoreCase", plain(equalsIgnoreCase, true)],
  ["StringLike", pattern(like)],
  ["StringNotLike", pattern(like, true)],
  ["NumericEquals", plain(compare(parseNumber, (a, b) => a === b))],
  ["NumericNotEquals", plain(compare(parseNumber, (a, b) => a === b), true)],
  ["NumericLessThan", plain(compare(parseNumber, (a, b) => a < b))],
  ["NumericLessThanEquals", plain(compare(parseNumber, (a, b) => a <= b))],
  ["NumericGreaterThan", plain(compare(parseNumber, (a, b) => a > b))],
  ["NumericGreaterThanEquals", plain(compare(parseNumber, (a, b) => a >= b))],
  ["DateEquals", plain(compare(parseDate, (a, b) => a === b))],
  ["DateNotEquals", plain(compare(parseDate, (a, b) => a === b), true)],
  ["DateLessThan", plain(compare(parseDate, (a, b) => a < b))],
  ["DateLessThanEquals", plain(compare(parseDate, (a, b) => a <= b))],
  ["DateGreaterThan", plain(compare(parseDate, (a, b) => a > b))],
  ["DateGreaterThanEquals", plain(compare(parseDate, (a, b) => a >= b))],
  ["Bool", plain(bool)],
  ["BinaryEquals", plain(equals)],
  ["IpAddress", plain(ipAddress)],
  ["NotIpAddress", plain(ipAddress, true)],
  ["ArnEquals", pattern(arnLike)],
  ["ArnLike", pattern(arnLike)],
  ["ArnNotEquals", pattern(arnLike, true)],
  ["ArnNotLike", pattern(arnLike, true)],
]);

/** The tokens of a policy's value under an operator: wildcards count only where the operator knows them. */
export function valueTokens(operator: Operator, value: string): Token[] {
  return operator.wildcards ? tokenise(value) : literal(value);
}
