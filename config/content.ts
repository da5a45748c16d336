import type { Locate } from "./fleet";
import type { Place, Position, Problem } from "./problem";
import type { Source } from "./source";
import { parseYaml } from "./yaml";

/** What a file's text holds, and where in it things stand. */
export interface Content {
  readonly value: unknown;
  readonly locate: Locate;
}

/** A file's content, or what is wrong with its text; some faults leave a content, too. */
export interface Read {
  readonly problems: readonly Problem[];
  readonly content?: Content;
}

/**
 * Reads the text of a file.
 *
 * @param empty What to say of a file without any value. @default how to get a first environment file
 */
export function readContent({ file, text }: Pick<Source, "file" | "text">, empty?: string): Read {
  const { faults, content } = parseYaml(text, { ...(empty !== undefined && { empty }) });
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const at = (position: Position): Place => ({ file, position, source: lines[position.line - 1] ?? "" });
  const problems = faults.map(({ position, code, message }) => ({ ...at(position), code, message }));
  if (!content) return { problems };
  return { problems, content: { value: content.value, locate: (path, mark) => at(content.locate(path, mark)) } };
}
