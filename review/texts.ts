import { createHash } from "node:crypto";
import type { Texts } from "./model";

/**
 * Digests of all that was looked into on both sides, by which an acceptance knows them again; none where something is
 * known only after apply, with nothing that would identify it.
 */
export function textsOf(before: unknown, after: unknown): { readonly texts?: Texts } {
  const [a, b] = [digest(before), digest(after)];
  return a === undefined || b === undefined ? {} : { texts: { before: a, after: b } };
}

/** Members that say where something was read, and not what it holds. */
const BESIDE = new Set(["subject", "carriers", "counterpart", "resource"]);

/** A text that is the same for what is the same; undefined where something is known only after apply. */
function digest(side: unknown): string | undefined {
  const notKnown: unknown[] = [];
  const text = JSON.stringify(side ?? null, (name, value: unknown) => {
    if (BESIDE.has(name)) return undefined;
    if (isNotKnown(value)) notKnown.push(value);
    return value;
  });
  return notKnown.length > 0 ? undefined : `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

function isNotKnown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { unknown, expression } = value as { unknown?: unknown; expression?: unknown };
  return unknown === true && expression === undefined;
}
