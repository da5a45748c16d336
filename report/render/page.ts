import { htmlName } from "../../review/render/escape";
import { htmlPage } from "../../review/render/html-page";
import { summaryOf, type Report } from "../report";
import { accessSection } from "./access";
import { differencesSection } from "./differences";
import { elevationsSection } from "./elevations";
import { code, day } from "./html";
import { partsSection, warningsSection } from "./parts";
import { policiesSection, sizesSection } from "./policies";
import { navigation, sectionHtml } from "./section";
import { SCRIPT } from "./script";
import { STYLE } from "./style";
import { tasksSection } from "./tasks";

/**
 * One environment as one HTML page that needs nothing else: it works from a file, without network, by keyboard and screen
 * reader, dark and light, narrow and wide, and on paper.
 */
export function renderReport(report: Report): string {
  const sections = [
    partsSection(report),
    accessSection(report),
    tasksSection(report),
    sizesSection(report),
    elevationsSection(report),
    differencesSection(report),
    warningsSection(report),
    policiesSection(report),
  ];
  return htmlPage({
    title: `${report.name}: SageMaker access`,
    style: STYLE,
    script: SCRIPT,
    body: `${headerOf(report)}
${navigation(sections)}
<main>
${sections.map(sectionHtml).join("\n")}
</main>
<footer><p>Made from ${code(report.file)} on ${day(report.now)}. Every statement of ours names its clause: the sentence of
the AMS page that it carries out, or a decision about it.</p></footer>`,
  });
}

function headerOf(report: Report): string {
  const { name, account, region, parts, tasks, fullest, running, warnings } = summaryOf(report);
  const facts: readonly (readonly [label: string, value: string, id: string])[] = [
    ["stacks", String(parts.length), "parts"],
    ["everyday tasks that people may do", tasks.join(" of "), "tasks"],
    ["of its limit is the fullest policy", `${fullest} %`, "sizes"],
    ["elevations running", String(running.length), "elevations"],
    ["warnings", String(warnings), "warnings"],
  ];
  return `<header>
<p class="kicker">SageMaker access</p>
<h1>${htmlName(name)}</h1>
<p>Account ${code(account)} in ${code(region)}</p>
<ul class="facts">${facts
    .map(([label, value, id]) => `<li><a href="#${id}"><strong>${value}</strong> ${label}</a></li>`)
    .join("\n")}</ul>
<dl class="roles">${report.roles
    .map(
      ({ title, name: role, owned, notAtHand }) =>
        `<div><dt>${title}</dt><dd>${code(role)}${owned ? "" : " <span>made by another file</span>"}${
          notAtHand.length === 0
            ? ""
            : ` <span class="warning">this page shows nothing of ${notAtHand.map(code).join(", ")}</span>`
        }</dd></div>`,
    )
    .join("\n")}</dl>
</header>`;
}
