import type { OnBothSides } from "../model";
import type { placeIn } from "./providers";
import type { Fields, Json } from "./resource";

/** An entry of `resource_changes`. */
export interface Entry {
  readonly type: string;
  readonly address: string;
  readonly actions: readonly Json[];
  readonly fields: Fields;
  readonly change: Fields;
  /** Where its own values say that it is, on each side. */
  readonly places: OnBothSides<ReturnType<typeof placeIn>>;
}

/** The two sides of a change. */
export type Side = "before" | "after";

/** Whether an action makes, changes or destroys something. */
export function isTouching(action: Json): boolean {
  return action === "create" || action === "update" || action === "delete";
}
