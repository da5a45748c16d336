import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as WithCdktf from "./with-cdktf";

const load = createRequire(__filename);
const BUNDLE = "../app.js";

/**
 * Loads what needs CDKTF, only when a command asks for it: from the one file that the build made of it, or from the
 * source where there is none, as in tests.
 */
export function withCdktf(): typeof WithCdktf {
  return load(existsSync(join(__dirname, BUNDLE)) ? BUNDLE : "./with-cdktf") as typeof WithCdktf;
}
