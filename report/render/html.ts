import { htmlName, htmlWords } from "../../review/render/escape";

/** A name as code. */
export function code(name: string): string {
  return `<code>${htmlName(name)}</code>`;
}

/** Names as code, the first few of many in sight. */
export function codes(names: readonly string[], shown = 6): string {
  const list = (some: readonly string[]): string => some.map((name) => `<li>${code(name)}</li>`).join("");
  if (names.length <= shown + 1) return `<ul class="names">${list(names)}</ul>`;
  const rest = names.slice(shown);
  return `<ul class="names">${list(names.slice(0, shown))}</ul><details class="more"><summary>${rest.length} more</summary><ul class="names">${list(rest)}</ul></details>`;
}

/** `1 policy`, `2 policies`. */
export function counted(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** An instant as a day and minute in UTC. @param instant Milliseconds since 1970. */
export function day(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A table whose rows become cards on a narrow screen, for which each cell knows its column; its roles stay what they are. */
export function table(caption: string, columns: readonly string[], rows: readonly TableRow[], id = ""): string {
  const cell = (content: string, index: number): string =>
    `<td role="cell" data-label="${htmlWords(columns[index] ?? "")}">${content}</td>`;
  return `<table role="table"${id === "" ? "" : ` id="${id}"`}>
<caption>${htmlWords(caption)}</caption>
<thead role="rowgroup"><tr role="row">${columns.map((column) => `<th role="columnheader" scope="col">${htmlWords(column)}</th>`).join("")}</tr></thead>
<tbody role="rowgroup">
${rows.map(({ attributes = "", cells }) => `<tr role="row"${attributes}>${cells.map(cell).join("")}</tr>`).join("\n")}
</tbody>
</table>`;
}

/** A row of a table. */
export interface TableRow {
  /** Attributes of the row, escaped, each behind a space. @default none */
  readonly attributes?: string;
  /** HTML, one for each column. */
  readonly cells: readonly string[];
}
