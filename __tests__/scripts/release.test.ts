import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { documentedRef, newestRelease } from "../../scripts/changelog";
import { newFolder } from "../new-folder";

const read = (file: string): string => readFileSync(file, "utf8");
const pages = execFileSync("git", ["ls-files", "-z", "docs/*.md", "modules/*.md", "README.md"], { encoding: "utf8" })
  .split("\0")
  .filter((page) => page !== "");

test("every page pins what exists", () => {
  const refs = pages.flatMap((page) => [...read(page).matchAll(/\?ref=([\w.-]+)/g)].map(([, ref]) => ref));
  expect(refs.length).toBeGreaterThan(10);
  expect(new Set(refs)).toEqual(new Set([documentedRef(read("CHANGELOG.md"))]));
});

test("a release writes its version into the changelog, the package and the pages, and prints what changed", () => {
  const folder = newFolder();
  for (const file of ["CHANGELOG.md", "package.json", "package-lock.json", "docs/modules.md"]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(file, join(folder, file));
  }
  const out = execFileSync(process.execPath, [resolve("dist/scripts/release.js"), "99.0.0"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(out).toMatch(/^### Added\n/);
  expect(newestRelease(read(join(folder, "CHANGELOG.md")))).toBe("99.0.0");
  expect(read(join(folder, "docs/modules.md"))).toContain("//modules/bucket?ref=v99.0.0");
  expect(JSON.parse(read(join(folder, "package.json")))).toMatchObject({ name: "sagemaker-ssps", version: "99.0.0" });
  expect(JSON.parse(read(join(folder, "package-lock.json")))).toMatchObject({
    version: "99.0.0",
    packages: { "": { version: "99.0.0" } },
  });
});

test("the list of parts has the dependencies and what the bundle holds, and no tool of development", () => {
  const file = join(newFolder(), "sbom.json");
  execFileSync(process.execPath, ["dist/scripts/sbom.js", file], { stdio: "pipe" });
  const sbom = JSON.parse(read(file)) as {
    bomFormat: string;
    components: { name: string; purl: string; properties: { value: string }[] }[];
  };
  expect(sbom.bomFormat).toBe("CycloneDX");
  const names = sbom.components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["commander", "yaml", "zod", "cdktf", "constructs", "archiver"]));
  for (const tool of ["jest", "eslint", "esbuild", "@cloud-copilot/iam-simulate"]) expect(names).not.toContain(tool);
  expect(sbom.components.filter(({ purl }) => !purl.startsWith("pkg:npm/"))).toEqual([]);
  expect(sbom.components.find(({ name }) => name === "cdktf")?.properties).toContainEqual(
    expect.objectContaining({ value: "dist/app.js" }),
  );
});

describe("the workflow", () => {
  const workflow = read(".github/workflows/release.yml");

  test("is run by hand, one at a time, and its actions are pinned by commit", () => {
    expect(workflow).toMatch(/^on:\n {2}workflow_dispatch:\n/m);
    expect(workflow).toMatch(/^permissions: \{\}$/m);
    const uses = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action = ""]) => action);
    expect(uses.length).toBeGreaterThan(5);
    expect(uses.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  test("no text that somebody types becomes a part of a command", () => {
    const commands = [...workflow.matchAll(/run: (?:\|\n((?: {10}.*\n?)+)|(.*))/g)].map(
      ([, block, line]) => block ?? line ?? "",
    );
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) {
      expect(command).not.toContain("${{");
      execFileSync("bash", ["-n"], { input: command });
    }
  });

  test("what it runs is there", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const run = [...workflow.matchAll(/npm run --silent (\w+)/g)].map(([, name = ""]) => name);
    expect(run).toEqual(expect.arrayContaining(["release", "generate", "sbom"]));
    expect(run.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});
