import { OPERATORS, parseDate, parseNumber, valueTokens } from "../../policy/operators";

/** Whether a value of the request matches one of the policy, before `Not`; undefined: the policy's value is none. */
function matches(name: string, accepted: string, requested: string): boolean | undefined {
  const operator = OPERATORS.get(name);
  if (!operator) throw new Error(`no operator ${name}`);
  return operator.test(valueTokens(operator, accepted))?.(requested);
}

test.each<[operator: string, accepted: string, requested: string, expected: boolean | undefined]>([
  ["StringEquals", "a", "a", true],
  ["StringEquals", "a", "A", false],
  ["StringEquals", "a*", "ab", false],
  ["StringEqualsIgnoreCase", "aB", "Ab", true],
  ["StringLike", "a*", "ab", true],
  ["StringLike", "a?c", "abc", true],
  ["StringLike", "a*", "Ab", false],
  ["NumericEquals", "10", "10.0", true],
  ["NumericEquals", "ten", "10", undefined],
  ["NumericEquals", "10", "ten", false],
  ["NumericLessThan", "10", "9.5", true],
  ["NumericLessThan", "10", "10", false],
  ["NumericLessThanEquals", "10", "10", true],
  ["NumericGreaterThan", "10", "10", false],
  ["NumericGreaterThan", "9", "10", true],
  ["NumericGreaterThanEquals", "10", "10", true],
  ["DateEquals", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", true],
  ["DateLessThan", "2026-01-02", "2026-01-01T23:59:59Z", true],
  ["DateLessThanEquals", "2026-01-01", "2026-01-01T00:00:00Z", true],
  ["DateGreaterThan", "2026-01-01", "2026-01-01T00:00:00Z", false],
  ["DateGreaterThanEquals", "2026-01-01", "1767225600", true],
  ["Bool", "true", "TRUE", true],
  ["Bool", "true", "yes", false],
  ["Bool", "yes", "yes", undefined],
  ["BinaryEquals", "QmluYXJ5", "QmluYXJ5", true],
  ["IpAddress", "10.0.0.0/8", "10.1.2.3", true],
  ["IpAddress", "10.0.0.0/8", "11.0.0.1", false],
  ["IpAddress", "::/0", "10.0.0.1", false],
  ["IpAddress", "10.0.0.0/33", "10.0.0.1", undefined],
  ["ArnLike", "arn:aws:s3:::a*", "arn:aws:s3:::ab", true],
  ["ArnEquals", "arn:aws:s3:::a*", "arn:aws:s3:::ab", true],
  ["ArnLike", "arn:aws:*:::a", "arn:aws:s3:::a", true],
  ["ArnLike", "arn:aws:*:a", "arn:aws:s3:::a", undefined],
  ["ArnLike", "*", "arn:aws:s3:::a", true],
  ["ArnLike", "*", "a", false],
])("%s %j on %j: %s", (operator, accepted, requested, expected) => {
  expect(matches(operator, accepted, requested)).toBe(expected);
});

/** What each operator is: whether it is negated, knows wildcards, and knows policy variables. */
test.each<[operator: string, kind: string]>([
  ["StringEquals", "variables"],
  ["StringNotEquals", "negated variables"],
  ["StringEqualsIgnoreCase", "variables"],
  ["StringNotEqualsIgnoreCase", "negated variables"],
  ["StringLike", "wildcards variables"],
  ["StringNotLike", "negated wildcards variables"],
  ["NumericEquals", ""],
  ["NumericNotEquals", "negated"],
  ["DateEquals", ""],
  ["DateNotEquals", "negated"],
  ["Bool", "variables"],
  ["BinaryEquals", ""],
  ["IpAddress", ""],
  ["NotIpAddress", "negated"],
  ["ArnEquals", "wildcards variables"],
  ["ArnLike", "wildcards variables"],
  ["ArnNotEquals", "negated wildcards variables"],
  ["ArnNotLike", "negated wildcards variables"],
])("%s: %s", (name, kind) => {
  const { negated, wildcards, variables } = OPERATORS.get(name) ?? {};
  const words = [negated ? "negated" : "", wildcards ? "wildcards" : "", variables ? "variables" : ""];
  expect(words.filter((word) => word !== "").join(" ")).toBe(kind);
});

test.each<[text: string, value: number | undefined]>([
  ["10", 10],
  ["-1.5", -1.5],
  ["+1", 1],
  ["1e3", undefined],
  ["0x10", undefined],
  [" 1", undefined],
  ["", undefined],
  ["1".repeat(33), undefined],
])("the number %j is %s", (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test.each<[text: string, iso: string | undefined]>([
  ["2026", "2026-01-01T00:00:00.000Z"],
  ["2026-02", "2026-02-01T00:00:00.000Z"],
  ["2026-02-28", "2026-02-28T00:00:00.000Z"],
  ["2026-02-30", undefined],
  ["2026-02-28T12:00", "2026-02-28T12:00:00.000Z"],
  ["2026-02-28T12:00:00.5Z", "2026-02-28T12:00:00.500Z"],
  ["2026-02-28T12:00:00+02:00", "2026-02-28T10:00:00.000Z"],
  ["0", "1970-01-01T00:00:00.000Z"],
  ["1767225600", "2026-01-01T00:00:00.000Z"],
  ["tomorrow", undefined],
])("the date %j is %s", (text, iso) => {
  expect(parseDate(text)).toBe(iso === undefined ? undefined : Date.parse(iso));
});
