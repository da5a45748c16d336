import { readFileSync } from "node:fs";
import { join } from "node:path";
import { foreignCases } from "../../contract/cases/foreign";
import { CLAUSES } from "../../contract/clauses";
import { publishedRows } from "../../contract/docs/parity";
import { publishedActions } from "../../contract/published";
import { countEdits } from "../../scripts/mutants/lane";

const readme = readFileSync(join(__dirname, "../../README.md"), "utf8");
const [proven = ""] = /- \*\*Every decision is proven\.\*\*[^]*?(?=\n- )/.exec(readme) ?? [];
const said = proven.replace(/\s+/g, " ");
const cases = CLAUSES.flatMap(({ cases: written }) => written);

/** A number as the README has it: rounded down, since it grows with every case. */
const rounded = (count: number, to: number): string => (Math.floor(count / to) * to).toLocaleString("en-US");

test.each([
  ["statements", () => `${CLAUSES.flatMap(({ statements }) => statements).length} statements`],
  ["cases", () => `${rounded(cases.length, 100)} requests written by hand`],
  ["cases that follow", () => `to ${rounded(foreignCases(cases).length, 100)} that follow from them`],
])("every decision is proven: the number of %s", (_, words) => {
  expect(said).toContain(words());
});

test.each([
  ["theirs", (count: number) => `${count} things that theirs allows and ours does not`],
  ["ours", (count: number) => `${count} that ours allows and theirs does not`],
])("almost AmazonSageMakerFullAccess: what %s alone allows", (side, words) => {
  const rows = publishedRows().filter(({ allowedBy }) => allowedBy === side);
  expect(readme.replace(/\s+/g, " ")).toContain(words(rows.length));
});

test("every decision is proven: the number of edits", async () => {
  const actions = (await publishedActions()).map(({ name }) => name);
  expect(said).toContain(`Of ${rounded(countEdits({ clauses: CLAUSES, actions }), 1000)} single edits`);
});
