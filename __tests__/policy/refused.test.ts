import { parsePolicy } from "../../policy/parse";
import { refusals } from "../../policy/refused";

const policy = (statement: object) =>
  parsePolicy(
    { Version: "2012-10-17", Statement: { Sid: "One", Effect: "Allow", Action: "s3:*", Resource: "*", ...statement } },
    "p.json",
  );
const when = (operator: string, value: string) => ({ Condition: { [operator]: { "aws:key": value } } });

test.each([
  ["a wildcard in the prefix", { Action: "s*:GetObject" }, '"s*:GetObject" has a wildcard in the service\'s prefix'],
  ["one in the prefix of an exception", { Action: undefined, NotAction: ["iam:*", "?3:*"] }, '"?3:*" has a wildcard'],
  ["a day that no month has", when("DateLessThan", "2026-02-30T00:00:00Z"), "a date that there is, such as"],
  ["no number", when("NumericLessThanIfExists", "ten"), 'takes a number, found "ten"'],
  ["no address", when("NotIpAddress", "10.0.0.300"), 'a range of addresses, found "10.0.0.300"'],
])("%s", (_, statement, problem) => {
  expect(refusals(policy(statement))).toEqual([expect.stringContaining(problem)]);
  expect(refusals(policy(statement))[0]).toMatch(/^IAM would refuse p\.json, statement One: /);
});

test.each([
  ["every action", { Action: "*" }],
  ["a wildcard behind the prefix", { Action: "s3:Get*" }],
  ["a date", when("DateLessThan", "2026-02-28T00:00:00Z")],
  ["a range", when("IpAddress", "10.0.0.0/8")],
  ["a text that is no date where none is read", when("StringEquals", "2026-02-30")],
])("IAM takes %s", (_, statement) => {
  expect(refusals(policy(statement))).toEqual([]);
});
