/** A place in a file; both count from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with an environment file, or worth knowing about it, where it is only a warning. */
export interface Problem {
  /** Path as it was given; the folder, where no file is meant. */
  readonly file: string;
  /** Absent where the file as a whole is meant. */
  readonly position?: Position;
  /** What was found and what is allowed. */
  readonly message: string;
}

/** `file:line:column: message`, which editors and terminals turn into a link. */
export function formatProblem({ file, position, message }: Problem): string {
  return position ? `${file}:${position.line}:${position.column}: ${message}` : `${file}: ${message}`;
}

/** Sorts by file, then place. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
      compareText(a.message, b.message),
  );
}

/** By code unit, so that the order is the same in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
