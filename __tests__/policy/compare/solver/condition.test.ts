import { accepts, holds, impliedBy, type Truth } from "../../../../policy/compare/solver/condition";
import type { ConditionBlock } from "../../../../policy/document";
import { condition, newPatterns } from "./conditions";

test.each<[block: ConditionBlock, values: readonly string[] | undefined, expected: Truth]>([
  [{ StringEquals: { "k:a": ["x", "y"] } }, ["y"], "yes"],
  [{ StringEquals: { "k:a": "x" } }, ["z"], "no"],
  [{ StringEquals: { "k:a": "x" } }, undefined, "no"],
  [{ StringEqualsIfExists: { "k:a": "x" } }, undefined, "yes"],
  [{ StringNotEquals: { "k:a": ["x", "y"] } }, ["y"], "no"],
  [{ StringNotEquals: { "k:a": "x" } }, ["z"], "yes"],
  [{ StringNotEquals: { "k:a": "x" } }, undefined, "yes"],
  [{ StringLike: { "k:a": "x*" } }, ["xy"], "yes"],
  [{ StringEquals: { "k:a": "${aws:username}" } }, ["jane"], "maybe"],
  [{ StringNotEquals: { "k:a": "${aws:username}" } }, ["jane"], "maybe"],
  [{ NumericLessThan: { "k:n": "10" } }, ["9"], "yes"],
  [{ NumericLessThan: { "k:n": "1e1" } }, ["9"], "maybe"],
  [{ DateLessThan: { "k:d": "2026-01-01" } }, ["2025-01-01"], "yes"],
  [{ IpAddress: { "k:i": "10.0.0.0/8" } }, ["10.0.0.1"], "yes"],
  [{ NotIpAddress: { "k:i": "10.0.0.0/8" } }, ["10.0.0.1"], "no"],
  [{ Bool: { "k:b": "true" } }, ["true"], "yes"],
  [{ Null: { "k:a": "true" } }, undefined, "yes"],
  [{ Null: { "k:a": "true" } }, ["x"], "no"],
  [{ Null: { "k:a": "false" } }, ["x"], "yes"],
  [{ "ForAllValues:StringEquals": { "k:a": ["x", "y"] } }, ["x", "y"], "yes"],
  [{ "ForAllValues:StringEquals": { "k:a": "x" } }, ["x", "y"], "no"],
  [{ "ForAllValues:StringEquals": { "k:a": "x" } }, undefined, "yes"],
  [{ "ForAnyValue:StringEquals": { "k:a": "x" } }, ["y", "x"], "yes"],
  [{ "ForAnyValue:StringEquals": { "k:a": "x" } }, undefined, "no"],
  [{ "ForAnyValue:StringNotEquals": { "k:a": "x" } }, ["x", "y"], "yes"],
])("%j holds for %j: %s", (block, values, expected) => {
  expect(holds(condition(block), values)).toBe(expected);
});

test.each<[block: ConditionBlock, value: string, expected: Truth]>([
  [{ StringNotLike: { "k:a": "x*" } }, "xy", "yes"],
  [{ StringLike: { "k:a": ["x*", "${aws:username}"] } }, "xy", "yes"],
  [{ StringLike: { "k:a": "${aws:username}/*" } }, "a/b", "maybe"],
  [{ StringLike: { "k:a": "${aws:username}/*" } }, "ab", "no"],
])("%j accepts %j before its Not: %s", (block, value, expected) => {
  expect(accepts(condition(block), value)).toBe(expected);
});

test.each<[wide: ConditionBlock, narrow: ConditionBlock, expected: boolean]>([
  [{ StringEquals: { "k:a": ["x", "y"] } }, { StringEquals: { "k:a": "x" } }, true],
  [{ StringEquals: { "k:a": "x" } }, { StringEquals: { "k:a": ["x", "y"] } }, false],
  [{ StringEquals: { "k:a": "x" } }, { StringEquals: { "K:A": "x" } }, true],
  [{ StringEquals: { "k:a": "x" } }, { StringEquals: { "k:b": "x" } }, false],
  [{ StringLike: { "k:a": "x*" } }, { StringLike: { "k:a": "xy*" } }, true],
  [{ StringNotEquals: { "k:a": "x" } }, { StringNotEquals: { "k:a": ["x", "y"] } }, true],
  [{ StringNotEquals: { "k:a": ["x", "y"] } }, { StringNotEquals: { "k:a": "x" } }, false],
  [{ StringEqualsIfExists: { "k:a": "x" } }, { StringEquals: { "k:a": "x" } }, true],
  [{ StringEquals: { "k:a": "x" } }, { StringEqualsIfExists: { "k:a": "x" } }, false],
  [{ StringLike: { "k:a": "${aws:username}" } }, { StringLike: { "k:a": "${aws:username}" } }, true],
  [{ StringLike: { "k:a": "${aws:username}" } }, { StringLike: { "k:a": "${aws:userid}" } }, false],
  [{ NumericLessThan: { "k:n": ["10", "20"] } }, { NumericLessThan: { "k:n": "10" } }, true],
  [{ Null: { "k:a": "true" } }, { Null: { "k:a": "true" } }, true],
  [{ Null: { "k:a": "true" } }, { Null: { "k:a": "false" } }, false],
])("%j follows from %j: %p", (wide, narrow, expected) => {
  const patterns = newPatterns();
  expect(impliedBy(condition(wide, patterns), condition(narrow, patterns), patterns)).toBe(expected);
});
