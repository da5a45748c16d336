import { policyProblem } from "../../offline/policy-grammar";
import { equivalentPolicies, jsonProblem, normalisePolicy } from "../../offline/policy-json";
import type { PolicySort } from "../../offline/resources/kind";

const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "sagemaker.amazonaws.com" } };
const policy = (...statements: unknown[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });

describe("IAM accepts", () => {
  test.each<[string, PolicySort, string]>([
    ["a statement", "identity", policy(statement)],
    ["one statement without a list", "identity", JSON.stringify({ Statement: statement })],
    ["a trust policy", "trust", policy(trust)],
    ["a resource policy", "resource", policy({ ...statement, Principal: "*", Sid: "with spaces" })],
    [
      "conditions",
      "identity",
      policy({ ...statement, Condition: { "ForAnyValue:StringLikeIfExists": { "a:b": "c" } } }),
    ],
    ["a pattern for the partition", "identity", policy({ ...statement, Resource: "arn:*:s3:::x" })],
  ])("%s", (_, sort, document) => {
    expect(policyProblem(document, sort, "aws")).toBeUndefined();
  });
});

describe("IAM refuses", () => {
  test.each<[string, PolicySort, string, RegExp]>([
    ["no statement", "identity", "{}", /Syntax errors/],
    ["an empty list", "identity", policy(), /Syntax errors/],
    ["an unknown element", "identity", policy({ ...statement, Actions: "x" }), /Syntax errors/],
    ["another effect", "identity", policy({ ...statement, Effect: "allow" }), /Syntax errors/],
    ["both Action and NotAction", "identity", policy({ ...statement, NotAction: "x" }), /Syntax errors/],
    ["another version", "identity", JSON.stringify({ Version: "2020-01-01", Statement: statement }), /valid version/],
    ["no action", "identity", policy({ Effect: "Allow", Resource: "*" }), /must contain actions/],
    ["no resource", "identity", policy({ Effect: "Allow", Action: "*" }), /must contain resources/],
    ["an action without a service", "identity", policy({ ...statement, Action: "GetObject" }), /prefaced by a vendor/],
    ["a resource that is no ARN", "identity", policy({ ...statement, Resource: "bucket" }), /must be in ARN format/],
    [
      "another partition",
      "identity",
      policy({ ...statement, Resource: "arn:aws-cn:s3:::x" }),
      /Partition "aws-cn" is not valid/,
    ],
    ["a Sid with a dash", "identity", policy({ ...statement, Sid: "a-b" }), /alpha-numeric/],
    ["a Sid twice", "identity", policy({ ...statement, Sid: "a" }, { ...statement, Sid: "a" }), /must be unique/],
    ["a principal", "identity", policy({ ...statement, Principal: "*" }), /should not specify a principal/],
    [
      "an unknown operator",
      "identity",
      policy({ ...statement, Condition: { Equals: { a: "b" } } }),
      /Invalid Condition type : Equals/,
    ],
    [
      "a trust policy without principal",
      "trust",
      policy({ Effect: "Allow", Action: "sts:AssumeRole" }),
      /required field Principal/,
    ],
    ["a trust policy with a resource", "trust", policy({ ...trust, Resource: "*" }), /prohibited field Resource/],
    ["a trust policy for S3", "trust", policy({ ...trust, Action: "s3:GetObject" }), /only specify STS AssumeRole/],
    ["a resource policy without principal", "resource", policy(statement), /required field Principal/],
  ])("%s", (_, sort, document, message) => {
    expect(policyProblem(document, sort, "aws")).toMatch(message);
  });
});

test.each([
  ["white space and the order of names", '{ "a": 1, "b": 2 }', '{"b":2,"a":1}', true],
  ["the order of actions", '{"Action":["a","b"]}', '{"Action":["b","a"]}', true],
  ["one value in a list", '{"Resource":["*"]}', '{"Resource":"*"}', true],
  ["other actions", '{"Action":["a"]}', '{"Action":["b"]}', false],
  ["the order of statements", '{"Statement":[1,2]}', '{"Statement":[2,1]}', false],
  ["what is no JSON", "{", "}", false],
])("equivalent are policies that differ in %s: %s, %s → %s", (_, left, right, expected) => {
  expect(equivalentPolicies(left, right)).toBe(expected);
});

test("the provider keeps a policy without white space and with sorted names", () => {
  expect(normalisePolicy('{ "b": [{ "d": 1, "c": "<" }], "a": 2 }')).toBe('{"a":2,"b":[{"c":"\\u003c","d":1}]}');
  expect(normalisePolicy("no JSON")).toBe("no JSON");
});

test.each([
  ["", /is an empty string/],
  ["x", /leading character is not "\{"/],
  ["{", /contains an invalid JSON policy/],
  ["{}", undefined],
])("the provider says of %j, before any plan, %s", (text, message) => {
  const problem = jsonProblem("policy", text);
  if (message === undefined) expect(problem).toBeUndefined();
  else expect(problem).toMatch(message);
});
