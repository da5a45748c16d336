import type { ParityRow, Whose } from "../../contract/parity";
import { htmlName } from "../../review/render/escape";
import type { Report } from "../report";
import { codes, counted, table } from "./html";
import type { Section } from "./section";

/** What the admin role and AmazonSageMakerFullAccess do not both allow. */
export function differencesSection({ differences, environment }: Report): Section {
  const id = "differences";
  const title = "Compared with AmazonSageMakerFullAccess";
  if (!differences) {
    const content = `<p>The text that AWS publishes for ${htmlName(environment.region)}'s partition is not at hand.</p>`;
    return { id, title, content };
  }
  const by = (side: Whose): ParityRow[] => differences.filter(({ allowedBy }) => allowedBy === side);
  const [theirs, ours] = [by("theirs"), by("ours")];
  return {
    ...{ id, title },
    brief: `${theirs.length} that only theirs allows, ${ours.length} that only ours allows`,
    content: `${side("Theirs allows it, ours does not", theirs)}
${side("Ours allows it, theirs does not", ours)}`,
  };
}

function side(title: string, rows: readonly ParityRow[]): string {
  return `<details><summary>${title} <small>${counted(rows.length, "difference")}</small></summary>
${table(
  title,
  ["Clause", "Why", "Actions", "On"],
  rows.map(({ explanation, statement: { actions, notActions = [], resources, notResources = [] } }) => ({
    cells: [
      htmlName(explanation?.clause ?? "none"),
      htmlName(explanation?.because ?? explanation?.says ?? "no clause is about it"),
      actions ? codes(actions) : `everything but ${codes(notActions)}`,
      resources ? codes(resources) : `everything but ${codes(notResources)}`,
    ],
  })),
)}
</details>`;
}
