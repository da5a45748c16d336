import type { PatternKind } from "../../../../policy/compare/solver/patterns";
import { variablesOf } from "../../../../policy/compare/solver/patterns";
import { newPatterns } from "./conditions";

test.each<[kind: PatternKind, outer: string, inner: string, expected: boolean]>([
  ["action", "s3:*", "S3:GetObject", true],
  ["action", "s3:Get*", "s3:*", false],
  ["resource", "arn:aws:s3:::*", "arn:aws:s3:::a/*", true],
  ["resource", "arn:aws:s3:::a/*", "arn:aws:s3:::*", false],
  ["resource", "arn:aws:s3:::${aws:username}/*", "arn:aws:s3:::${aws:username}/a", true],
  ["resource", "arn:aws:s3:::${aws:username}/*", "arn:aws:s3:::${aws:userid}/a", false],
  ["resource", "arn:aws:s3:::*", "arn:aws:s3:::${aws:username}", true],
  ["resource", "arn:aws:s3:::${aws:username}", "arn:aws:s3:::a", false],
  ["like", "a*", "ab", true],
  ["like", "a*", "Ab", false],
  ["equals", "a*", "ab", false],
  ["equalsIgnoreCase", "aB", "Ab", true],
  ["arn", "*", "arn:aws:s3:::a", true],
  ["arn", "arn:aws:s3:::a*", "arn:aws:s3:::ab", true],
])("%s %j holds all of %j: %p", (kind, outer, inner, expected) => {
  const patterns = newPatterns();
  const [wide, narrow] = [outer, inner].map((text) => patterns.compile(text, kind, "2012-10-17"));
  expect(wide && narrow && patterns.contains(wide, narrow)).toBe(expected);
});

test("a value of ArnLike that is no ARN matches nothing", () => {
  expect(newPatterns().compile("arn:aws:s3", "arn", "2012-10-17")).toBeUndefined();
});

test("variables are filled in, and without a value match nothing", () => {
  const bound = newPatterns().bound(new Map([["aws:username", ["jane"]]]));
  expect(bound.compile("${aws:username}/a", "like", "2012-10-17")?.automaton.text).toBe("jane/a");
  expect(bound.compile("${aws:userid}/a", "like", "2012-10-17")).toBeUndefined();
});

test.each<[pattern: string, version: "2012-10-17" | "2008-10-17", keys: string[]]>([
  ["${aws:UserName}/${*}/${k:a, 'x'}", "2012-10-17", ["aws:username", "k:a"]],
  ["${aws:username}", "2008-10-17", []],
  ["a", "2012-10-17", []],
])("the variables of %j in %s are %j", (pattern, version, keys) => {
  expect(variablesOf(pattern, version)).toEqual(keys);
});
