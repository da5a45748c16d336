import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { localLinks } from "./links";

const root = join(__dirname, "../..");

/** Every Markdown file of the project. */
const files = execFileSync("git", ["ls-files", "-z", "*.md"], { cwd: root, encoding: "utf8" })
  .split("\0")
  .filter((file) => file !== "" && existsSync(join(root, file)));

/** What GitHub makes of a heading: lower case, without punctuation, hyphens for spaces; numbered where it is repeated. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  const withoutCode = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "");
  for (const [, heading = ""] of withoutCode.matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = plain.replace(/[^\p{L}\p{N}_ -]/gu, "").replaceAll(" ", "-");
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  for (const [, id = ""] of withoutCode.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** What is wrong with a link of a file; undefined where it leads to a file and a heading that exist. */
function brokenLink(file: string, link: string): string | undefined {
  const [path = "", anchor] = link.split("#", 2);
  const target = path === "" ? file : join(dirname(file), decodeURIComponent(path));
  if (!existsSync(join(root, target))) return `${link}: there is no ${target}`;
  if (anchor === undefined || !target.endsWith(".md")) return undefined;
  const known = anchorsOf(readFileSync(join(root, target), "utf8"));
  return known.has(anchor) ? undefined : `${link}: ${target} has no such heading`;
}

test.each(files)("the links of %s lead somewhere", (file) => {
  const links = localLinks(readFileSync(join(root, file), "utf8"));
  expect(links.map((link) => brokenLink(file, link)).filter((problem) => problem !== undefined)).toEqual([]);
});

test("a link to a file or a heading that is not there is found", () => {
  expect(localLinks("[a](no-such.md) `[b](code.md)` [c](https://example.com)")).toEqual(["no-such.md"]);
  expect(brokenLink("README.md", "no-such.md")).toBe("no-such.md: there is no no-such.md");
  expect(brokenLink("README.md", "docs/glossary.md#no-such")).toContain("has no such heading");
  expect(brokenLink("README.md", "docs/glossary.md#roles")).toBeUndefined();
});
