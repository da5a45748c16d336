import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const OUTPUT = "dist";

/** What the compiler does not write. */
const KEPT = ["app.js", "app.licenses.txt", "app.meta.json"];

/** Removes what was compiled from files that are gone: the compiler leaves it, and `require` would find it. */
function prune(): void {
  for (const entry of readdirSync(OUTPUT, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(OUTPUT.length + 1);
    const source = path.replace(/(?:\.d\.ts|\.js)$/, ".ts");
    if (!entry.isFile() || source === path || KEPT.includes(path) || existsSync(source)) continue;
    rmSync(join(OUTPUT, path));
  }
}

prune();
