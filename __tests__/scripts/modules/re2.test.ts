import { matches } from "../../../scripts/modules/re2";

test.each([
  ["a plain pattern", /^[a-z]+$/, 'can(regex("^[a-z]+$", var.x))'],
  ["escapes", /^\d{12}\/x$/, 'can(regex("^\\\\d{12}/x$", var.x))'],
  ["flags", /^.{3,63}$/s, 'can(regex("(?s)^.{3,63}$", var.x))'],
  ["no case", /^a$/iu, 'can(regex("(?i)^a$", var.x))'],
  ["a look-ahead in front", /^(?!sg-)\w+$/, 'can(regex("^\\\\w+$", var.x)) && !can(regex("^(?:sg-)", var.x))'],
  [
    "several of them and nothing else",
    /^(?![.-])(?!.*[.-]$)/,
    '!can(regex("^(?:[.-])", var.x)) && !can(regex("^(?:.*[.-]$)", var.x))',
  ],
  [
    "one with a parenthesis in it",
    /^(?!(?:a|\(|[)])b)c$/,
    'can(regex("^c$", var.x)) && !can(regex("^(?:(?:a|\\\\(|[)])b)", var.x))',
  ],
  ["a look-behind at the end", /^[a-z-]+(?<!-)$/, 'can(regex("^[a-z-]+$", var.x)) && !can(regex("(?:-)$", var.x))'],
  [
    "a class of Unicode's many times",
    /^(?!aws:)[\p{L}_-]{1,128}$/iu,
    'can(regex("(?i)^[\\\\p{L}_-]*$", var.x)) && length(var.x) >= 1 && length(var.x) <= 128 && !can(regex("(?i)^(?:aws:)", var.x))',
  ],
  ["text that Terraform would fill in", /^\${x}$/, 'can(regex("^\\\\$${x}$", var.x))'],
])("%s", (_, pattern, expected) => {
  expect(matches(pattern, "var.x")).toBe(expected);
});

test.each([/a(?=b)/, /a(?!b)c/, /(?<=a)b/])("%s looks around where Terraform cannot", (pattern) => {
  expect(() => matches(pattern, "var.x")).toThrow("Terraform cannot match");
});
