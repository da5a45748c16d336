import type { PolicyVersion } from "../../policy/document";
import { textOf } from "../../policy/pattern";
import { hasVariable, resolve, withoutVariables } from "../../policy/variables";

const VALUES: Readonly<Record<string, string>> = { "aws:username": "jane", "aws:PrincipalTag/team": "a*b" };

test.each<[text: string, version: PolicyVersion, expected: boolean]>([
  ["${aws:username}", "2012-10-17", true],
  ["a/${*}", "2012-10-17", true],
  ["${aws:username}", "2008-10-17", false],
  ["${aws:username", "2012-10-17", false],
  ["$aws:username", "2012-10-17", false],
])("%j of %s holds a variable: %p", (text, version, expected) => {
  expect(hasVariable(text, version)).toBe(expected);
});

test.each<[pattern: string, text: string | undefined]>([
  ["a/${aws:username}/b", "a/jane/b"],
  ["${aws:username}${aws:username}", "janejane"],
  ["${ aws:username }", "jane"],
  ["${aws:userid}", undefined],
  ["${aws:userid, 'nobody'}", "nobody"],
  ["${aws:userid, ''}", ""],
  ["${aws:userid,'nobody'}", undefined],
  ["${aws:username, 'nobody'}", "jane"],
  ["${aws:userid, 'a, b'}", "a, b"],
  ["${*}${?}${$}", "*?$"],
  ["${aws:PrincipalTag/team}", "a*b"],
  ["$", "$"],
])("%j is %j", (pattern, text) => {
  const tokens = resolve(pattern, (key) => VALUES[key]);
  expect(tokens && textOf(tokens)).toBe(text);
});

test("wildcards of the pattern stay wildcards, those of a value are text", () => {
  const wildcards = (pattern: string): number | undefined =>
    resolve(pattern, (key) => VALUES[key])?.filter((token) => token < 0).length;
  expect(wildcards("*/${aws:PrincipalTag/team}/?")).toBe(2);
  expect(wildcards("${aws:PrincipalTag/team}")).toBe(0);
});

test.each<[text: string, escaped: string]>([
  ["${aws:username}", "${$}{aws:username}"],
  ["${*}", "${$}{*}"],
  ["${name}", "${name}"],
  ["$5", "$5"],
])("%j without variables is %j", (text, escaped) => {
  expect(withoutVariables(text)).toBe(escaped);
});
