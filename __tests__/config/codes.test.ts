import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where problems and warnings of environment files are found. */
const FOLDERS = ["config", "contract/render", "cli", "stacks"];

/** A code where a problem is made, and the keys of the tables of rules, which are codes. */
const MADE =
  /(?:\bcode: |\b(?:warn|say)\(\s*|\b(?:fault|stop|only)\([^"]{1,80}?, |(?<=const code = )[^;]{1,60}\? |(?<="wrong-type") : )"([a-z-]+)"/g;
const TABLES = /(?:Rules: Rules|RULES: [^=]{1,80}) = \{([^}]*)\}/g;
const KEYS = /(?:^|[{,])\s*"?([a-z]+(?:-[a-z]+)*)"?: /gm;

function codesIn(text: string): string[] {
  const tables = [...text.matchAll(TABLES)].flatMap(([, table = ""]) => [...table.matchAll(KEYS)]);
  // `code: "custom"` is the schema library's.
  return [...text.matchAll(MADE), ...tables].map(([, code = ""]) => code).filter((code) => code !== "custom");
}

test("every code of a message is in docs/messages.md, and no other: a code is stable", () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
  );
  const made = new Set(files.flatMap((file) => codesIn(readFileSync(file, "utf8"))));
  const listed = [...readFileSync("docs/messages.md", "utf8").matchAll(/^\| `([a-z-]+)` /gm)].map(([, code]) => code);
  expect(listed).toEqual([...made].sort());
});

test("a code that is made anew is seen, wherever it is made", () => {
  expect(
    codesIn(`
      problems.push({ file, code: "planted-a", message });
      warn("planted-b", ["roles"], "x");
      say("planted-f", "x");
      export const xRules: Rules = { "planted-c": rule };
      const RULES: Readonly<Record<string, FleetRule>> = {
        "planted-d": rule,
        planted: rule,
      };
      this.fault(pair, "planted-e", "x");
    `),
  ).toEqual(["planted-a", "planted-b", "planted-f", "planted-e", "planted-c", "planted-d", "planted"]);
});
