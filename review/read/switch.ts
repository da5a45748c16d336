import type { Risk } from "../../policy/compare";

/** An attribute with which something is open or shut. */
export interface Switch {
  /** The values that open it, and what the provider or AWS takes where none is set. */
  readonly open: readonly (string | boolean)[];
  readonly byDefault: "open" | "shut";
  /** What is open then. */
  readonly text: string;
  /** @default public */
  readonly risk?: Risk;
  /** It only holds others shut: with the resource itself, the guard goes. */
  readonly guard?: true;
  /** Nothing that is made open by it is news: only a change of what is there already is. */
  readonly onlyChanges?: true;
  /** The other values are not more and less of one thing: between two of them nobody can say what changes. */
  readonly otherwise?: "unknown";
  /** The attribute that opens it for everyone whom this one lets in. */
  readonly partOf?: string;
  /** What, where it is set, shuts the default. */
  readonly shutBy?: readonly string[];
  /** Values by which less of it is open, and what: of that, everything is open where the whole is. */
  readonly partly?: { readonly open: readonly string[]; readonly text: string };
}

/** Opens by these values; shut where none is set. */
export function opens(text: string, ...open: Switch["open"]): Switch {
  return { open, byDefault: "shut", text };
}

/** Open where none is set, and by these values. */
export function isOpen(text: string, ...open: Switch["open"]): Switch {
  return { open, byDefault: "open", text };
}

/** A restriction that something has or has not: open where there is none. */
export function unrestricted(text: string, ...open: Switch["open"]): Switch {
  return { ...isOpen(text, ...open), onlyChanges: true };
}

/** It holds others shut where it is true. */
export const guard = (text: string): Switch => ({ ...isOpen(text, false), guard: true });
