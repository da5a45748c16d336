import { readFileSync, statSync } from "node:fs";
import type { Policy } from "../policy/document";
import { MAX_POLICY_TEXT, parsePolicyText, PolicyError } from "../policy/parse";
import { InputError } from "./output";

/**
 * Reads a policy from a file.
 *
 * @param unwrap Takes the policy's text out of the file's. @default the file is the policy
 * @throws InputError where the file is too big, cannot be read, or is no policy.
 */
export function readPolicy(file: string, unwrap: (text: string) => string = (text) => text): Policy {
  try {
    if (statSync(file).size > MAX_POLICY_TEXT) {
      throw new InputError(`${file}: a policy of at most ${MAX_POLICY_TEXT} bytes is read`);
    }
    return parsePolicyText(unwrap(readFileSync(file, "utf8")), file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof PolicyError) throw new InputError(error.message);
    throw new InputError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
