import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new, empty folder, by its real path; it is removed after the last test of the file. */
export function newFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "ssps-"));
  folders.push(folder);
  return folder;
}
