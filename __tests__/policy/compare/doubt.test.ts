import fc from "fast-check";
import { compareIdentity, type Comparison } from "../../../policy/compare";
import { compile, decide } from "../../../policy/decide";
import type { ConditionBlock, Policy, PolicyStatement } from "../../../policy/document";
import { parsePolicy } from "../../../policy/parse";
import { runs } from "./properties";

/** Values that AWS may read in more than one way: as one of these, or as nothing at all. */
const READINGS: Readonly<Record<string, readonly string[]>> = {
  "1e3": ["1000", "nothing"],
  " 1": ["1", "nothing"],
  "+1": ["1", "nothing"],
  "1.": ["1", "nothing"],
  "0x10": ["16", "0", "nothing"],
  "2026-1-1": ["2026-01-01", "nothing"],
  "20260101": ["1970-08-23T11:55:01Z", "2026-01-01", "nothing"],
  "2026-01-01T00:00": ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00+01:00", "nothing"],
  "2026": ["2026-01-01", "1970-01-01T00:33:46Z", "nothing"],
  " 10.0.0.0/8": ["10.0.0.0/8", "nothing"],
  "010.0.0.0/8": ["8.0.0.0/8", "10.0.0.0/8", "nothing"],
  True: ["true", "nothing"],
  FALSE: ["false", "nothing"],
};

function policy(statements: readonly PolicyStatement[]): Policy {
  return parsePolicy({ Version: "2012-10-17", Statement: statements }, "p");
}

function statement(condition: ConditionBlock, effect: PolicyStatement["Effect"] = "Allow"): PolicyStatement {
  return { Effect: effect, Action: "s3:GetObject", Resource: "*", Condition: condition };
}

const ALLOW: PolicyStatement = { Effect: "Allow", Action: "s3:*", Resource: "*" };

function compare(before: readonly PolicyStatement[], after: readonly PolicyStatement[]): Comparison {
  return compareIdentity({ identity: [policy(before)] }, { identity: [policy(after)] });
}

describe("a value that AWS may read otherwise", () => {
  test.each<[operator: string, plain: string, odd: string]>([
    ["NumericEquals", "1000", "1e3"],
    ["NumericEquals", "1", " 1"],
    ["NumericLessThan", "1", "+1"],
    ["DateEquals", "2026-01-01", "2026-1-1"],
    ["DateEquals", "1970-08-23T11:55:01Z", "20260101"],
    ["DateGreaterThan", "2026-02-01", "2026032"],
    ["DateLessThan", "2026-01-01T00:00:00Z", "2026-01-01T00:00"],
    ["IpAddress", "10.0.0.0/8", " 10.0.0.0/8"],
    ["Bool", "true", "True"],
    ["Null", "true", "TRUE"],
  ])("%s %j to %j and back", (operator, plain, odd) => {
    const key = operator === "IpAddress" ? "aws:SourceIp" : "k:a";
    const [sure, unsure] = [{ [operator]: { [key]: plain } }, { [operator]: { [key]: odd } }];
    // An Allow that may not have applied and now does, a Deny that did and now may not.
    expect(compare([statement(unsure)], [statement(sure)]).verdict).toBe("widened");
    expect(compare([ALLOW, statement(sure, "Deny")], [ALLOW, statement(unsure, "Deny")]).verdict).toBe("widened");
    expect(compare([], [statement(unsure)]).verdict).toBe("widened");
    expect(compare([ALLOW, statement(unsure, "Deny")], [ALLOW]).verdict).toBe("widened");
    // What stays is the same, however it is read.
    expect(compare([statement(unsure)], [statement(unsure), { ...statement(unsure), Sid: "Again" }]).verdict).toBe(
      "none",
    );
    expect(["changed", "narrowed"]).toContain(compare([ALLOW], [ALLOW, statement(unsure, "Deny")]).verdict);
  });

  test.each<[operator: string, value: string]>([
    ["NumericEquals", "many"],
    ["DateEquals", "tomorrow"],
    ["Bool", "yes"],
  ])("%s %j can be read in no way", (operator, value) => {
    expect(compare([], [statement({ [operator]: { "k:a": value } })]).verdict).toBe("none");
  });

  test("beside one that proves a widening", () => {
    const after = [statement({ NumericEquals: { "k:a": ["1e3", "5"] } })];
    expect(compare([], after).differences[0]?.witness?.context).toEqual({ "k:a": "5" });
  });
});

const OPERATORS = {
  "k:n": ["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEqualsIfExists"],
  "k:d": ["DateEquals", "DateNotEquals", "DateGreaterThan", "DateLessThanEqualsIfExists"],
  "aws:SourceIp": ["IpAddress", "NotIpAddress", "ForAllValues:IpAddress"],
  "k:b": ["Bool", "BoolIfExists", "Null"],
} as const;
const VALUES: Readonly<Record<keyof typeof OPERATORS, readonly string[]>> = {
  "k:n": ["1e3", " 1", "+1", "1.", "0x10", "1", "1000", "5"],
  "k:d": ["2026-1-1", "20260101", "2026-01-01T00:00", "2026", "2026-01-01", "2026-02-01T00:00:00Z"],
  "aws:SourceIp": [" 10.0.0.0/8", "010.0.0.0/8", "10.0.0.0/8", "8.0.0.0/7"],
  "k:b": ["True", "FALSE", "true", "false"],
};
const REQUESTED: Readonly<Record<keyof typeof OPERATORS, readonly (string | undefined)[]>> = {
  "k:n": [undefined, "0", "1", "5", "16", "1000"],
  "k:d": [
    undefined,
    "1970-01-01T00:33:46Z",
    "1970-08-23T11:55:01Z",
    "2025-12-31T23:00:00Z",
    "2026-01-01",
    "2026-03-01",
  ],
  "aws:SourceIp": [undefined, "8.0.0.1", "9.0.0.1", "10.0.0.1", "11.0.0.1"],
  "k:b": [undefined, "true", "false"],
};

const keys = fc.constantFrom(...(Object.keys(OPERATORS) as (keyof typeof OPERATORS)[]));

/** Statements on one key, so that their conditions meet. */
function statements(key: keyof typeof OPERATORS): fc.Arbitrary<PolicyStatement[]> {
  const one = fc
    .record({
      effect: fc.constantFrom<PolicyStatement["Effect"]>("Allow", "Deny"),
      operator: fc.constantFrom<string>(...OPERATORS[key]),
      values: fc.uniqueArray(fc.constantFrom(...VALUES[key]), { minLength: 1, maxLength: 2 }),
    })
    .map(({ effect, operator, values }) => statement({ [operator]: { [key]: values } }, effect));
  return fc.array(fc.oneof(fc.constant(ALLOW), one, one), { maxLength: 3 });
}

/** The same policy as AWS may read it. */
function read({ statements: all, ...rest }: Policy, reading: number): Policy {
  const as = (value: string): string => {
    const readings = READINGS[value];
    return readings?.[reading % readings.length] ?? value;
  };
  const conditionsOf = (one: Policy["statements"][number]): typeof one => ({
    ...one,
    conditions: one.conditions.map((condition) => ({ ...condition, values: condition.values.map(as) })),
  });
  return { ...rest, statements: all.map(conditionsOf) };
}

test("no verdict is contradicted by any reading", () => {
  fc.assert(
    fc.property(
      keys.chain((key) => fc.tuple(fc.constant(key), statements(key), statements(key))),
      ([key, before, after]) => {
        const { verdict } = compare(before, after);
        for (let reading = 0; reading < 6; reading++) {
          const [then, now] = [before, after].map((side) => compile([read(policy(side), reading)]));
          for (const value of REQUESTED[key]) {
            const request = {
              action: "s3:GetObject",
              resource: "arn:aws:s3:::a/b",
              context: value === undefined ? {} : { [key]: value },
            };
            const [allowedThen, allowedNow] = [then, now].map(
              (identity) => identity !== undefined && decide({ identity }, request).decision === "allow",
            );
            if (allowedNow && !allowedThen) expect({ verdict, request }).toMatchObject({ verdict: "widened" });
            if (allowedThen && !allowedNow) expect({ verdict, request }).not.toMatchObject({ verdict: "none" });
          }
        }
      },
    ),
    runs(),
  );
});
