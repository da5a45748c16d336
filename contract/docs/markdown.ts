import { CASE_ACCOUNT, CASE_REGION } from "../cases/authorization";

/** Text as code. The contract's own texts hold no backtick. */
export function code(text: string): string {
  return `\`${exampleText(text)}\``;
}

/** Several texts as code, one a line of a table's cell. */
export function codes(texts: readonly string[]): string {
  return texts.map(code).join("<br>");
}

/**
 * A table; `|` within a cell is escaped. It is kept from being laid out in columns, so that a change to one row is a
 * change to one line.
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return ["<!-- prettier-ignore -->", line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Text with the account and region of the examples shown as what they stand for. */
export function exampleText(text: string): string {
  return text.replaceAll(CASE_ACCOUNT, "ACCOUNT").replaceAll(CASE_REGION, "REGION");
}
