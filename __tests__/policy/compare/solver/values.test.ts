import { Budget } from "../../../../policy/compare/solver/budget";
import { holds } from "../../../../policy/compare/solver/condition";
import { findValues, type ValueSearch } from "../../../../policy/compare/solver/values";
import type { ConditionBlock } from "../../../../policy/document";
import { condition, newPatterns } from "./conditions";

type Wanted = readonly [block: ConditionBlock, wanted: boolean];

function search(wanted: readonly Wanted[], multivalued = false): ValueSearch {
  const patterns = newPatterns();
  const literals = wanted.map(([block, holding]) => ({ condition: condition(block, patterns), wanted: holding }));
  return findValues(literals, multivalued, patterns.budget);
}

const equals = (...values: string[]): ConditionBlock => ({ StringEquals: { "k:a": values } });
const like = (value: string): ConditionBlock => ({ StringLike: { "k:a": value } });

test.each<[wanted: readonly Wanted[], values: readonly string[] | undefined]>([
  [[[equals("x"), true]], ["x"]],
  [[[equals("x"), false]], undefined],
  [
    [
      [equals("x", "y"), true],
      [equals("x"), false],
    ],
    ["y"],
  ],
  [
    [
      [like("x*"), true],
      [like("xy*"), false],
    ],
    ["x"],
  ],
  [[[{ Null: { "k:a": "true" } }, true]], undefined],
  [
    [
      [{ NumericLessThan: { "k:a": "10" } }, true],
      [{ NumericLessThan: { "k:a": "5" } }, false],
    ],
    ["5"],
  ],
])("%j is met by %j", (wanted, values) => {
  expect(search(wanted)).toEqual({ found: true, values });
});

test.each<[wanted: readonly Wanted[]]>([
  [
    [
      [equals("x"), true],
      [equals("x"), false],
    ],
  ],
  [
    [
      [equals("x"), true],
      [like("x*"), false],
    ],
  ],
  [
    [
      [like("x*"), true],
      [like("*"), false],
    ],
  ],
  [
    [
      [{ Null: { "k:a": "true" } }, true],
      [equals("x"), true],
    ],
  ],
  [
    [
      [{ NumericLessThan: { "k:a": "5" } }, true],
      [{ NumericLessThan: { "k:a": "10" } }, false],
    ],
  ],
])("%j is met by no values", (wanted) => {
  expect(search(wanted)).toEqual({ found: false, proven: true });
});

test("two conditions that some value each must meet are met by several values of one key", () => {
  const wanted: Wanted[] = [
    [{ "ForAnyValue:StringEquals": { "k:a": "x" } }, true],
    [{ "ForAnyValue:StringEquals": { "k:a": "y" } }, true],
  ];
  expect(search(wanted)).toEqual({ found: false, proven: true });
  expect(search(wanted, true)).toEqual({ found: true, values: ["x", "y"] });
});

test("keys that nearly every request carries are given a value, where one fits", () => {
  const absent: Wanted[] = [[{ StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }, true]];
  const found = search(absent);
  expect(found.found && found.values).toHaveLength(1);
});

test("without a budget nothing is proven", () => {
  const patterns = newPatterns();
  const literals = [
    { condition: condition(equals("x"), patterns), wanted: true },
    { condition: condition(equals("x"), patterns), wanted: false },
  ];
  expect(findValues(literals, false, new Budget(0))).toEqual({ found: false, proven: false });
});

test("what is found holds", () => {
  const one = condition(like("a?c*"));
  const found = findValues([{ condition: one, wanted: true }], false, newPatterns().budget);
  expect(found.found && holds(one, found.values)).toBe("yes");
});
