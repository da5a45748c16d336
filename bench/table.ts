/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  /** What `ours` is held against, with a word on what it is; empty where nothing is. */
  readonly reference: string;
  /** What `goal` is about: a ratio, a time, an amount of memory. */
  readonly measured: string;
  readonly goal: string;
  readonly reached: boolean;
  /** Whether a newcomer asks for it. @default false */
  readonly inReadme?: boolean;
}

const BEGIN = "<!-- bench -->";
const END = "<!-- /bench -->";

/** The Markdown table, under a line that says where and with what it was measured. */
export function table(rows: readonly Row[], conditions: string): string {
  return [
    conditions,
    "",
    "| what | here | beside it | measured | goal |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(
      ({ what, ours, reference, measured, goal, reached }) =>
        `| ${what} | ${ours} | ${reference} | ${measured}${reached ? "" : " (missed)"} | ${goal} |`,
    ),
  ].join("\n");
}

/**
 * Puts a table between the markers of a document.
 *
 * @throws Error where the document has no markers.
 */
export function replaceTable(document: string, markdown: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`no ${BEGIN} … ${END} to put the table between`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${markdown}\n\n${document.slice(end)}`;
}
