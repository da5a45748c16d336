/** What the supervisor and its worker say to each other. */

/** What a worker is started with. */
export interface Start {
  /** Path of the module that exports `LANES`. */
  readonly lanes: string;
  readonly heartbeat: SharedArrayBuffer;
}

/** Length of an input's fingerprint, in bytes. */
export const FINGERPRINT = 20;

/** Where the worker says which input it tries: a supervisor reads it even while the worker is stuck. */
export interface Heartbeat {
  /** How many inputs were begun. */
  readonly count: Int32Array;
  readonly fingerprint: Uint8Array;
}

/** Both threads' view of the shared memory. */
export function heartbeatOf(memory: SharedArrayBuffer): Heartbeat {
  return { count: new Int32Array(memory, 0, 1), fingerprint: new Uint8Array(memory, 4, FINGERPRINT) };
}

export const HEARTBEAT_BYTES = 4 + FINGERPRINT;

/** One piece of work: inputs drawn from a seed, or given ones. */
export interface Task {
  readonly lane: string;
  /** Inputs to try as they are. */
  readonly given?: readonly unknown[];
  /** Inputs to draw; none is begun at the instant `until`, in milliseconds since 1970, or later. */
  readonly drawn?: { readonly seed: number; readonly runs: number; readonly until: number };
  /** Inputs that are not tried again, since a worker did not come back from them: fingerprint → what is wrong. */
  readonly lost: Readonly<Record<string, string>>;
}

/** An input for which something does not hold. */
export interface Failing {
  readonly input: unknown;
  readonly message: string;
}

/** `failing`: the smallest until now; `done`: the piece of work is, with the smallest of all where one fails. */
export type Report =
  | { readonly kind: "failing"; readonly failing: Failing }
  | { readonly kind: "done"; readonly failing?: Failing; readonly heap: number };
