import { accessPages } from "../../contract/docs/access";
import { CLAUSES } from "../../contract/clauses";

const pages = new Map(accessPages().map(({ path, content }) => [path.replace("docs/access/", ""), content]));
const index = pages.get("README.md") ?? "";
const requests = pages.get("requests.md") ?? "";
const chapters = [...pages].filter(([path]) => path !== "README.md" && path !== "requests.md");
const content = chapters.map(([, text]) => text).join("\n");

function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading);
}

test("is docs/access/: an index, a page a chapter, and the requests", () => {
  expect([...pages.keys()]).toEqual([
    "README.md",
    "who.md",
    "grants.md",
    "denies.md",
    "execution-role.md",
    "features.md",
    "requests.md",
  ]);
});

test("the index is read in minutes", () => {
  expect(index.split("\n").length).toBeLessThan(150);
});

test.each(CLAUSES.map((clause) => [clause.id, clause] as const))("%s is in one chapter", (id, clause) => {
  expect(headings(content).filter((line) => line.startsWith(`${id} `))).toEqual([`${id} ${clause.title}`]);
  expect(content).toContain(`> ${clause.quote}`);
  expect(content.replaceAll("\n- ", " ")).toContain(clause.interpretation.replaceAll("\n- ", " "));
  for (const { quote = "" } of clause.statements) expect(content).toContain(quote);
  expect(headings(requests)).toContain(`${id} ${clause.title}`);
});

test("links lead to headings of the pages", () => {
  const anchorsOf = (text: string): string[] =>
    headings(text).map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, "")
        .replaceAll(" ", "-"),
    );
  const links = [...pages.values()].flatMap((text) => [...text.matchAll(/\]\((\w[\w-]*\.md)#([^)]*)\)/g)]);
  expect(links.length).toBeGreaterThan(CLAUSES.length);
  for (const [, path = "", anchor = ""] of links) expect(anchorsOf(pages.get(path) ?? "")).toContain(anchor);
});

test.each([
  [
    "| the admin role | may | `cloudwatch:DeleteDashboards`<br>`cloudwatch:PutDashboard` | `arn:aws:cloudwatch::ACCOUNT:dashboard/customer_*` |  |",
  ],
  ["**may not**"],
  ["everything but<br>`arn:aws:sagemaker:*:*:domain/*`"],
  ["with `access.notebook_vpc_ids`<br>`aws:SourceVpc` StringNotEquals"],
])("a chapter says %s", (text) => {
  expect(content).toContain(text);
});

test("the requests are on their own page", () => {
  expect(requests).toContain(
    "| ✗ | admin role | `secretsmanager:UpdateSecret` | `arn:aws:secretsmanager:REGION:ACCOUNT:secret:payroll-AbCdEf` |  |",
  );
  expect(content).not.toContain("✗");
});

test("shows no placeholder and no account of the examples", () => {
  for (const text of pages.values()) {
    expect(text).not.toMatch(/(?<!\$)\{\w+\}/);
    expect(text).not.toContain("111122223333");
  }
});
