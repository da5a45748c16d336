import { addElevation, removeElevations } from "../../cli/elevate-edit";

const ADDED = { ticket: "C", approver: "lead", from: "2026-12-01T08:00:00Z", until: "2026-12-02T08:00:00Z" };

const lines = (indent: string): string =>
  `${indent}- ticket: C
${indent}  approver: lead
${indent}  from: 2026-12-01T08:00:00Z
${indent}  until: 2026-12-02T08:00:00Z
`;

const LISTED = `# top
a: { b:  1 }   # odd blanks stay
elevation: # why
  # first
  - ticket: A # x
    until: '1'
    # inside A
  # second
  - {ticket: B, sessions: [ann,  bob]} # behind B
  # after all

# next
b: "2"
`;

describe("adding", () => {
  test.each([
    ["to a file without any", "a: 1\n", `a: 1\n\nelevation:\n${lines("  ")}`],
    ["to a file without a last line feed", "a: 1", `a: 1\n\nelevation:\n${lines("  ").trimEnd()}`],
    [
      "to a file without a last line feed whose lines end with two characters",
      "a: 1\r\nb: 1",
      `a: 1\r\nb: 1\n\nelevation:\n${lines("  ")}`.trimEnd().replaceAll(/\r?\n/g, "\r\n"),
    ],
    [
      "behind a byte order mark",
      "\ufeffelevation:\n  - ticket: A\n",
      `\ufeffelevation:\n  - ticket: A\n${lines("  ")}`,
    ],
    [
      "behind the others, before the comments of what follows",
      LISTED,
      LISTED.replace(" # behind B\n", ` # behind B\n${lines("  ")}`),
    ],
    ["to a list without indentation", "elevation:\n- ticket: A\nb: 1\n", `elevation:\n- ticket: A\n${lines("")}b: 1\n`],
    ["at the end of a file", "elevation:\n    - ticket: A", `elevation:\n    - ticket: A\n${lines("    ").trimEnd()}`],
    [
      "to a list in brackets",
      "elevation: [{ ticket: A }] # why\nb: 1\n",
      `elevation: [ { ticket: A }, { ticket: C, approver: lead, from: 2026-12-01T08:00:00Z, until: 2026-12-02T08:00:00Z } ] # why\nb: 1\n`,
    ],
    [
      "with the file's line ends",
      "elevation:\r\n  - ticket: A\r\n",
      `elevation:\r\n  - ticket: A\r\n${lines("  ").replaceAll("\n", "\r\n")}`,
    ],
  ])("%s", (_, before, after) => {
    expect(addElevation(before, ADDED)).toBe(after);
  });

  test.each([
    ["one map in braces", "{ a: 1 }\n", /one map in braces: write each of its keys on a line of its own/],
    ["indented keys", "# a\n  a: 1\n  b: 2\n", /keys are indented: begin each at the start of its line/],
    ["an end of the document", "a: 1\n...\n", /ends the document: take it out/],
    ["an alias", "a: &a []\nelevation: *a\n", /is an alias/],
    [
      "a list of aliases",
      "a: &a { ticket: A }\nelevation: [*a]\n",
      /holds the alias \*a: write out what it stands for/,
    ],
  ])("to %s is refused with the remedy", (_, text, message) => {
    expect(() => addElevation(text, ADDED)).toThrow(message);
  });

  test("a text that YAML would read as something else is quoted", () => {
    expect(addElevation("", { ...ADDED, ticket: "123", approver: "a: b # c" })).toContain(
      '- ticket: "123"\n    approver: "a: b # c"\n',
    );
  });
});

describe("removing", () => {
  const remove = (text: string, ...tickets: string[]): string => removeElevations(text, new Set(tickets));
  test.each([
    ["nothing", LISTED, [], LISTED],
    ["a ticket that is not there", LISTED, ["X"], LISTED],
    ["from a file without any", "a: 1\n", ["A"], "a: 1\n"],
    [
      "the first, with the comments above and within",
      LISTED,
      ["A"],
      LISTED.replace(/ {2}# first\n[^]*# inside A\n/, ""),
    ],
    ["the last, with the comment above", LISTED, ["B"], LISTED.replace(/ {2}# second\n.*# behind B\n/, "")],
    ["all, with the key", LISTED, ["A", "B"], LISTED.replace(/elevation:[^]*# behind B\n/, "")],
    [
      "from a list in brackets",
      "elevation: [{ ticket: A }, { ticket: B }]\nb: 1\n",
      ["A"],
      "elevation: [ { ticket: B } ]\nb: 1\n",
    ],
    ["all of a list in brackets", "a: 1\nelevation: [{ ticket: A }]\nb: 1\n", ["A"], "a: 1\nb: 1\n"],
  ])("%s", (_, before, tickets, after) => {
    expect(remove(before, ...tickets)).toBe(after);
  });

  test("undoes adding", () => {
    expect(remove(addElevation(LISTED, ADDED), "C")).toBe(LISTED);
  });
});
