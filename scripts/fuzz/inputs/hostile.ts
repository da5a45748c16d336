import fc from "fast-check";

/** Stands in every hostile text that no one of ours would write: what prints may show it, and never act on it. */
export const PLANTED = "planted";

/** Texts that mean something to JavaScript, to Terraform, to IAM, to a format that is printed, or to a terminal. */
const TEXTS = [
  "",
  " ",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "null",
  "true",
  "1e999",
  "${planted}",
  '${filebase64("planted")}',
  "%{ if planted }x%{ endif }",
  "$${planted}",
  "${TfToken[TOKEN.0]}",
  "#{TfToken[TOKEN.0]}",
  "&{TfToken[TOKEN.0]}",
  "-8.109562212591383e+298",
  "${aws:username}",
  "${aws:username, 'planted'}",
  "${",
  "<img src=x onerror=planted()>",
  "</code><script>planted()</script>",
  "<!-- ssps review -->planted",
  "-->planted",
  "[planted](https://planted.example)",
  "![planted](https://planted.example)",
  "`planted`",
  "``",
  "```\nplanted",
  "@planted",
  "# planted",
  "| planted |",
  "{0}{{planted}}",
  "[planted](0)",
  "\\",
  '"',
  "'",
  "\nplanted",
  "\r\nplanted",
  "\tplanted",
  "\u0000planted",
  "\u001b[2Jplanted",
  "\u0085planted",
  "\u202eplanted",
  "\u2028planted",
  "\u2066planted",
  "\ufeffplanted",
  "\ud800planted",
  "\udc00",
  "\u{e0041}planted",
  "\u{1f600}",
  "ß",
  "İ",
  "ﬁ",
  "*",
  "?",
  ":",
  "/",
  "..",
  "a.b",
  'a["b"].c',
  "[",
  "]",
  "module.",
  "each.value",
  "arn:",
  "arn:aws:iam::aws:policy/AdministratorAccess",
  "arn:aws:iam::111122223333:root",
  "://",
  "&",
  "*a",
  "!!js/function planted",
  "<<",
  "- planted",
  "key: planted",
] as const;

/** One piece of text many times over: what takes quadratic time shows itself. */
const longText = fc
  .tuple(
    fc.constantFrom("a", "[", "]", "*", "?", "${", "a.", "a:", '["', "\\", "\n", "`", " ", "é", "\u{1f600}", "*a"),
    fc.oneof({ weight: 15, arbitrary: fc.nat(300) }, { weight: 1, arbitrary: fc.nat(50_000) }),
  )
  .map(([piece, times]) => piece.repeat(times));

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 24, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 6, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 1, arbitrary: longText },
);

/** Texts of a kind, and what is nearly one: with something hostile before, within or behind it, or cut off. */
export function near(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(texts, hostileText, fc.nat(64), fc.constantFrom("insert", "cut", "replace", "twice"))
    .map(([text, hostile, number, how]) => {
      const at = number % (text.length + 1);
      if (how === "cut") return text.slice(0, at);
      if (how === "twice") return text + text;
      return how === "insert" ? text.slice(0, at) + hostile + text.slice(at) : hostile;
    });
}

/** Mostly texts of a kind, here and there hostile ones. */
export function mostly(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 9, arbitrary: texts }, { weight: 1, arbitrary: near(texts) });
}

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A value within as many lists and objects, by turns. */
export function nested(depth: number): Json {
  let value: Json = PLANTED;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Values where others are expected: of another type, empty, huge, deep, with names of JavaScript's own. */
export const hostileValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Json[]>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e308,
      2 ** 53,
      [],
      {},
      [null],
      [[]],
      [{}],
      [true],
      { toString: 1 },
      { constructor: { name: 1 } },
      { length: 3 },
      { valueOf: null, toString: null },
      JSON.parse('{"__proto__": {"planted": 1}}') as Json,
    ),
  },
  { weight: 1, arbitrary: fc.oneof(fc.nat(40), fc.nat(1500)).map(nested) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json) },
);
