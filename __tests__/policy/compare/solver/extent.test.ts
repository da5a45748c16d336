import { canonicalText, contains, mayOverlap, narrowTo, samePolicies } from "../../../../policy/compare/solver/extent";
import type { PolicyStatement } from "../../../../policy/document";
import { parsePolicy } from "../../../../policy/parse";
import { extent, newPatterns, statement } from "./conditions";

type Changes = Partial<PolicyStatement>;

const role = (name: string): Changes => ({ Principal: { AWS: `arn:aws:iam::111122223333:role/${name}` } });
const session = { Principal: { AWS: "arn:aws:sts::111122223333:assumed-role/a/jane" } };

test.each<[a: Changes, b: Changes, expected: boolean]>([
  [{ Action: "s3:GetObject" }, { Action: "s3:Put*" }, true],
  [{ Action: "s3:GetObject" }, { Action: "iam:*" }, false],
  [{ Action: "s3:GetObject" }, { Action: "*" }, true],
  [{ Action: "s3:GetObject" }, { NotAction: "iam:*" }, true],
  [role("a"), role("b"), false],
  [role("a"), session, true],
  [role("a"), { Principal: { AWS: "111122223333" } }, true],
  [role("a"), { Principal: "*" }, true],
])("%j and %j may overlap: %p", (a, b, expected) => {
  const patterns = newPatterns();
  expect(mayOverlap(extent(a, patterns), extent(b, patterns))).toBe(expected);
});

test.each<[a: Changes, b: Changes, expected: boolean]>([
  [{ Action: ["s3:GetObject", "s3:PutObject"] }, { Action: ["S3:putobject", "s3:GetObject"] }, true],
  [{ Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a"] }, { Resource: "arn:aws:s3:::a" }, true],
  [{ Resource: "arn:aws:s3:::a" }, { Resource: "arn:aws:s3:::A" }, false],
  [
    { Condition: { StringEquals: { "k:a": ["x", "y"] } } },
    { Condition: { StringEquals: { "K:A": ["y", "x"] } } },
    true,
  ],
  [{ Condition: { StringEquals: { "k:a": "x" } } }, { Condition: { StringLike: { "k:a": "x" } } }, false],
  [{ Effect: "Allow" }, { Effect: "Deny" }, false],
  [{ Sid: "A" }, { Sid: "B" }, true],
])("%j says the same as %j: %p", (a, b, expected) => {
  const [one, other] = [a, b].map((changes) => canonicalText({ statement: statement(changes) }));
  expect(one === other).toBe(expected);
});

test("an extent is narrowed to one principal, action and resource", () => {
  const patterns = newPatterns();
  const whole = extent(
    { Action: ["s3:GetObject", "s3:PutObject"], Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] },
    patterns,
  );
  const { actions, resources } = narrowTo(whole, { action: "s3:PutObject", resource: "arn:aws:s3:::a" }, patterns);
  const truth = (): "maybe" => "maybe";
  expect(contains(actions, "s3:putobject", truth)).toBe("yes");
  expect(contains(actions, "s3:getobject", truth)).toBe("no");
  expect(resources && contains(resources, "arn:aws:s3:::b", truth)).toBe("no");
});

test.each<[changes: Changes, action: string, expected: string]>([
  [{ Action: "s3:Get*" }, "s3:GetObject", "yes"],
  [{ Action: "s3:Get*" }, "s3:PutObject", "no"],
  [{ NotAction: "s3:Get*" }, "s3:GetObject", "no"],
  [{ NotAction: "s3:Get*" }, "s3:PutObject", "yes"],
])("%j holds %s: %s", (changes, action, expected) => {
  expect(contains(extent(changes, newPatterns()).actions, action, () => "maybe")).toBe(expected);
});

test("policies with the same statements are the same, in whatever order and number", () => {
  const policy = (...actions: string[]): ReturnType<typeof parsePolicy> =>
    parsePolicy(
      { Version: "2012-10-17", Statement: actions.map((Action) => ({ Effect: "Allow", Action, Resource: "*" })) },
      "p",
    );
  expect(samePolicies([policy("s3:a", "s3:b")], [policy("s3:b"), policy("s3:a")])).toBe(true);
  expect(samePolicies([policy("s3:a")], [policy("s3:a", "s3:b")])).toBe(false);
  expect(samePolicies(undefined, [policy("s3:a")])).toBe(false);
});
