import fc from "fast-check";
import { compileCondition, Context } from "../../policy/conditions";
import type { Condition, PolicyVersion } from "../../policy/document";
import { OPERATORS } from "../../policy/operators";
import { parsePolicy } from "../../policy/parse";

type Values = string | string[];

/** Whether a condition holds, written as a policy writes it: `ForAnyValue:StringLike`, on the key `k`. */
function holds(
  operator: string,
  accepted: unknown,
  requested?: Values,
  version: PolicyVersion = "2012-10-17",
): boolean {
  return holdsIn(operator, accepted, requested === undefined ? {} : { k: requested }, version);
}

function holdsIn(
  operator: string,
  accepted: unknown,
  context: Record<string, Values>,
  version: PolicyVersion = "2012-10-17",
) {
  const policy = parsePolicy(
    {
      Version: version,
      Statement: { Effect: "Allow", Action: "*", Resource: "*", Condition: { [operator]: { k: accepted } } },
    },
    "p",
  );
  const [condition] = policy.statements[0]?.conditions ?? [];
  if (!condition) throw new Error("the policy has no condition");
  return compileCondition(condition, version)(new Context(context));
}

describe("operators", () => {
  test.each([
    ["StringEquals", "abc", "abc", true],
    ["StringEquals", "abc", "Abc", false],
    ["StringEquals", "a*", "abc", false],
    ["StringEquals", "a*", "a*", true],
    ["StringEquals", ["x", "abc"], "abc", true],
    ["StringNotEquals", "abc", "abc", false],
    ["StringNotEquals", ["x", "abc"], "abc", false],
    ["StringNotEquals", ["x", "y"], "abc", true],
    ["StringEqualsIgnoreCase", "ABC", "aBc", true],
    ["StringEqualsIgnoreCase", "ABC", "aBcd", false],
    ["StringNotEqualsIgnoreCase", "ABC", "aBc", false],
    ["StringNotEqualsIgnoreCase", "ABC", "x", true],
    ["StringLike", "a*", "abc", true],
    ["StringLike", "a?c", "abc", true],
    ["StringLike", "a?c", "abbc", false],
    ["StringLike", "A*", "abc", false],
    ["StringLike", "", "", true],
    ["StringNotLike", "a*", "abc", false],
    ["StringNotLike", "b*", "abc", true],

    ["NumericEquals", "10", "10.0", true],
    ["NumericEquals", 10, "10", true],
    ["NumericEquals", ["1", "2"], "2", true],
    ["NumericNotEquals", "10", "10", false],
    ["NumericNotEquals", ["1", "2"], "2", false],
    ["NumericNotEquals", "10", "9", true],
    ["NumericLessThan", "10", "9.5", true],
    ["NumericLessThan", "10", "10", false],
    ["NumericLessThanEquals", "10", "10", true],
    ["NumericGreaterThan", "-1", "0", true],
    ["NumericGreaterThan", "10", "10", false],
    ["NumericGreaterThanEquals", "10", "10", true],

    ["DateEquals", "2026-12-05T18:00:00Z", "2026-12-05T18:00:00Z", true],
    ["DateEquals", "2026-12-05T19:00:00+01:00", "2026-12-05T18:00Z", true],
    ["DateEquals", "2026-12-05T18:00:00.5Z", "2026-12-05T18:00:00.500Z", true],
    ["DateEquals", "2026-12-05T18:00:00", "2026-12-05T18:00:00Z", true],
    ["DateEquals", "2026-12-05", "2026-12-05T00:00:00Z", true],
    ["DateEquals", "2026-12", "2026-12-01T00:00:00Z", true],
    ["DateEquals", "2026", "2026-01-01T00:00:00Z", true],
    ["DateEquals", "1796493600", "2026-12-05T18:00:00Z", true],
    ["DateEquals", 1796493600, "1796493600.0", true],
    ["DateNotEquals", "2026-12-05", "2026-12-05T00:00:00Z", false],
    ["DateLessThan", "2026-12-05T18:00:00Z", "2026-12-05T17:59:59Z", true],
    ["DateLessThan", "2026-12-05T18:00:00Z", "2026-12-05T18:00:00Z", false],
    ["DateLessThanEquals", "2026-12-05T18:00:00Z", "2026-12-05T18:00:00Z", true],
    ["DateGreaterThan", "2026-12-05T18:00:00Z", "2026-12-05T18:00:01Z", true],
    ["DateGreaterThan", "0", "2026-12-05T18:00:01Z", true],
    ["DateGreaterThanEquals", "2026-12-05T18:00:00Z", "2026-12-05T18:00:00Z", true],

    ["Bool", "true", "true", true],
    ["Bool", "TRUE", "True", true],
    ["Bool", true, "true", true],
    ["Bool", "false", "true", false],
    ["Bool", ["true", "false"], "true", true],

    ["BinaryEquals", "QUI=", "QUI=", true],
    ["BinaryEquals", "QUI=", "qui=", false],

    ["IpAddress", "203.0.113.0/24", "203.0.113.9", true],
    ["IpAddress", "203.0.113.77/24", "203.0.113.9", true],
    ["IpAddress", "203.0.113.9", "203.0.113.9", true],
    ["IpAddress", "203.0.113.9", "203.0.113.8", false],
    ["IpAddress", "0.0.0.0/0", "8.8.8.8", true],
    ["IpAddress", "2001:DB8::/32", "2001:db8:1::1", true],
    ["IpAddress", "2001:db8::/32", "2001:db9::1", false],
    ["IpAddress", "::/0", "8.8.8.8", false],
    ["IpAddress", "0.0.0.0/0", "2001:db8::1", false],
    ["IpAddress", ["10.0.0.0/8", "2001:db8::/32"], "2001:db8::1", true],
    ["NotIpAddress", "10.0.0.0/8", "10.1.2.3", false],
    ["NotIpAddress", ["192.168.0.0/16", "10.0.0.0/8"], "10.1.2.3", false],
    ["NotIpAddress", "10.0.0.0/8", "11.1.2.3", true],

    ["ArnLike", "arn:aws:sns:*:111122223333:t*", "arn:aws:sns:eu-west-1:111122223333:topic", true],
    ["ArnEquals", "arn:aws:sns:*:111122223333:t*", "arn:aws:sns:eu-west-1:111122223333:topic", true],
    ["ArnLike", "arn:aws:sns:*:*:*:sub", "arn:aws:sns:eu-west-1:111122223333:topic:sub", true],
    ["ArnLike", "*", "arn:aws:sns:eu-west-1:111122223333:topic", true],
    ["ArnLike", "arn:*", "arn:aws:sns:eu-west-1:111122223333:topic", false],
    ["ArnLike", "arn:aws:sns:*:*", "arn:aws:sns:eu-west-1:111122223333:topic", false],
    ["ArnNotLike", "arn:aws:sns:*:*:x", "arn:aws:sns:eu-west-1:111122223333:topic", true],
    ["ArnNotEquals", "arn:aws:sns:*:*:t*", "arn:aws:sns:eu-west-1:111122223333:topic", false],
    // "With a StringLike condition, the match succeeds … With an ArnLike condition … the match fails."
    ["StringLike", "arn:aws:s:*:111122223333:finance/*", "arn:aws:s:r:999999999999:store:111122223333:finance/x", true],
    ["ArnLike", "arn:aws:s:*:111122223333:finance/*", "arn:aws:s:r:999999999999:store:111122223333:finance/x", false],
  ] as [string, unknown, string, boolean][])("%s %j on %j: %p", (operator, accepted, requested, expected) => {
    expect(holds(operator, accepted, requested)).toBe(expected);
  });

  test.each([
    ["NumericLessThan", "ten", "1"],
    ["NumericLessThan", "10", "one"],
    ["NumericGreaterThan", "-1", ""],
    ["NumericLessThan", "0x10", "1"],
    ["NumericEquals", "1e1", "10"],
    ["DateLessThan", "tomorrow", "2026-12-05T18:00:00Z"],
    ["DateLessThan", "2026-13-01", "2026-12-05T18:00:00Z"],
    ["DateLessThan", "2027-02-30", "2026-12-05T18:00:00Z"],
    ["DateLessThan", "2026-12-05T25:00:00Z", "2026-12-05T18:00:00Z"],
    ["DateLessThan", "2026-12-05", "now"],
    ["Bool", "yes", "yes"],
    ["Bool", "1", "true"],
    ["IpAddress", "203.0.113.0/33", "203.0.113.9"],
    ["IpAddress", "0.0.0.0/33", "0.0.0.0"],
    ["IpAddress", "::/0", "1:2:3:4:5:6:7::8"],
    ["IpAddress", "203.0.113.0/", "203.0.113.9"],
    ["IpAddress", "203.0.113", "203.0.113.9"],
    ["IpAddress", "0.0.0.0/0", "010.0.0.1"],
    ["IpAddress", "0.0.0.0/0", "203.0.113.0/28"],
    ["IpAddress", "::/0", "1::2::3"],
    ["IpAddress", "::/0", ":::"],
    ["IpAddress", "::/0", "1:2:3:4:5:6:7:8:9"],
    ["ArnLike", "topic", "topic"],
    ["ArnLike", "*", "topic"],
    ["ArnLike", "*:*:*:*:*:*", "a:b:c:d:e:f"],
  ])("%s %j on %j: a value of another type never matches", (operator, accepted, requested) => {
    expect(holds(operator, accepted, requested)).toBe(false);
  });
});

describe("a missing key", () => {
  test.each([
    ["StringEquals", false],
    ["StringNotEquals", true],
    ["StringNotLike", true],
    ["NumericNotEquals", true],
    ["NotIpAddress", true],
    ["ArnNotLike", true],
    ["Bool", false],
    ["StringEqualsIfExists", true],
    ["StringNotEqualsIfExists", true],
    ["BoolIfExists", true],
    ["ForAllValues:StringEquals", true],
    ["ForAllValues:StringNotEquals", true],
    ["ForAnyValue:StringEquals", false],
    ["ForAnyValue:StringNotEquals", false],
    ["ForAnyValue:StringEqualsIfExists", false],
  ])("%s: %p", (operator, expected) => {
    expect(holds(operator, "x")).toBe(expected);
    expect(holds(operator, "x", [])).toBe(expected);
  });
});

describe("several values of a request", () => {
  test.each([
    ["ForAllValues:StringEquals", ["a", "b"], ["a"], true],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "c"], false],
    ["ForAllValues:StringEquals", ["a"], ["a", "b"], false],
    ["ForAllValues:StringLike", ["a*"], ["a1", "a2"], true],
    ["ForAllValues:StringNotEquals", ["a"], ["b", "c"], true],
    ["ForAllValues:StringNotEquals", ["a"], ["a", "b"], false],
    ["ForAnyValue:StringEquals", ["a"], ["b", "a"], true],
    ["ForAnyValue:StringEquals", ["a"], ["b", "c"], false],
    ["ForAnyValue:StringNotEquals", ["a"], ["a", "b"], true],
    ["ForAnyValue:StringNotEquals", ["a"], ["a"], false],
    ["ForAllValues:StringEquals", [], ["a"], false],
    ["ForAnyValue:StringEquals", [], ["a"], false],
    // Without a set operator, which "multivalued context keys require": any value, or none for a negated operator.
    ["StringEquals", "a", ["b", "a"], true],
    ["StringNotEquals", "a", ["b", "a"], false],
    ["StringNotEquals", "a", ["b", "c"], true],
    // A single value may be written as one.
    ["ForAllValues:StringEquals", "a", "a", true],
    ["ForAnyValue:StringEquals", "a", "a", true],
    ["StringEquals", "a", ["a"], true],
  ] as [string, Values, Values, boolean][])("%s %j on %j: %p", (operator, accepted, requested, expected) => {
    expect(holds(operator, accepted, requested)).toBe(expected);
  });
});

describe("Null", () => {
  test.each([
    ["true", undefined, true],
    ["true", "x", false],
    ["false", undefined, false],
    ["false", "x", true],
    ["TRUE", undefined, true],
    [true, undefined, true],
    [false, "x", true],
    [["true", "false"], "x", true],
    ["perhaps", undefined, false],
    ["perhaps", "x", false],
  ] as [unknown, Values | undefined, boolean][])("%j on %j: %p", (accepted, requested, expected) => {
    expect(holds("Null", accepted, requested)).toBe(expected);
  });
});

describe("keys", () => {
  test.each(["k", "K"])("have no case: %s", (key) => {
    expect(holdsIn("StringEquals", "a", { [key]: "a" })).toBe(true);
  });

  test.each(["__proto__", "constructor", "toString"])("%s is a key like any other", (key) => {
    const condition: Condition = { operator: "Null", qualifier: undefined, ifExists: false, key, values: ["true"] };
    const test = compileCondition(condition, "2012-10-17");
    expect(test(new Context({}))).toBe(true);
    expect(test(new Context(Object.fromEntries([[key, "x"]])))).toBe(false);
  });
});

describe("policy variables in values", () => {
  const jane = { "aws:username": "jane", "aws:PrincipalTag/team": "b*", "aws:TagKeys": ["x", "y"] };

  test.each([
    ["StringEquals", "${aws:username}", "jane", true],
    ["StringEquals", "${AWS:UserName}", "jane", true],
    ["StringEquals", "u-${aws:username}-x", "u-jane-x", true],
    ["StringLike", "${aws:username}/*", "jane/a", true],
    ["StringLike", "${aws:PrincipalTag/team}", "blue", false],
    ["StringLike", "${aws:PrincipalTag/team}", "b*", true],
    ["StringLike", "a${*}", "ab", false],
    ["StringLike", "a${*}", "a*", true],
    ["StringEquals", "a${*}${?}${$}", "a*?$", true],
    ["StringEquals", "${missing, 'nobody'}", "nobody", true],
    ["StringEquals", "${aws:username, 'nobody'}", "nobody", false],
    ["StringEquals", "${missing,nobody}", "nobody", false],
    ["StringEquals", "${missing}", "jane", false],
    ["StringEquals", "${aws:TagKeys}", "x", false],
    ["StringNotEquals", "${missing}", "jane", true],
    ["StringNotEquals", ["${missing}", "jane"], "jane", false],
    ["StringEquals", "${unclosed", "${unclosed", true],
    ["ArnLike", "arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::111122223333:user/jane", true],
    // "You can't use a policy variable with other operators, such as Numeric, Date, …"
    ["NumericEquals", "${n}", "1", false],
    ["IpAddress", "${ip}", "10.0.0.1", false],
  ] as [string, Values, string, boolean][])("%s %j on %j: %p", (operator, accepted, requested, expected) => {
    expect(holdsIn(operator, accepted, { ...jane, n: "1", ip: "10.0.0.1", k: requested })).toBe(expected);
  });

  test("are literal text in 2008-10-17", () => {
    expect(holds("StringEquals", "${aws:username}", "${aws:username}", "2008-10-17")).toBe(true);
    expect(holdsIn("StringEquals", "${aws:username}", { ...jane, k: "jane" }, "2008-10-17")).toBe(false);
  });
});

describe("whatever the values", () => {
  const names = fc.constantFrom(...OPERATORS.keys());
  const value = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom("", "true", "10", "2026-12-05", "10.0.0.0/8", "arn:aws:s3:::b", "*", "${aws:username}", "::1"),
  );
  const values = fc.array(value, { maxLength: 3 });

  test("a condition is decided, never an error", () => {
    fc.assert(
      fc.property(names, values, fc.option(values, { nil: undefined }), (operator, accepted, requested) => {
        expect(typeof holds(operator, accepted, requested)).toBe("boolean");
      }),
      { numRuns: 3000 },
    );
  });

  test("a negated operator is the opposite of its plain one, on one value", () => {
    const negated = [...OPERATORS.keys()].filter((name) => OPERATORS.get(name)?.negated);
    fc.assert(
      fc.property(
        fc.constantFrom(...negated),
        values,
        fc.option(value, { nil: undefined }),
        (operator, accepted, one) => {
          expect(holds(operator, accepted, one)).toBe(!holds(operator.replace("Not", ""), accepted, one));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
