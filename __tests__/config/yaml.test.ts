import { parseYaml } from "../../config/yaml";

/** The faults as `line:column message`. */
function faults(text: string): string[] {
  return parseYaml(text).faults.map(({ position, message }) => `${position.line}:${position.column} ${message}`);
}

const BOMB = [
  "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]",
  ..."bcdefgh".split("").map((name, index) => {
    const before = "abcdefgh".charAt(index);
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(", ")}]`;
  }),
].join("\n");

test.each([
  ["nothing", "", ["1:1 is empty; `ssps init` writes a first environment file"]],
  ["only a comment", "# later\n", ["1:1 is empty; `ssps init` writes a first environment file"]],
  ["a string without an end", 'a: "x', ['1:6 broken YAML: Missing closing "quote']],
  ["a tab as indentation", "a:\n\tb: 1\n", ["2:1 broken YAML: Tabs are not allowed as indentation"]],
  ["two documents", "a: 1\n---\nb: 1\n", ["2:1 a second document begins here; allowed: one in a file"]],
  ["keys given twice", "a: 1\nb: 2\na: 3\nb: 4\n", ["3:1 the key a is given twice", "4:1 the key b is given twice"]],
  ["a key for every object", "__proto__: { x: 1 }\n", ["1:1 the key __proto__ is not allowed"]],
  ["a key that would forge a line", '"a\\nb": 1\n"a\\nb": 2\n', ['2:1 the key "a\\nb" is given twice']],
  [
    "a merge key",
    "a: &a { x: 1 }\nb: { <<: *a }\n",
    [
      "2:6 the merge key << is not read; write the keys out that it brings, or give the whole value by an alias (key: *anchor)",
    ],
  ],
  ["what stands behind a byte order mark", "\uFEFF1: x\n", ["1:1 a key must be text; put it in quotes"]],
  ["a number as a key", "1: x\n", ["1:1 a key must be text; put it in quotes"]],
  ["a list as a key", "? [a]\n: x\n", ["1:3 a key must be text; put it in quotes"]],
  [
    "a tag",
    "a: !!binary aGk=\nb: !mine x\n",
    [
      "1:13 found the tag tag:yaml.org,2002:binary; tags are not allowed",
      "2:10 found the tag !mine; tags are not allowed",
    ],
  ],
  ["a tag on a key", "!!str a: 1\n", ["1:7 found the tag tag:yaml.org,2002:str; tags are not allowed"]],
  ["an alias without anchor", "a: *nowhere\n", ["1:4 the alias *nowhere has no anchor that ends before it"]],
  ["an alias within its own anchor", "a: &a [*a]\n", ["1:8 the alias *a has no anchor that ends before it"]],
  [
    "aliases that multiply",
    BOMB,
    ["5:8 there are more than 10000 values, aliases expanded; such a file needs far fewer"],
  ],
  ["more levels than allowed", "[".repeat(33) + "]".repeat(33), ["1:33 is nested too deeply; allowed: 32 levels"]],
  [
    "more levels than the stack",
    "- ".repeat(4_000),
    [expect.stringMatching(/is nested too deeply; allowed: 32 levels$/)],
  ],
])("refuses %s", (_name, text, expected) => {
  expect(faults(text)).toEqual(expected);
});

test("stops counting faults where nobody reads on", () => {
  expect(faults("a: b: c\n".repeat(10_000))).toHaveLength(20);
});

test.each([
  ["plain values", "a: [1, true, null, x, '1']\n", { a: [1, true, null, "x", "1"] }],
  ["YAML 1.2, whatever a directive says", "%YAML 1.1\n---\na: yes\nb: 012\n", { a: "yes", b: 12 }],
  ["aliases", "a: &a [1]\nb: *a\n", { a: [1], b: [1] }],
  ["an anchor given anew", "a: &a 1\nb: &a 2\nc: *a\n", { a: 1, b: 2, c: 2 }],
  ["a byte order mark and Windows line ends", "\uFEFFa: 1\r\nb: 2\r\n", { a: 1, b: 2 }],
  ["names that objects have", "constructor: 1\ntoString: 2\n", { constructor: 1, toString: 2 }],
])("reads %s", (_name, text, expected) => {
  expect(parseYaml(text)).toMatchObject({ faults: [], content: { value: expected } });
});

const PLACES = `# a comment
roles:
  admin: { name: x }
list:
  - one
  - two: &two
      three: 3
again: *two
`;

test.each([
  [[], "value", "1:1"],
  [["roles"], "key", "2:1"],
  [["roles"], "value", "3:3"],
  [["roles", "admin", "name"], "key", "3:12"],
  [["roles", "admin", "name"], "value", "3:18"],
  [["list", 1], "value", "6:5"],
  [["list", 1, "two", "three"], "value", "7:14"],
  [["again", "three"], "value", "7:14"],
  // What is missing is shown at the map that lacks it.
  [["roles", "admin", "tags"], "value", "3:3"],
  [["nowhere", "at", "all"], "key", "1:1"],
] as const)("the %j %s is at %s", (path, at, expected) => {
  const position = parseYaml(PLACES).content?.locate(path, at);
  expect(`${position?.line ?? 0}:${position?.column ?? 0}`).toBe(expected);
});
