/** Milliseconds until a command that still runs says how far it is, and between two such lines. */
const [PATIENCE, PAUSE] = [1000, 100];

/** Takes the line away that a terminal shows. */
const CLEAR = "\r\u001b[K";

/** What shows how far a command is. */
export interface Progress {
  /** Tells that so many of how many are done. */
  readonly at: (done: number, of: number) => void;
  /** Takes the line away, before the command prints its result. */
  readonly end: () => void;
}

/**
 * Shows on a terminal how far a command is, on one line of standard error, once it has taken longer than a second; in a
 * file or a pipe nothing.
 *
 * @param doing What it does: `checking`.
 * @param now The clock, in milliseconds. @default the system's
 */
export function progressOf(doing: string, stream: NodeJS.WriteStream = process.stderr, now = Date.now): Progress {
  if (!stream.isTTY) return { at: () => undefined, end: () => undefined };
  let next = now() + PATIENCE;
  let shown = false;
  return {
    at: (done, of) => {
      if (now() < next) return;
      next = now() + PAUSE;
      shown = true;
      stream.write(`${CLEAR}${doing}: ${done} of ${of}`);
    },
    end: () => {
      if (shown) stream.write(CLEAR);
      shown = false;
    },
  };
}
