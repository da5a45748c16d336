import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../files/folder";
import { newFolder } from "../new-folder";

test("makes a folder and those above it, and leaves one that is there", () => {
  const folder = join(newFolder(), "a", "b");
  makeFolder(folder);
  makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

test.each([
  ["is a file", "file", "file is a file; give another folder"],
  ["is below a file", "file/a/b", "file is a file; give another folder"],
])("one that %s is refused", (_, path, message) => {
  const home = newFolder();
  writeFileSync(join(home, "file"), "");
  expect(() => {
    makeFolder(join(home, path));
  }).toThrow(message);
});

const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("what the system refuses is said, and not tried for ever", () => {
  expect(() => {
    makeFolder("/proc/ssps/a");
  }).toThrow(/^cannot make the folder \/proc\/ssps\/a: /);
});
