import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
const named = [...text.matchAll(/`([\w./-]+)`/g)].map(([, path = ""]) => path);

/** Folders that hold no code of ours. */
const ELSEWHERE = [".ci", ".github"];

test("every folder of the house is in the picture", () => {
  const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
  const folders = new Set(tracked.filter((path) => path.includes("/")).map((path) => path.split("/")[0] ?? ""));
  const missing = [...folders].filter((folder) => !ELSEWHERE.includes(folder) && !named.includes(`${folder}/`));
  expect(missing).toEqual([]);
});

test.each(named.filter((path) => /[/.]/.test(path)))("%s exists", (path) => {
  const places = [path, `contract/${path}`, `__tests__/${path}`].map((place) => join(root, place));
  expect(places.some((place) => existsSync(place))).toBe(true);
});
