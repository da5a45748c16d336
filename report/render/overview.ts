import type { Problem } from "../../config/problem";
import { htmlName } from "../../review/render/escape";
import { htmlPage } from "../../review/render/html-page";
import type { Summary } from "../report";
import { code, counted, day, table, type TableRow } from "./html";
import { SCRIPT } from "./script";
import { STYLE } from "./style";

/** An environment file of which there is no report. */
export interface Broken {
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** All environments on one page, each with a link to its own, `NAME.html` beside it. */
export function renderOverview(environments: readonly Summary[], broken: readonly Broken[], now: number): string {
  return htmlPage({
    title: "SageMaker access of all environments",
    style: STYLE,
    script: SCRIPT,
    body: `<header><p class="kicker">SageMaker access</p>
<h1>${counted(environments.length + broken.length, "environment")}</h1>
<p>${day(now)}</p></header>
<main>
<section aria-label="Environments">
${table(
  "Each environment has a page of its own",
  ["Environment", "Account", "Region", "Stacks", "Tasks of people", "Fullest policy", "Elevations running", "Warnings"],
  environments.map(rowOf),
)}
</section>
${broken.length === 0 ? "" : brokenSection(broken)}
</main>`,
  });
}

function rowOf({ name, account, region, parts, tasks, fullest, running, warnings }: Summary): TableRow {
  return {
    cells: [
      `<a href="${htmlName(encodeURIComponent(name))}.html">${htmlName(name)}</a>`,
      code(account),
      code(region),
      parts.join(", "),
      tasks.join(" of "),
      `${fullest} %`,
      running.map(code).join(", "),
      warnings === 0 ? "" : `<span class="warning">${warnings}</span>`,
    ],
  };
}

function brokenSection(broken: readonly Broken[]): string {
  return `<section aria-labelledby="broken"><h2 id="broken">Files that are wrong</h2>
${table(
  "There is no report of these; ssps check says more",
  ["File", "Problems"],
  broken.map(({ file, problems }) => ({
    cells: [
      code(file),
      problems
        .slice(0, 10)
        .map(({ position, message }) => `${position ? `line ${position.line}: ` : ""}${htmlName(message)}`)
        .join("<br>") + (problems.length > 10 ? `<br>and ${problems.length - 10} more` : ""),
    ],
  })),
)}
</section>`;
}
