import { Budget } from "../../../../policy/compare/solver/budget";
import { solve } from "../../../../policy/compare/solver/cover";
import { Patterns } from "../../../../policy/compare/solver/patterns";
import type { PolicyStatement } from "../../../../policy/document";
import { extent, newPatterns } from "./conditions";

type Changes = Partial<PolicyStatement>;

const when = (value: string): Changes => ({ Condition: { StringEquals: { "k:a": value } } });

/** The request that is found as `action on resource, key=value`, the action in lower case; `none`: proven that there is none. */
function found(inside: readonly Changes[], outside: readonly Changes[], patterns = newPatterns()): string {
  const solution = solve(
    {
      inside: inside.map((changes) => extent(changes, patterns)),
      outside: outside.map((changes) => extent(changes, patterns)),
    },
    { patterns },
  );
  if (solution.point === undefined) return solution.proven ? "none" : "not proven";
  const { action, resource, context } = solution.point;
  return [`${action} on ${resource}`, ...[...context].map(([key, values]) => `${key}=${values.join("+")}`)].join(", ");
}

test.each<[inside: Changes[], outside: Changes[], expected: string]>([
  [[{ Resource: "arn:aws:s3:::a/b" }], [], "s3:getobject on arn:aws:s3:::a/b"],
  [[{ Resource: "arn:aws:s3:::a/b" }], [{ Resource: "arn:aws:s3:::a/*" }], "none"],
  [[{ Resource: "arn:aws:s3:::a/b" }], [{ Action: "s3:PutObject" }], "s3:getobject on arn:aws:s3:::a/b"],
  [
    [{ Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::a/b" }],
    [{ Action: "s3:GetObject" }],
    "s3:putobject on arn:aws:s3:::a/b",
  ],
  // Two that together cover what neither covers alone.
  [
    [{ Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::a/b" }],
    [{ Action: "s3:GetObject" }, { Action: "s3:PutObject" }],
    "none",
  ],
  [[{ Resource: "arn:aws:s3:::a/b", ...when("x") }], [when("y")], "s3:getobject on arn:aws:s3:::a/b, k:a=x"],
  [[{ Resource: "arn:aws:s3:::a/b", ...when("x") }], [when("x")], "none"],
  [[{ Resource: "arn:aws:s3:::a/b" }, when("x")], [], "s3:getobject on arn:aws:s3:::a/b, k:a=x"],
  [[{ Resource: "arn:aws:s3:::a/b" }, { Action: "s3:PutObject" }], [], "none"],
])("inside %j, outside %j: %s", (inside, outside, expected) => {
  expect(found(inside, outside)).toBe(expected);
});

test("without a budget nothing is proven", () => {
  expect(found([{ Action: "s3:*" }], [{ Action: "s3:Get*" }], new Patterns(new Budget(0)))).toBe("not proven");
});
