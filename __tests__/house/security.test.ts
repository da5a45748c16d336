import { existsSync, readFileSync } from "node:fs";

const rows = readFileSync("SECURITY.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (?:-|what is read)/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()));

test.each(rows)("the threat model says who holds the line: %s%s", (_before, _what, who, reaches, tests = "") => {
  expect([who, reaches]).not.toContain("");
  const files = [...tests.matchAll(/\]\((__tests__\/[^)]+\.test\.ts)\)/g)].map(([, file = ""]) => file);
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test("the threat model has a row for each kind of input", () => {
  const text = rows.map(([, what]) => what).join("\n");
  for (const kind of ["environment file", "plan", "policy", "module's inputs", "name", "code of a pull request"]) {
    expect(text).toContain(kind);
  }
});
