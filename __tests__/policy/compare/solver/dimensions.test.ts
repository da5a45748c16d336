import { dimensionsOf, type Dimension } from "../../../../policy/compare/solver/dimensions";
import type { PolicyStatement } from "../../../../policy/document";
import { extent, newPatterns } from "./conditions";

type Changes = Partial<PolicyStatement>;

const START = { principal: undefined, action: "", resource: "", context: new Map<string, readonly string[]>() };
const patterns = newPatterns();

function dimensions(inside: Changes, ...outside: Changes[]): { all: Dimension[]; others: ReturnType<typeof extent>[] } {
  const others = outside.map((changes) => extent(changes, patterns));
  return { all: dimensionsOf({ inside: [extent(inside, patterns)], outside: others }, { patterns }), others };
}

test("there is one for the action, one for the resource, and one for each key, whatever its case", () => {
  const condition = (key: string): Changes => ({ Condition: { StringEquals: { [key]: "x" } } });
  expect(dimensions({}).all).toHaveLength(2);
  expect(dimensions(condition("k:a"), condition("K:A"), condition("k:b")).all).toHaveLength(4);
});

test.each<[name: string, index: number, inside: Changes, outside: Changes, bounds: boolean, value: string | undefined]>(
  [
    ["action", 0, { Action: "s3:GetObject" }, { Action: "s3:*" }, false, undefined],
    ["action", 0, { Action: ["s3:GetObject", "s3:PutObject"] }, { Action: "s3:GetObject" }, true, "s3:putobject"],
    ["action", 0, { Action: "s3:GetObject" }, { NotAction: "iam:*" }, true, undefined],
    ["resource", 1, { Resource: "arn:aws:s3:::a" }, { Resource: "arn:aws:s3:::*" }, false, undefined],
    [
      "resource",
      1,
      { Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] },
      { Resource: "arn:aws:s3:::a" },
      true,
      "arn:aws:s3:::b",
    ],
  ],
)("%s: %#", (_name, index, inside, outside, bounds, value) => {
  const { all, others } = dimensions(inside, outside);
  const [dimension, other] = [all[index], others[0]];
  if (!dimension || !other) throw new Error("no dimension");
  expect(dimension.bounds(other)).toBe(bounds);
  const start = index === 0 ? START : { ...START, action: "s3:GetObject" };
  const choice = dimension.find([other], start);
  const chosen = choice.found ? [choice.point.action, choice.point.resource][index] : undefined;
  expect(chosen).toBe(value);
  if (choice.found) expect(dimension.holds(other, choice.point)).toBe(false);
  else expect(choice.proven).toBe(true);
});

test("a key that is given is not chosen", () => {
  const inside = [extent({ Condition: { StringEquals: { "k:a": "x" } } }, patterns)];
  const given = (values: string[] | undefined): boolean =>
    dimensionsOf({ inside, outside: [] }, { patterns, given: new Map([["k:a", values]]) })[2]?.find([], START).found ??
    false;
  expect(given(["x"])).toBe(true);
  expect(given(["y"])).toBe(false);
  expect(given(undefined)).toBe(false);
});
