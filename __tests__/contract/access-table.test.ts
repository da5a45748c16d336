import { accessPage } from "../../contract/docs/access";
import { CLAUSES } from "../../contract/clauses";

const { path, content } = accessPage();
const headings = content.split("\n").filter((line) => line.startsWith("### "));

test("is docs/access.md", () => {
  expect(path).toBe("docs/access.md");
});

test.each(CLAUSES.map((clause) => [clause.id, clause] as const))("%s has its chapter", (id, clause) => {
  expect(headings.filter((line) => line.startsWith(`### ${id} `))).toEqual([`### ${id} ${clause.title}`]);
  expect(content).toContain(`> ${clause.quote}`);
  expect(content).toContain(clause.interpretation);
  for (const { quote = "" } of clause.statements) expect(content).toContain(quote);
});

test("links lead to the chapters", () => {
  const anchors = headings.map((line) =>
    line
      .slice(4)
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, "")
      .replaceAll(" ", "-"),
  );
  const links = [...content.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);
  expect(links).toEqual(anchors);
});

test.each([
  [
    "| the admin role | may | `cloudwatch:DeleteDashboards`<br>`cloudwatch:PutDashboard` | `arn:aws:cloudwatch::ACCOUNT:dashboard/customer_*` |  |",
  ],
  ["**may not**"],
  ["everything but<br>`arn:aws:sagemaker:*:*:domain/*`"],
  ["with `access.notebook_vpc_ids`<br>`aws:SourceVpc` StringNotEquals"],
  [
    "| ✗ | admin role | `secretsmanager:UpdateSecret` | `arn:aws:secretsmanager:REGION:ACCOUNT:secret:payroll-AbCdEf` |  |",
  ],
])("says %s", (text) => {
  expect(content).toContain(text);
});

test("shows no placeholder and no account of the examples", () => {
  expect(content).not.toMatch(/(?<!\$)\{\w+\}/);
  expect(content).not.toContain("111122223333");
});
