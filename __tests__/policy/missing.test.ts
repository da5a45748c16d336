import { compile, type Authorization } from "../../policy/decide";
import type { PolicyStatement, Request } from "../../policy/document";
import { missingKeys } from "../../policy/missing";
import { parsePolicy } from "../../policy/parse";

const policies = (...Statement: PolicyStatement[]) => compile([parsePolicy({ Version: "2012-10-17", Statement }, "p")]);
const allow = (Condition?: PolicyStatement["Condition"], more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: "Allow",
  Action: "s3:*",
  Resource: "*",
  ...(Condition && { Condition }),
  ...more,
});
const deny = (Condition?: PolicyStatement["Condition"]): PolicyStatement => ({ ...allow(Condition), Effect: "Deny" });

const request: Request = {
  principal: "arn:aws:iam::111122223333:role/r",
  action: "s3:GetObject",
  resource: "arn:aws:s3:::b/k",
  context: { present: "1" },
};

test.each<[string, Authorization, string[]]>([
  ["an allow waits for a key", { identity: policies(allow({ StringEquals: { tag: "x" } })) }, ["tag"]],
  ["for two", { identity: policies(allow({ StringEquals: { tag: "x" }, Null: { also: "false" } })) }, ["also", "tag"]],
  [
    "two allows wait",
    { identity: policies(allow({ Bool: { b: "true" } }), allow({ Bool: { a: "true" } })) },
    ["a", "b"],
  ],
  [
    "an allow waits, but another value is wrong",
    { identity: policies(allow({ StringEquals: { tag: "x", present: "2" } })) },
    [],
  ],
  ["a present key is wrong", { identity: policies(allow({ StringEquals: { PRESENT: "2" } })) }, []],
  ["nothing allows", { identity: policies() }, []],
  ["an allow of another action", { identity: policies(allow({ Bool: { b: "true" } }, { Action: "iam:*" })) }, []],
  [
    "an allow of another resource",
    { identity: policies(allow({ Bool: { b: "true" } }, { Resource: "arn:aws:s3:::x" })) },
    [],
  ],
  [
    "an allow that no boundary permits",
    { identity: policies(allow({ Bool: { b: "true" } })), boundary: policies() },
    [],
  ],
  ["a boundary waits", { identity: policies(allow()), boundary: policies(allow({ Bool: { b: "true" } })) }, ["b"]],
  [
    "an allow waits, the boundary allows already",
    { identity: policies(allow({ Bool: { b: "true" } })), boundary: policies(allow(), allow({ Bool: { a: "true" } })) },
    ["b"],
  ],
  ["a deny holds for want of a key", { identity: policies(allow(), deny({ StringNotEquals: { vpc: "v" } })) }, ["vpc"]],
  [
    "so does one that asks if it exists",
    { identity: policies(allow(), deny({ StringEqualsIfExists: { vpc: "v" } })) },
    ["vpc"],
  ],
  ["a deny holds whatever comes", { identity: policies(allow(), deny()) }, []],
  ["a deny holds by a present key", { identity: policies(allow(), deny({ StringEquals: { present: "1" } })) }, []],
  [
    "one of two denies can be lifted",
    { identity: policies(allow(), deny({ StringNotEquals: { vpc: "v" } }), deny()) },
    [],
  ],
  ["a deny could be lifted, but nothing allows", { identity: policies(deny({ StringNotEquals: { vpc: "v" } })) }, []],
  [
    "a deny could be lifted, and an allow waits",
    { identity: policies(allow({ Bool: { b: "true" } }), deny({ StringNotEquals: { vpc: "v" } })) },
    ["b", "vpc"],
  ],
  ["allowed, and nothing could change it", { identity: policies(allow()) }, []],
  ["allowed, but a deny waits", { identity: policies(allow(), deny({ Bool: { b: "true" } })) }, ["b"]],
  ["allowed by one, another would wait", { identity: policies(allow(), allow({ Bool: { b: "true" } })) }, []],
  [
    "a resource's policy waits",
    { identity: policies(), resource: policies(allow({ Bool: { b: "true" } }, { Principal: "*" })) },
    ["b"],
  ],
  [
    "a resource's policy waits for somebody else",
    {
      identity: policies(),
      resource: policies(allow({ Bool: { b: "true" } }, { Principal: { AWS: "444455556666" } })),
    },
    [],
  ],
])("%s", (_, authorization, expected) => {
  expect(missingKeys(authorization, request)).toEqual(expected);
});
