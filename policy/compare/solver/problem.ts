import type { Region } from "./region";

/** A request that is looked for: part of every region of `inside`, of none of `outside`. */
export interface Problem {
  readonly inside: readonly Region[];
  readonly outside: readonly Region[];
}

/** A request as far as it is known. */
export interface Point {
  readonly principal: string | undefined;
  readonly action: string;
  readonly resource: string;
  /** Values by condition key, in lower case; absent keys are absent from the request. */
  readonly context: ReadonlyMap<string, readonly string[]>;
}
