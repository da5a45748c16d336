import {
  clip,
  htmlName,
  htmlWords,
  jsonText,
  markdownCode,
  markdownLine,
  sarifText,
  visible,
} from "../../../review/render/escape";
import { HOSTILE } from "./sample";

test.each([
  ["customer_sagemaker_admin_role", "customer_sagemaker_admin_role"],
  ['module.a["x"].aws_iam_role.y', 'module.a["x"].aws_iam_role.y'],
  ["Zürich 東京 😀", "Zürich 東京 😀"],
  ["a\nb\tc", "a\\u{a}b\\u{9}c"],
  ["\u001b[31m", "\\u{1b}[31m"],
  ["a\u202eb", "a\\u{202e}b"],
  ["a\u00a0b", "a\\u{a0}b"],
  [" a  b ", "\\u{20}a\\u{20} b\\u{20}"],
  ["\ud800", "\\u{d800}"],
  ["\u{e0041}", "\\u{e0041}"],
])("%j is seen as %s", (text, expected) => {
  expect(visible(text)).toBe(expected);
});

test.each(HOSTILE)("%s is seen, on one line", (_, name) => {
  expect(visible(name)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]| {2}|^ | $/u);
});

test.each([
  ["abc", 3, "abc"],
  ["abcd", 3, "abc… (1 more characters)"],
  ["ab😀d", 3, "ab… (3 more characters)"],
])("%s clipped to %d characters", (text, length, expected) => {
  expect(clip(text, length)).toBe(expected);
});

test.each([
  ["x", "`x`"],
  ["a`b", "``a`b``"],
  ["`a``b`", "``` `a``b` ```"],
  ["", "(empty)"],
  ["<!-- x", "`<\\u{21}-- x`"],
])("%j as a code span of Markdown", (name, expected) => {
  expect(markdownCode(name)).toBe(expected);
});

test.each(HOSTILE)("%s within a line of Markdown stays short and opens no comment", (_, name) => {
  expect(markdownLine(name)).not.toMatch(/<!--|\n/);
  expect(markdownLine(name).length).toBeLessThan(450);
});

test.each([
  ["<b a='c'>&\"", "&lt;b a=&#39;c&#39;&gt;&amp;&quot;"],
  ["a\nb", "a\\u{a}b"],
])("%j as HTML", (name, expected) => {
  expect(htmlName(name)).toBe(expected);
});

test("words keep their spaces in HTML", () => {
  expect(htmlWords(" on < ")).toBe(" on &lt; ");
});

test.each(HOSTILE)("%s in JSON is the same when it is read, and is seen as text", (_, name) => {
  const text = jsonText({ name, list: [name] });
  expect(JSON.parse(text)).toEqual({ name, list: [name] });
  expect(text).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
});

test.each([
  ["{0}", "{{0}}"],
  ["[a](1)", "\\[a\\](1)"],
  ["a\\b", "a\\\\b"],
  ["${aws:username}", "${{aws:username}}"],
])("%s as a message of SARIF", (text, expected) => {
  expect(sarifText(text)).toBe(expected);
});
