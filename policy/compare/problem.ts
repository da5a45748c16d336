import type { Box } from "./box";

/** A request that is looked for: part of every box of `inside`, of none of `outside`. */
export interface Problem {
  readonly inside: readonly Box[];
  readonly outside: readonly Box[];
}

/** A request as far as it is known. */
export interface Point {
  readonly principal: string | undefined;
  readonly action: string;
  readonly resource: string;
  /** Values by condition key, in lower case; absent keys are absent from the request. */
  readonly context: ReadonlyMap<string, readonly string[]>;
}
