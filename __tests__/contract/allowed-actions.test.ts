import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allowedActionLists, allowedActions } from "../../contract/docs/allowed-actions";
import { publishedActions, type PublishedAction } from "../../contract/published";
import { CLAUSES } from "../../contract/clauses";
import type { PolicyStatement } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { compilePattern } from "../../policy/pattern";

const root = join(__dirname, "../..");
let lists: { path: string; content: string }[];
let published: PublishedAction[];

beforeAll(async () => {
  [lists, published] = await Promise.all([allowedActionLists(), publishedActions()]);
});

const actionsOf = (role: string): string[] =>
  lists
    .find(({ path }) => path.endsWith(`/${role}.txt`))
    ?.content.trimEnd()
    .split("\n") ?? [];

const LISTS = ["admin", "execution-notebook", "execution-jobs", "workforce", "elevation", "clean-up"];

test.each(LISTS)("the %s list is the reviewed one", (role) => {
  const path = join(root, `contract/allowed-actions/${role}.txt`);
  expect(existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : []).toEqual(actionsOf(role));
});

test("every action that AWS publishes is looked at", () => {
  expect(published.length).toBeGreaterThan(20_000);
});

test.each(["execution-notebook", "execution-jobs"])(
  "J3: what the %s list holds, the admin list holds but for two",
  (role) => {
    const admin = new Set(actionsOf("admin"));
    // What SageMaker needs in a VPC, and what could hand an interface to another account in anybody else's hands.
    expect(actionsOf(role).filter((action) => !admin.has(action))).toEqual([
      "ec2:CreateNetworkInterfacePermission",
      "ec2:DeleteNetworkInterfacePermission",
    ]);
  },
);

const absent = CLAUSES.flatMap(({ id, absent = [] }) => absent.map((pattern) => [id, pattern] as const));

test.each(absent)("%s: no role is allowed %s, unless it is elevated", (_, pattern) => {
  const matches = compilePattern(pattern.toLowerCase());
  const roles = lists.filter(({ path }) => !/\/(?:elevation|clean-up)\.txt$/.test(path));
  const found = roles.flatMap(({ content }) => content.split("\n").filter((name) => matches(name.toLowerCase())));
  expect(found).toEqual([]);
});

test.each(absent)("%s: %s matches an action that AWS publishes", (_, pattern) => {
  const matches = compilePattern(pattern.toLowerCase());
  expect(published.filter(({ name }) => matches(name.toLowerCase()))).not.toEqual([]);
});

test("E2: of IAM, the admin role reads and passes roles", () => {
  expect(actionsOf("admin").filter((action) => action.startsWith("iam:"))).toEqual([
    "iam:GetRole",
    "iam:ListRoles",
    "iam:PassRole",
  ]);
});

describe("which actions count", () => {
  const stop: PublishedAction = {
    name: "ec2:StopInstances",
    resources: ["arn:aws:ec2:*:*:instance/*"],
    resourceOptional: false,
    conditionKeys: [],
  };
  const list: PublishedAction = { name: "ec2:DescribeVpcs", resources: [], resourceOptional: true, conditionKeys: [] };
  const allow = { Effect: "Allow", Action: "ec2:*" } as const;
  const deny = { Effect: "Deny", Action: "ec2:S*", Resource: "*" } as const;
  const table: [string, PolicyStatement[], string[]][] = [
    ["everything", [{ ...allow, Resource: "*" }], ["ec2:StopInstances", "ec2:DescribeVpcs"]],
    ["one resource", [{ ...allow, Resource: "arn:aws:ec2:*:*:instance/i-1" }], ["ec2:StopInstances"]],
    ["another type of resource", [{ ...allow, Resource: "arn:aws:ec2:*:*:vpc/*" }], []],
    ["all but its resources", [{ ...allow, NotResource: "arn:aws:ec2:*:*:instance/*" }], ["ec2:DescribeVpcs"]],
    [
      "all but one resource",
      [{ ...allow, NotResource: "arn:aws:ec2:*:*:instance/i-1" }],
      ["ec2:StopInstances", "ec2:DescribeVpcs"],
    ],
    [
      "a condition",
      [{ ...allow, Resource: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }],
      ["ec2:StopInstances", "ec2:DescribeVpcs"],
    ],
    ["a deny", [{ ...allow, Resource: "*" }, deny], ["ec2:DescribeVpcs"]],
    [
      "a deny with a condition",
      [
        { ...allow, Resource: "*" },
        { ...deny, Condition: { Null: { "aws:SourceVpc": "true" } } },
      ],
      ["ec2:StopInstances", "ec2:DescribeVpcs"],
    ],
    [
      "a deny of one resource",
      [
        { ...allow, Resource: "*" },
        { ...deny, Resource: "arn:aws:ec2:*:*:instance/i-1" },
      ],
      ["ec2:StopInstances", "ec2:DescribeVpcs"],
    ],
    [
      "a deny of the only resource",
      [
        { ...allow, Resource: "arn:aws:ec2:*:*:instance/i-1" },
        { ...deny, Resource: "arn:aws:ec2:*:*:instance/*" },
      ],
      [],
    ],
  ];
  test.each(table)("%s", (_, statements, expected) => {
    const policy = parsePolicy({ Version: "2012-10-17", Statement: statements }, "p");
    expect(allowedActions([policy], [stop, list])).toEqual(expected);
  });
});
