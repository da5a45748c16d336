import { isNativeError } from "node:util/types";

/** Why something failed, in the words of what was thrown: anything may be, and not everything makes a text. */
export function reasonOf(error: unknown): string {
  if (isNativeError(error)) return error.message;
  return typeof error === "string" ? error : `a value of type ${typeof error} was thrown`;
}
