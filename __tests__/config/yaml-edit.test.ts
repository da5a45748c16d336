import { parse } from "yaml";
import { addTo, removeAt, setAt } from "../../config/yaml-edit";

const FILE = `# top
a: { b:  1 } # odd blanks stay
roles: # why
  admin:
    # first
    name: x # x
    # last of admin
  # of roles
  execution: { profile: jobs } # jobs
# next
list:
  - one # 1
  # two
end: "2"
`;

describe("setting", () => {
  test.each<[string, string, string[], unknown, string]>([
    ["a new key behind the others", "a: 1\n", ["b"], 2, "a: 1\n\nb: 2\n"],
    [
      "a key in a map, behind its comments",
      FILE,
      ["roles", "admin", "path"],
      "/",
      FILE.replace("    # last of admin\n", "    # last of admin\n    path: /\n"),
    ],
    [
      "a map in a map",
      FILE,
      ["roles", "adopt"],
      { import: { a: "b" } },
      FILE.replace("} # jobs\n", "} # jobs\n  adopt:\n    import:\n      a: b\n"),
    ],
    [
      "a key in braces",
      FILE,
      ["roles", "execution", "vpc"],
      true,
      FILE.replace("{ profile: jobs }", "{ profile: jobs, vpc: true }"),
    ],
    [
      "what is there already",
      FILE,
      ["roles", "admin", "name"],
      "y",
      FILE.replace("    name: x # x\n    # last of admin\n", "    name: y\n    # last of admin\n"),
    ],
    ["maps that are missing", "a: 1\n", ["b", "c", "d"], 1, "a: 1\n\nb:\n  c:\n    d: 1\n"],
    ["behind a text without a last line feed", "a:\n  b: 1", ["a", "c"], 2, "a:\n  b: 1\n  c: 2"],
    ["with the file's line ends", "a:\r\n  b: 1\r\n", ["a", "c"], 2, "a:\r\n  b: 1\r\n  c: 2\r\n"],
    [
      "behind a text of several lines",
      "a:\n  b: |\n    x\n    y\n",
      ["a", "c"],
      2,
      "a:\n  b: |\n    x\n    y\n  c: 2\n",
    ],
  ])("%s", (_, text, path, value, expected) => {
    expect(setAt(text, path, value)).toBe(expected);
  });

  test.each(["a: b # c", "${x}", "- x", "\u0007", "x\ny", "'", "yes", "0123"])(
    "%j is a text that YAML reads back",
    (text) => {
      expect(parse(setAt("a: 1\n", ["b"], text))).toEqual({ a: 1, b: text });
    },
  );

  test.each([
    ["one map in braces", "{ a: 1 }\n", ["b"], /one map in braces/],
    ["indented keys", "  a: 1\n", ["b"], /keys are indented/],
    ["an end of the document", "a: 1\n...\n", ["b", "c"], /ends the document/],
    ["an alias", "x: &x { b: 1 }\na: *x\n", ["a", "c"], /a is an alias/],
  ])("in %s is refused", (_, text, path, message) => {
    expect(() => setAt(text, path, 1)).toThrow(message);
  });
});

describe("adding to a list", () => {
  test.each<[string, string, string[], string]>([
    ["behind its comments", FILE, ["list"], FILE.replace("  # two\n", "  # two\n  - new\n")],
    ["in brackets", "a: [x] # y\n", ["a"], "a: [ x, new ] # y\n"],
    ["that is not there", "a: 1\n", ["b"], "a: 1\n\nb:\n  - new\n"],
    ["without indentation", "a:\n- x\nb: 1\n", ["a"], "a:\n- x\n- new\nb: 1\n"],
    ["in a map in braces", "a: { b: [x] }\n", ["a", "b"], "a: { b: [ x, new ] }\n"],
  ])("%s", (_, text, path, expected) => {
    expect(addTo(text, path, ["new"])).toBe(expected);
  });
});

describe("removing", () => {
  test.each<[string, string, string[], string]>([
    ["a key, with the comments in it", FILE, ["roles", "admin"], FILE.replace(/ {2}admin:[^]*# last of admin\n/, "")],
    ["what is not there", FILE, ["roles", "adopt"], FILE],
    ["the last key of a map, with the map", "a:\n  b:\n    c: 1\nd: 2\n", ["a", "b", "c"], "d: 2\n"],
    ["a key in braces", "a: { b: 1, c: 2 } # d\n", ["a", "b"], "a: { c: 2 } # d\n"],
  ])("%s", (_, text, path, expected) => {
    expect(removeAt(text, path)).toBe(expected);
  });

  test("undoes setting", () => {
    expect(removeAt(setAt(FILE, ["roles", "adopt"], { x: { y: [1] } }), ["roles", "adopt"])).toBe(FILE);
  });
});
