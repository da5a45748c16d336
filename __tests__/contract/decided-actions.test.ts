import { readFileSync } from "node:fs";
import { CLAUSES } from "../../contract/clauses";
import { publishedActions } from "../../contract/published";
import { compilePattern } from "../../policy/pattern";

const SERVICE = /^sagemaker(-geospatial)?:/;

/** Action → the clauses under whose heading the list has it. */
const decided = new Map<string, string>();
let heading = "";
for (const line of readFileSync("contract/decided-actions.txt", "utf8").split("\n")) {
  if (line.startsWith("## ")) heading = line.slice(3);
  else if (SERVICE.test(line)) decided.set(line, heading);
}

/** What the statements of each clause name, S0's pattern apart, which covers every action. */
const NAMED = CLAUSES.filter(({ id }) => id !== "S0").map(({ id, statements }) => ({
  id,
  patterns: statements
    .flatMap(({ actions }) => actions)
    .filter((pattern) => SERVICE.test(pattern) && pattern !== "sagemaker:*")
    .map((pattern) => compilePattern(pattern.toLowerCase())),
}));

/** The clauses that decide an action, as the list's headings have them. */
function deciding(action: string): string {
  const named = NAMED.filter(({ patterns }) => patterns.some((matches) => matches(action.toLowerCase())));
  return ["S0", ...named.map(({ id }) => id)].join(" ");
}

let published: string[];
beforeAll(async () => {
  published = (await publishedActions()).map(({ name }) => name).filter((name) => SERVICE.test(name));
});

const undecided = (names: readonly string[]): string[] => names.filter((name) => !decided.has(name));

test("every action of SageMaker that AWS publishes has been decided", () => {
  // Read what each does, add a statement where S0 must not allow it, and list it in contract/decided-actions.txt.
  expect(undecided(published)).toEqual([]);
});

test("an action that AWS adds would be found", () => {
  expect(undecided([...published, "sagemaker:ShareEverything"])).toEqual(["sagemaker:ShareEverything"]);
});

test("what is listed is published, once, in the order of names under each heading", () => {
  expect([...decided.keys()].filter((name) => !published.includes(name))).toEqual([]);
  const headings = new Set(decided.values());
  for (const clauses of headings) {
    const names = [...decided].flatMap(([name, under]) => (under === clauses ? [name] : []));
    expect(names).toEqual([...names].sort());
  }
});

test("each stands under the clauses whose statements name it", () => {
  const wrong = [...decided].filter(([name, clauses]) => deciding(name) !== clauses);
  expect(wrong.map(([name, clauses]) => `${name}: listed under ${clauses}, decided by ${deciding(name)}`)).toEqual([]);
});
