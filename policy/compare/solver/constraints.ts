import type { Extent } from "./extent";

/** What a request that is looked for must meet: it lies in every extent of `inside`, in none of `outside`. */
export interface Constraints {
  readonly inside: readonly Extent[];
  readonly outside: readonly Extent[];
}

/** A request as far as it is known. */
export interface Point {
  readonly principal: string | undefined;
  readonly action: string;
  readonly resource: string;
  /** Values by condition key, in lower case; absent keys are absent from the request. */
  readonly context: ReadonlyMap<string, readonly string[]>;
}
