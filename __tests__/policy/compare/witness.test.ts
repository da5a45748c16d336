import { compile, decide } from "../../../policy/decide";
import type { PolicyStatement, Request } from "../../../policy/document";
import { findRequest, type Check } from "../../../policy/compare/witness";
import { Budget } from "../../../policy/compare/solver/budget";
import { solve } from "../../../policy/compare/solver/cover";
import { narrowTo } from "../../../policy/compare/solver/extent";
import { Patterns } from "../../../policy/compare/solver/patterns";
import { extent, newPatterns, statement } from "./solver/conditions";

type Changes = Partial<PolicyStatement>;

/** The request that shows that the first statement allows what the second does not, as `findRequest` makes it. */
function shown(inside: Changes, outside: Changes, check?: Check, patterns = newPatterns()): Request | undefined {
  const whole = extent(inside, patterns);
  const single = { action: whole.statement.actions?.[0] ?? "" };
  const constraints = { inside: [narrowTo(whole, single, patterns)], outside: [extent(outside, patterns)] };
  const { point } = solve(constraints, { patterns: newPatterns() });
  if (!point) throw new Error("nothing to show");
  const allows = (changes: Changes): ((request: Request) => boolean) => {
    const identity = compile([{ name: "p", version: "2012-10-17", statements: [statement(changes)] }]);
    return (request) => decide({ identity }, request).decision === "allow";
  };
  const [allowed, other] = [allows(inside), allows(outside)];
  return findRequest(point, constraints, { patterns }, check ?? ((request) => allowed(request) && !other(request)));
}

const NONE = { Action: "sqs:SendMessage" };
const object = (key: string): string => `arn:aws:s3:::acme/${key}`;

test.each<[what: string, inside: Changes, outside: Changes, expected: Partial<Request>]>([
  ["the action as AWS spells it", { Action: "S3:getOBJECT", Resource: object("a") }, NONE, { action: "s3:GetObject" }],
  [
    "an action that AWS does not publish as the policy spells it",
    { Action: "s3:NoSuchThing", Resource: object("a") },
    NONE,
    { action: "s3:NoSuchThing" },
  ],
  [
    "a condition key as the policy spells it",
    { Resource: object("a"), Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } },
    NONE,
    { context: { "aws:SourceVpce": "vpce-1" } },
  ],
  [
    "several values of a key as a list",
    { Resource: object("a"), Condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": ["b"] } } },
    { Resource: object("a"), Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["b"] } } },
    { context: { "aws:TagKeys": expect.arrayContaining(["b"]) as string[] } },
  ],
  [
    "a value for a policy variable",
    { Resource: object("${aws:username}/*") },
    { Resource: object("bob/*") },
    { resource: expect.not.stringContaining("$") as string, context: { "aws:username": expect.anything() as string } },
  ],
])("a request shows %s", (_what, inside, outside, expected) => {
  expect(shown(inside, outside)).toMatchObject(expected);
});

const ROLE = "arn:aws:iam::111122223333:role/reader";

test.each<[key: string, value: string, principal: string]>([
  ["aws:PrincipalArn", ROLE, ROLE],
  ["aws:PrincipalAccount", "111122223333", "arn:aws:iam::111122223333:role/someone"],
  ["kms:CallerAccount", "111122223333", "arn:aws:iam::111122223333:role/someone"],
])("a request of somebody is made by whom its own context names: %s", (key, value, principal) => {
  const named = { Principal: "*", Resource: object("a"), Condition: { StringEquals: { [key]: value } } } as const;
  const patterns = newPatterns();
  const constraints = { inside: [extent(named, patterns)], outside: [] };
  const { point } = solve(constraints, { patterns, principals: ["arn:aws:iam::999988887777:role/someone"] });
  expect(point && findRequest(point, constraints, { patterns }, () => true)?.principal).toBe(principal);
});

test("what the check does not confirm is no witness", () => {
  expect(shown({ Resource: object("a") }, NONE, () => false)).toBeUndefined();
  expect(shown({ Resource: object("${aws:username}") }, NONE, () => false)).toBeUndefined();
});

test("values are tried for policy variables until the check confirms one, and not for ever", () => {
  const tried: (string | readonly string[] | undefined)[] = [];
  const names = Array.from({ length: 50 }, (_, i) => object(`name${i}/*`));
  shown({ Resource: object("${aws:username}/*") }, { Action: "s3:PutObject", Resource: names }, ({ context }) => {
    tried.push(context["aws:username"]);
    return false;
  });
  expect(tried).toContain("name1");
  expect(tried.length).toBeLessThan(30);
});

test("without a budget no values are tried", () => {
  let checks = 0;
  const patterns = new Patterns(new Budget(1000));
  shown({ Resource: object("${aws:username}") }, NONE, () => checks++ > 9, patterns);
  expect(checks).toBe(2);
});
