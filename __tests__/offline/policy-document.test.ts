import { Cloud } from "../../offline/account";
import { policyDocument } from "../../offline/data/policy-document";
import { callerSettings } from "../../offline/settings";
import type { ObjectValue } from "../../offline/values";

const context = {
  cloud: new Cloud(),
  settings: callerSettings({ accountId: "123456789012", region: "eu-west-1" }),
  types: new Map(),
};

const read = (config: ObjectValue): ObjectValue => policyDocument.aws_iam_policy_document?.read(config, context) ?? {};

const statements = (...blocks: ObjectValue[]): unknown =>
  (JSON.parse(read({ statement: blocks }).minified_json as string) as { Statement: unknown }).Statement;

describe("a statement", () => {
  test.each<[string, ObjectValue, unknown]>([
    ["allows by default", { actions: ["s3:Get*"] }, { Effect: "Allow", Action: "s3:Get*" }],
    [
      "lists several values in reverse order, as the provider does",
      { effect: "Deny", actions: ["a:A", "c:C", "b:B"], resources: ["*"] },
      { Effect: "Deny", Action: ["c:C", "b:B", "a:A"], Resource: "*" },
    ],
    [
      "turns &{…} into a policy variable",
      { actions: ["s3:*"], resources: ["arn:aws:s3:::x/&{aws:username}"] },
      { Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::x/${aws:username}" },
    ],
    [
      "writes anyone as a star",
      { actions: ["s3:*"], principals: [{ type: "*", identifiers: ["*"] }] },
      { Effect: "Allow", Action: "s3:*", Principal: "*" },
    ],
    [
      "joins principals of one type",
      {
        actions: ["sts:AssumeRole"],
        principals: [
          { type: "Service", identifiers: ["a"] },
          { type: "AWS", identifiers: ["x"] },
          { type: "Service", identifiers: ["b"] },
        ],
      },
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "x", Service: ["b", "a"] } },
    ],
    [
      "keeps the order of a condition's values",
      { actions: ["s3:*"], condition: [{ test: "StringLike", variable: "s3:prefix", values: ["b", "a"] }] },
      { Effect: "Allow", Action: "s3:*", Condition: { StringLike: { "s3:prefix": ["b", "a"] } } },
    ],
    [
      "has everything else by its negation",
      { sid: "N", not_actions: ["a:A"], not_resources: ["x"], not_principals: [{ type: "AWS", identifiers: ["y"] }] },
      { Sid: "N", Effect: "Allow", NotAction: "a:A", NotResource: "x", NotPrincipal: { AWS: "y" } },
    ],
  ])("%s", (_, block, expected) => {
    expect(statements(block)).toEqual([expected]);
  });
});

test("the text is Go's: two spaces, elements in AWS's order, HTML escaped", () => {
  const { json } = read({ statement: [{ sid: "A", actions: ["s3:*"], resources: ["<x>"] }] });
  expect(json).toBe(
    `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "A",
      "Effect": "Allow",
      "Action": "s3:*",
      "Resource": "\\u003cx\\u003e"
    }
  ]
}`,
  );
});

describe("sources and overrides", () => {
  const source = (sid: string, action: string): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: sid, Effect: "Allow", Action: action }] });

  test.each<[string, ObjectValue, [sid: string, action: string][]]>([
    [
      "sources come first",
      { source_policy_documents: [source("S", "s:S")] },
      [
        ["S", "s:S"],
        ["Own", "o:O"],
      ],
    ],
    [
      "own statements replace a source's of the same Sid",
      { source_policy_documents: [source("Own", "s:S")] },
      [["Own", "o:O"]],
    ],
    ["overrides replace own ones", { override_policy_documents: [source("Own", "x:X")] }, [["Own", "x:X"]]],
    [
      "overrides add others",
      { override_json: source("New", "x:X") },
      [
        ["Own", "o:O"],
        ["New", "x:X"],
      ],
    ],
  ])("%s", (_, config, expected) => {
    const { minified_json: json } = read({ statement: [{ sid: "Own", actions: ["o:O"] }], ...config });
    const { Statement: found } = JSON.parse(json as string) as { Statement: { Sid: string; Action: string }[] };
    expect(found.map(({ Sid: sid, Action: action }) => [sid, action])).toEqual(expected);
  });

  test.each<[string, ObjectValue, RegExp]>([
    [
      "two sources with one Sid",
      { source_policy_documents: [source("S", "a:A"), source("S", "b:B")] },
      /duplicate Sid \(S\)/,
    ],
    ["two own statements with one Sid", { statement: [{ sid: "S" }, { sid: "S" }] }, /duplicate Sid \(S\)/],
    ["a source that is no JSON", { source_json: "{" }, /no JSON/],
  ])("refuses %s", (_, config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
