import type { TaskChange } from "../model";
import { htmlName, htmlWords, markdownCell } from "./escape";

/** The words for what becomes of a task. */
const CHANGES: Readonly<Record<TaskChange["change"], string>> = {
  starts: "starts to work",
  stops: "stops working",
  unknown: "not known",
};

const HEADINGS = ["Task", "For", "Change", "Call that decides"] as const;

/** Tasks that a comment lists. */
const MAX_TASKS = 100;

/** The everyday tasks that change, as a table; empty where none does. */
export function tasksMarkdown(tasks: readonly TaskChange[]): string {
  if (tasks.length === 0) return "";
  const lines = tasks.slice(0, MAX_TASKS).map(({ title, kind, name, change, action }) => {
    const call = action === undefined ? "" : markdownCell(action, 80);
    return `| ${title} | ${kind} ${markdownCell(name, 80)} | ${CHANGES[change]} | ${call} |`;
  });
  const more = tasks.length - lines.length;
  return [
    "\n\n### Everyday tasks\n",
    `| ${HEADINGS.join(" | ")} |`,
    "| --- | --- | --- | --- |",
    ...lines,
    ...(more > 0 ? ["", `… and ${more} more`] : []),
  ].join("\n");
}

/** The same as HTML. */
export function tasksHtml(tasks: readonly TaskChange[]): string {
  if (tasks.length === 0) return "";
  const cells = (texts: readonly string[]): string => texts.map((text) => `<td>${text}</td>`).join("");
  const lines = tasks.map(
    ({ title, kind, name, change, action = "" }) =>
      `<tr>${cells([htmlWords(title), `${htmlWords(kind)} <code>${htmlName(name)}</code>`, CHANGES[change], `<code>${htmlName(action)}</code>`])}</tr>`,
  );
  const headings = HEADINGS.map((heading) => `<th scope="col">${heading}</th>`).join("");
  return `<section>\n<h2>Everyday tasks</h2>\n<table><thead><tr>${headings}</tr></thead>\n<tbody>${lines.join("\n")}</tbody></table>\n</section>\n`;
}
