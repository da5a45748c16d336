/** A line that an author wrote. */
export interface Place {
  /** Path relative to the working folder, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}
