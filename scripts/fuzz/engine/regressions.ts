import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Failing } from "./protocol";

/** An input that failed once, as it is kept. */
export interface Regression extends Failing {
  readonly file: string;
}

/** The inputs that failed once, of a lane. */
export function readRegressions(folder: string, lane: string): Regression[] {
  const path = join(folder, lane);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => {
      const file = join(path, name);
      return { file, ...(JSON.parse(readFileSync(file, "utf8")) as Failing) };
    });
}

/** Keeps a failing input, so that every later run tries it first. Returns the file. */
export function keepRegression(folder: string, lane: string, failing: Failing): string {
  const { message, input } = failing;
  const name = createHash("sha1").update(JSON.stringify(input)).digest("hex").slice(0, 10);
  const file = join(folder, lane, `${name}.json`);
  mkdirSync(join(folder, lane), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ message, input }, null, 2)}\n`);
  return file;
}
