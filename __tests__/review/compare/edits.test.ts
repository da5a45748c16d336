import type { PolicyStatement } from "../../../policy/document";
import { parsePolicy } from "../../../policy/parse";
import { statementEdits } from "../../../review/compare/edits";

type Statements = readonly Partial<PolicyStatement>[];

const policy = (statements: Statements, name = "p", version: "2012-10-17" | "2008-10-17" = "2012-10-17") =>
  parsePolicy(
    {
      Version: version,
      Statement: statements.map((given) => ({
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::a/*",
        ...given,
      })),
    },
    name,
  );

/** The edits as lines, such as `edited A: + Action x`. */
function lines(before: Statements, after: Statements): string[] {
  return described(statementEdits([policy(before)], [policy(after)]));
}

function described(edits: ReturnType<typeof statementEdits>): string[] {
  return edits.map(({ change, statement, gained, lost }) =>
    [
      `${change} ${statement.sid ?? statement.index}:`,
      ...lost.map(({ element, text }) => `- ${element} ${text}`),
      ...gained.map(({ element, text }) => `+ ${element} ${text}`),
    ].join(" "),
  );
}

const vpc = { StringEquals: { "aws:SourceVpc": "vpc-1" } };

test.each<[string, Statements, Statements, string[]]>([
  ["nothing changed", [{}], [{}], []],
  ["order changed", [{}, { Sid: "B", Action: "s3:PutObject" }], [{ Sid: "B", Action: "s3:PutObject" }, {}], []],
  ["order within changed", [{ Action: ["s3:A", "s3:B"] }], [{ Action: ["s3:B", "s3:a"] }], []],
  ["a Sid changed", [{ Sid: "A" }], [{ Sid: "B" }], []],
  ["a key's case changed", [{ Condition: vpc }], [{ Condition: { StringEquals: { "AWS:sourcevpc": ["vpc-1"] } } }], []],
  ["a list became its one member", [{ Action: ["s3:GetObject"] }], [{ Action: "s3:GetObject" }], []],
  [
    "an action gained",
    [{ Sid: "A" }],
    [{ Sid: "A", Action: ["s3:GetObject", "s3:PutObject"] }],
    ["edited A: + Action s3:PutObject"],
  ],
  ["a condition lost", [{ Condition: vpc }], [{}], ["edited 0: - Condition StringEquals aws:SourceVpc: vpc-1"]],
  [
    "a condition's values changed",
    [{ Condition: vpc }],
    [{ Condition: { "ForAnyValue:StringLikeIfExists": { "aws:SourceVpc": ["vpc-1", "vpc-2"] } } }],
    [
      "edited 0: - Condition StringEquals aws:SourceVpc: vpc-1 + Condition ForAnyValue:StringLikeIfExists aws:SourceVpc: vpc-1, vpc-2",
    ],
  ],
  ["a statement added", [{}], [{}, { Sid: "B", Action: "a:B" }], ["added B: + Action a:B + Resource arn:aws:s3:::a/*"]],
  ["a statement doubled", [{}], [{}, {}], ["added 1: + Action s3:GetObject + Resource arn:aws:s3:::a/*"]],
  [
    "a statement removed",
    [{}, { Sid: "B", Action: "a:B" }],
    [{}],
    ["removed B: - Action a:B - Resource arn:aws:s3:::a/*"],
  ],
  [
    "an effect changed",
    [{ Sid: "A" }],
    [{ Sid: "A", Effect: "Deny" }],
    [
      "added A: + Action s3:GetObject + Resource arn:aws:s3:::a/*",
      "removed A: - Action s3:GetObject - Resource arn:aws:s3:::a/*",
    ],
  ],
  [
    "paired by Sid, not by place",
    [{ Sid: "A" }, { Sid: "B", Action: "s3:PutObject" }],
    [
      { Sid: "B", Action: "s3:*" },
      { Sid: "A", Resource: "*" },
    ],
    ["edited A: - Resource arn:aws:s3:::a/* + Resource *", "edited B: - Action s3:PutObject + Action s3:*"],
  ],
  [
    "paired by what they share, where there is no Sid",
    [{ Action: ["s3:A", "s3:B"] }, { Action: ["ec2:A", "ec2:B"], Resource: "*" }],
    [{ Action: ["ec2:A"], Resource: "*" }, { Action: ["s3:A"] }],
    ["edited 1: - Action s3:B", "edited 0: - Action ec2:B"],
  ],
  [
    "nothing but every resource in common",
    [{ Action: "s3:A", Resource: "*" }],
    [{ Action: "ec2:A", Resource: "*" }],
    ["added 0: + Action ec2:A + Resource *", "removed 0: - Action s3:A - Resource *"],
  ],
])("%s", (_, before, after, expected) => {
  expect(lines(before, after).sort()).toEqual(expected.sort());
});

test("a statement that moves to another policy is no edit", () => {
  const moved = { Sid: "B", Action: "s3:PutObject" };
  const before = [policy([{}, moved], "one"), policy([], "two")];
  expect(statementEdits(before, [policy([{}], "one"), policy([moved], "two")])).toEqual([]);
});

test.each<[string, Partial<PolicyStatement>, string[]]>([
  ["without policy variables", {}, []],
  [
    "with them",
    { Resource: "arn:aws:s3:::${aws:username}/*" },
    ["edited 0: - Version 2012-10-17 + Version 2008-10-17"],
  ],
])("another Version, %s", (_, statement, expected) => {
  expect(described(statementEdits([policy([statement])], [policy([statement], "p", "2008-10-17")]))).toEqual(expected);
});

test("values that differ by a comma only are told apart", () => {
  const is = (...values: string[]) => ({ Condition: { StringEquals: { "aws:SourceVpc": values } } });
  expect(lines([is("a, b")], [is("a", "b")])).toHaveLength(1);
});

test("principals are shown by type", () => {
  const trust = (principal: PolicyStatement["Principal"] & object) =>
    policy([{ Principal: principal, Action: "sts:AssumeRole", Resource: "*" }]);
  const edits = statementEdits(
    [trust({ Service: "a.amazonaws.com" })],
    [trust({ Service: "a.amazonaws.com", AWS: "*" })],
  );
  expect(described(edits)).toEqual(["edited 0: + Principal *"]);
});
