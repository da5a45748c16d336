/** A place in a file; lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
  /** The column behind the last character that is meant, on the same line. */
  readonly endColumn: number;
}

/** A place in a file, and the text of its line. */
export interface Place {
  /** Path as it was given; a value may stand in a file of defaults. */
  readonly file: string;
  readonly position: Position;
  readonly source: string;
}

/** What is wrong with an environment file, or worth knowing about it, where it is only a warning. */
export interface Problem extends Partial<Place> {
  /** Path as it was given; the folder, where no file is meant. No place is given where all of it is meant. */
  readonly file: string;
  /** The stable name of this kind of problem, such as `unknown-key`. */
  readonly code: string;
  /** What was found and what is allowed. */
  readonly message: string;
  /** The environment files that have it. @default the file itself; another is that of their defaults */
  readonly of?: readonly string[];
}

/** The environment files that have a problem. */
export function filesOf({ file, of = [file] }: Problem): readonly string[] {
  return of;
}

/** `file:line:column: message`, which editors and terminals turn into a link. */
export function formatProblem({ file, position, message }: Problem): string {
  // A name of a file may hold a line feed, too.
  const name = file.replace(/[\n\t]/g, (char) => (char === "\n" ? "\\n" : "\\t"));
  return position ? `${name}:${position.line}:${position.column}: ${message}` : `${name}: ${message}`;
}

/** How much of a line is shown at most, in UTF-16 units. */
const MAX_EXCERPT = 120;

/** The same, with the line below and carets under what is meant, as compilers show it. */
export function formatProblemWithSource(problem: Problem): string {
  const { position, source } = problem;
  if (!position || source === undefined) return formatProblem(problem);
  const start = Math.max(0, position.column - 1 - MAX_EXCERPT / 2);
  const excerpt = source.slice(start, start + MAX_EXCERPT).replaceAll("\t", " ");
  const margin = String(position.line);
  const column = position.column - 1 - start;
  const width = Math.max(1, Math.min(position.endColumn - position.column, excerpt.length - column));
  return [
    formatProblem(problem),
    `  ${margin} | ${excerpt}`,
    `  ${" ".repeat(margin.length)} | ${" ".repeat(column)}${"^".repeat(width)}`,
  ].join("\n");
}

/** Once each: what stands in defaults is a problem of every file below them, and its message names these. */
export function together(problems: readonly Problem[]): Problem[] {
  const same = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { file, position, code, message } = problem;
    const key = JSON.stringify([file, position?.line, position?.column, code, message]);
    same.set(key, [...(same.get(key) ?? []), problem]);
  }
  return [...same.values()].flatMap(([first, ...others]) => {
    if (!first || filesOf(first).includes(first.file)) return [first, ...others].filter((one) => one !== undefined);
    const of = [...new Set([first, ...others].flatMap(filesOf))];
    const more = of.length > 1 ? ` and ${of.length - 1} more` : "";
    return [{ ...first, of, message: `${first.message} (for ${of[0] ?? ""}${more})` }];
  });
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
