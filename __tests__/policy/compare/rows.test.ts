import type { PolicyStatement, Request } from "../../../policy/document";
import type { NameGroup } from "../../../policy/compare/action-groups";
import type { Difference } from "../../../policy/compare/comparison";
import { rowsOf } from "../../../policy/compare/rows";
import type { Finding, Query, SearchContext } from "../../../policy/compare/search";
import { extent, newPatterns, statement } from "./solver/conditions";

/** What a test says of a finding; the rest is a request that reads an object. */
interface Said {
  readonly actions?: string[];
  readonly risk?: Finding["risk"];
  readonly published?: NameGroup[];
  readonly who?: string;
  readonly resource?: string;
  readonly unproven?: string;
  readonly witness?: Partial<Request>;
}

const OBJECT = "arn:aws:s3:::acme/x";

function finding({ actions = ["s3:GetObject"], risk = "read", published = [], who, resource, ...said }: Said): Finding {
  const witness = { action: actions[0] ?? "", resource: OBJECT, context: {}, ...said.witness };
  return {
    group: { written: actions, representative: actions[0], risk },
    risk,
    published,
    principals: who === undefined ? undefined : { members: [{ type: "AWS", id: who }] },
    resource,
    outcome: said.unproven === undefined ? { found: "request", witness } : { found: "unproven", reason: said.unproven },
  };
}

const patterns = newPatterns();

function rows(
  findings: Said[],
  changes: Partial<PolicyStatement> = {},
  context: Partial<SearchContext> = {},
  others: Partial<PolicyStatement>[] = [],
): Difference[] {
  const outside = others.map((other) => extent(other, patterns));
  const query: Query = { cause: "allow", statements: [], within: [], outside, check: () => true };
  return rowsOf(statement(changes), findings.map(finding), query, { verdict: "widened", patterns, ...context });
}

const names = (risk: NameGroup["risk"], ...written: string[]): NameGroup => ({
  written,
  representative: written[0] ?? "",
  risk,
});

/** What separates rows at a glance. */
const glance = ({ risk, proven, actions = [], principals, resources = [] }: Difference): string =>
  [risk, proven ? "proven" : "not proven", actions, principals?.map(({ id }) => id), resources].join(" | ");

test.each<[what: string, findings: Said[], expected: string[]]>([
  [
    "actions of one risk and place",
    [
      { actions: ["s3:GetObject"], resource: "a" },
      { actions: ["s3:GetObjectAcl"], resource: "a" },
    ],
    ["read | proven | s3:GetObject,s3:GetObjectAcl |  | a"],
  ],
  ["resources of the same actions", [{ resource: "a" }, { resource: "b" }], ["read | proven | s3:GetObject |  | a,b"]],
  [
    "nothing of two risks",
    [{ resource: "a" }, { actions: ["s3:DeleteObject"], risk: "delete", resource: "a" }],
    ["read | proven | s3:GetObject |  | a", "delete | proven | s3:DeleteObject |  | a"],
  ],
  [
    "nothing proven with what is not",
    [{ resource: "a" }, { resource: "b", unproven: "it is too costly to decide" }],
    ["read | proven | s3:GetObject |  | a", "read | not proven | s3:GetObject |  | b"],
  ],
  [
    "principals with the same actions and resources",
    [
      { who: "one", resource: "a" },
      { who: "two", resource: "a" },
    ],
    ["read | proven | s3:GetObject | one,two | a"],
  ],
  [
    "no principals with other resources",
    [
      { who: "one", resource: "a" },
      { who: "two", resource: "b" },
    ],
    ["read | proven | s3:GetObject | one | a", "read | proven | s3:GetObject | two | b"],
  ],
])("a row joins %s", (_what, findings, expected) => {
  const ofResource = findings.some(({ who }) => who !== undefined);
  const changes = ofResource ? { Principal: { AWS: "*" } } : {};
  expect(rows(findings, changes).map(glance)).toEqual(expected);
});

test("patterns stand apart from names, with the published actions behind them: riskiest and best known first", () => {
  const iam = names("escalation", "iam:GetUserLonger", "iam:PassRole");
  const found = rows([
    { actions: ["iam:*"], risk: "escalation", published: [names("read", "iam:GetUser"), iam] },
    { actions: ["iam:PassRole"], risk: "escalation" },
  ]);
  expect(found.map(({ actions, published, publishedCount }) => [actions, published, publishedCount])).toEqual([
    [["iam:*"], ["iam:PassRole", "iam:GetUserLonger", "iam:GetUser"], 3],
    [["iam:PassRole"], [], 0],
  ]);
});

test("no more than a hundred published actions are listed, and all are counted", () => {
  const many = names("write", ...Array.from({ length: 150 }, (_, i) => `s3:Put${i}`));
  const [row] = rows([{ actions: ["s3:*"], published: [many] }]);
  expect([row?.published.length, row?.publishedCount]).toEqual([100, 150]);
});

test("a finding that stands for the whole statement names all of its principals and resources", () => {
  const [row] = rows([{ unproven: "it is too costly to decide" }], {
    Principal: { AWS: ["111122223333", "444455556666"] },
    Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"],
  });
  expect(row?.principals?.map(({ id }) => id)).toEqual(["111122223333", "444455556666"]);
  expect(row?.resources).toEqual(["arn:aws:s3:::a", "arn:aws:s3:::b"]);
});

test.each([
  ["widened", "it could not be proven that nothing is added: it is too costly to decide"],
  ["narrowed", "it could not be proven that nothing is taken away: it is too costly to decide"],
] as const)("what is not proven to be %s says so", (verdict, message) => {
  const [row] = rows([{ unproven: "it is too costly to decide" }], {}, { verdict });
  expect(row).toMatchObject({ verdict, proven: false, message });
  expect(row).not.toHaveProperty("witness");
});

test("a request that AWS takes is the witness, and one that it refuses proves nothing", () => {
  const refused = { resource: "arn:aws:s3:::acme" };
  expect(rows([{ witness: refused }, {}])[0]).toMatchObject({ proven: true, witness: { resource: OBJECT } });
  const [row] = rows([{ witness: refused }]);
  expect(row).toMatchObject({
    proven: false,
    refused,
    message: expect.stringContaining("AWS takes no such action") as string,
  });
});

test("naming others ranks above what they may do, in an Allow alone", () => {
  const exposure = (): "public" => "public";
  const findings = [{ who: "*", resource: "a" }];
  expect(rows(findings, { Principal: "*" }, { exposure })[0]?.risk).toBe("public");
  expect(rows(findings, { Principal: "*", Effect: "Deny" }, { exposure })[0]?.risk).toBe("read");
});

test.each<[what: string, other: Partial<PolicyStatement>, found: boolean]>([
  ["the same action and resource under a condition", { Condition: { Bool: { "aws:SecureTransport": "true" } } }, true],
  ["another action", { Action: "s3:PutObject" }, false],
  ["another resource", { Resource: "arn:aws:s3:::other/*" }, false],
  ["the other effect", { Effect: "Deny" }, false],
])("the counterpart is what the other side says of the request: %s", (_what, other, found) => {
  const [row] = rows([{}], {}, {}, [other]);
  expect(row?.counterpart !== undefined).toBe(found);
});
