import { optionsPage } from "../../scripts/options-table";
import { withSection } from "../../scripts/sections";

test.each([
  ["x\n<!-- begin: a -->\nold\n<!-- end: a -->\ny", "a"],
  ["x\n<!-- begin: a, from the schema -->\nold\n<!-- end: a -->\ny", "a, from the schema"],
])("what is generated takes the place between its lines: %j", (text, name) => {
  expect(withSection("page.md", text, name, "new")).toBe(text.replace("\nold\n", "\n\nnew\n\n"));
});

test.each(["", "<!-- begin: a -->", "<!-- end: a -->", "<!-- begin: b --><!-- end: b -->"])(
  "a page without the lines is refused: %j",
  (text) => {
    expect(() => withSection("page.md", text, "a", "new")).toThrow(
      "page.md lacks the lines <!-- begin: a --> and <!-- end: a -->",
    );
  },
);

test.each([
  ["`network_only`", "", "E5"],
  ["`network_only.root_access`", "`true`", "E5"],
  ["`buckets.reserved_prefixes`", '`["ams-","mc-"]`', "N5"],
  ["`robomaker`", "`false`", "N1"],
])("the table of options has %s with its default and clause", (key, fallback, clause) => {
  const row = optionsPage()
    .content.split("\n")
    .find((line) => line.startsWith(`| ${key} |`));
  const [, words, found, link] = row?.split(" |") ?? [];
  expect(words).not.toMatch(/\([A-Z]\d/);
  expect([found?.trim(), link]).toEqual([fallback, expect.stringContaining(`[${clause}](access/`)]);
});
