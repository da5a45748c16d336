import { inCidr, parseCidr } from "../aws/cidr";
import {
  ARN_SEGMENTS,
  compileArnPattern,
  compilePattern,
  literal,
  patternSegments,
  splitArn,
  STAR,
  textOf,
  tokenise,
  type Token,
} from "./pattern";

/**
 * Compares one value of the request with one value of the policy. A value of the request that is none of the operator's
 * type matches nothing.
 */
export type Test = (requested: string) => boolean;

/** How one family of operators compares values. */
export interface Operator {
  /** `StringNotLike` and its like: true unless a value matches, and on a missing key. */
  readonly negated: boolean;
  /** Whether `*` and `?` of the policy's value are wildcards. */
  readonly wildcards: boolean;
  /** Whether `${…}` in the policy's value is a policy variable. */
  readonly variables: boolean;
  /** Reads a policy's value; undefined where it is none of the operator's type and so matches nothing. */
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

/**
 * "Each of the six colon-delimited components of the ARN is checked separately"; `ArnEquals` is the same as `ArnLike`.
 * A lone `*` is any ARN: queue policies in use say `ArnEquals aws:SourceArn *`. Anything else of fewer segments is no
 * ARN, unlike in a Resource element.
 */
const arnLike = (accepted: readonly Token[]): Test | undefined => {
  const anything = accepted.length === 1 && accepted[0] === STAR;
  if (!anything && patternSegments(accepted).length < ARN_SEGMENTS) return undefined;
  const matches = compileArnPattern(accepted);
  return (requested) => {
    const arn = splitArn(requested);
    return arn.length === ARN_SEGMENTS && arn[0] === "arn" && matches(arn);
  };
};

const BOOLEAN = /^(?:true|false)$/i;

const bool = (accepted: readonly Token[]): Test | undefined => {
  const wanted = textOf(accepted).toLowerCase();
  if (!BOOLEAN.test(wanted)) return undefined;
  return (requested) => requested.toLowerCase() === wanted;
};

const NUMBER = /^[+-]?\d{1,32}(?:\.\d{0,32})?$/;

/** The number that a text denotes, a whole or a decimal one, or undefined. */
export function parseNumber(value: string): number | undefined {
  return NUMBER.test(value) ? Number(value) : undefined;
}

const EPOCH = /^-?\d{5,12}(?:\.\d{1,9})?$|^-?\d{1,3}$/;
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * Milliseconds since 1970 of an ISO 8601 date of the W3C's profile, or of seconds since 1970; undefined for any other
 * text. Four digits are a year. A time without zone is UTC.
 */
export function parseDate(value: string): number | undefined {
  if (EPOCH.test(value)) return Number(value) * 1000;
  const match = DATE.exec(value);
  if (!match) return undefined;
  const [, year, month = "1", day = "1", time, zone] = match;
  const daysOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const instant = Date.parse(time !== undefined && zone === undefined ? `${value}Z` : value);
  return Number.isNaN(instant) || Number(day) > daysOfMonth ? undefined : instant;
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

type Comparison = Operator["test"];
const text = (test: Comparison, negated = false): Operator => ({ test, negated, wildcards: false, variables: true });
const pattern = (test: Comparison, negated = false): Operator => ({ test, negated, wildcards: true, variables: true });
const plain = (test: Comparison, negated = false): Operator => ({ test, negated, wildcards: false, variables: false });

/**
 * Every operator of a condition, in AWS's spelling, without `ForAllValues:`, `ForAnyValue:` and `IfExists`. `Null` is
 * not here: it looks at the key, not at its value.
 *
 * Source: "IAM JSON policy elements: Condition operators", IAM User Guide.
 */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["StringEquals", text(equals)],
  ["StringNotEquals", text(equals, true)],
  ["StringEqualsIgnoreCase", text(equalsIgnoreCase)],
  ["StringNotEqualsIgnoreCase", text(equalsIgnoreCase, true)],
  ["StringLike", pattern(compilePattern)],
  ["StringNotLike", pattern(compilePattern, true)],
  ["NumericEquals", plain(compare(parseNumber, (a, b) => a === b))],
  [
    "NumericNotEquals",
    plain(
      compare(parseNumber, (a, b) => a === b),
      true,
    ),
  ],
  ["NumericLessThan", plain(compare(parseNumber, (a, b) => a < b))],
  ["NumericLessThanEquals", plain(compare(parseNumber, (a, b) => a <= b))],
  ["NumericGreaterThan", plain(compare(parseNumber, (a, b) => a > b))],
  ["NumericGreaterThanEquals", plain(compare(parseNumber, (a, b) => a >= b))],
  ["DateEquals", plain(compare(parseDate, (a, b) => a === b))],
  [
    "DateNotEquals",
    plain(
      compare(parseDate, (a, b) => a === b),
      true,
    ),
  ],
  ["DateLessThan", plain(compare(parseDate, (a, b) => a < b))],
  ["DateLessThanEquals", plain(compare(parseDate, (a, b) => a <= b))],
  ["DateGreaterThan", plain(compare(parseDate, (a, b) => a > b))],
  ["DateGreaterThanEquals", plain(compare(parseDate, (a, b) => a >= b))],
  ["Bool", text(bool)],
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
