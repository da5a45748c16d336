import { PrincipalGroups } from "../../../policy/compare/principal-groups";
import { Budget } from "../../../policy/compare/solver/budget";
import { extent, newPatterns, statement } from "./solver/conditions";

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const IDS = [role("a"), role("b"), role("c"), "arn:aws:iam::444455556666:role/x"];

/** The principals of a statement in groups, by what another statement names. */
function groups(named: string | string[], other: string | string[], budget = new Budget(1000)): string[][] {
  const others = [extent({ Principal: { AWS: other } }, newPatterns())];
  return new PrincipalGroups(others, IDS, budget)
    .of(statement({ Principal: { AWS: named } }))
    .map(({ members }) => members.map(({ id }) => id.split("/").at(-1) ?? ""));
}

test.each<[named: string[], other: string | string[], expected: string[][]]>([
  [[role("a")], role("b"), [["a"]]],
  [[role("a"), role("b")], role("c"), [["a", "b"]]],
  [[role("a"), role("b"), role("c")], role("b"), [["a", "c"], ["b"]]],
  [[role("a"), role("b")], "111122223333", [["a", "b"]]],
  [[role("a"), IDS[3] ?? ""], "111122223333", [["a"], ["x"]]],
])("%j beside %j: %j", (named, other, expected) => {
  expect(groups(named, other)).toEqual(expected);
});

test("a statement that names nobody has no groups", () => {
  expect(new PrincipalGroups([], IDS, new Budget(1000)).of(statement())).toEqual([]);
});

test("without a budget all are one group, which the caller does not take for proven", () => {
  expect(groups([role("a"), role("b")], role("b"), new Budget(0))).toEqual([["a", "b"]]);
});
