import { htmlName } from "../../review/render/escape";
import type { Report } from "../report";
import { code, counted, table } from "./html";
import type { Section } from "./section";

/** The parts of an environment and the stacks that make them. */
export function partsSection({ parts, cost }: Report): Section {
  return {
    id: "parts",
    title: "Parts and stacks",
    content: `${table(
      "One Terraform state for each stack, in the order in which they are deployed",
      ["Part", "Stack", "Holds"],
      parts.map(({ title, key, stack, holds }) => ({
        attributes: stack === undefined ? ' class="absent"' : "",
        cells: [
          `${title} <small>${code(key)}</small>`,
          stack === undefined ? "not asked for" : code(stack),
          `${stack === undefined ? "would bring " : ""}${holds.map(htmlName).join("<br>")}`,
        ],
      })),
    )}${cost === undefined ? "" : `<p class="note">Network: ${htmlName(cost)}.</p>`}`,
  };
}

/** What `check` warns of. */
export function warningsSection({ warnings, file }: Report): Section {
  return {
    id: "warnings",
    title: "Warnings",
    brief: warnings.length === 0 ? "none" : counted(warnings.length, "warning"),
    content:
      warnings.length === 0
        ? `<p>${code(`ssps check ${file}`)} warns of nothing.</p>`
        : `<ul class="list">${warnings
            .map(
              ({ position, message }) =>
                `<li class="warning">${htmlName(message)}${position ? ` <small>line ${position.line}</small>` : ""}</li>`,
            )
            .join("\n")}</ul>`,
  };
}
