import { htmlName } from "../../review/render/escape";
import { htmlPage } from "../../review/render/html-page";
import type { Comparison, Difference } from "../comparison";
import type { Report } from "../report";
import { code, codes, counted, day, table } from "./html";
import { navigation, sectionHtml, type Section } from "./section";
import { SCRIPT } from "./script";
import { STYLE } from "./style";

const ABOUT: readonly (readonly [Difference["about"], string])[] = [
  ["parts", "Parts"],
  ["access", "Access"],
  ["tasks", "Everyday tasks"],
  ["elevations", "Elevations"],
];

/** Two environments side by side, and what differs in words. */
export function renderComparison({ reports, differences }: Comparison): string {
  const [first, second] = reports;
  const sections: Section[] = [
    {
      id: "sides",
      title: "Side by side",
      content: table(
        "What each environment is",
        ["What", first.name, second.name],
        FACTS.map(([label, value]) => ({ cells: [label, value(first), value(second)] })),
      ),
    },
    ...ABOUT.map(([about, title]): Section => {
      const own = differences.filter((difference) => difference.about === about);
      return {
        id: about,
        title,
        brief: own.length === 0 ? "no difference" : counted(own.length, "difference"),
        content: own.length === 0 ? "<p>The same in both.</p>" : differencesTable(title, own, reports),
      };
    }),
  ];
  return htmlPage({
    title: `${first.name} and ${second.name}: SageMaker access`,
    style: STYLE,
    script: SCRIPT,
    body: `<header><p class="kicker">SageMaker access</p>
<h1>${htmlName(first.name)} and ${htmlName(second.name)}</h1>
<p>${differences.length === 0 ? "They differ in nothing but their names." : `${counted(differences.length, "difference")}. Account, region, bucket and roles are called the same here in both.`}</p></header>
${navigation(sections)}
<main>
${sections.map(sectionHtml).join("\n")}
</main>
<footer><p>Made from ${reports.map(({ file }) => code(file)).join(" and ")} on ${day(first.now)}.</p></footer>`,
  });
}

const FACTS: readonly (readonly [label: string, value: (report: Report) => string])[] = [
  ["Account", ({ environment }) => code(environment.account)],
  ["Region", ({ environment }) => code(environment.region)],
  ["Roles", ({ roles }) => codes(roles.map(({ name }) => name))],
  [
    "Stacks",
    ({ parts }) =>
      codes(
        parts.flatMap(({ stack }) => stack ?? []),
        9,
      ),
  ],
  ["Statements", ({ access }) => String(access.length)],
  ["Everyday tasks of people", ({ tasks }) => `${tasks.filter(({ admin }) => admin.works).length} of ${tasks.length}`],
  ["Elevations", ({ elevations }) => String(elevations.length)],
  ["Warnings", ({ warnings }) => String(warnings.length)],
];

function differencesTable(
  caption: string,
  differences: readonly Difference[],
  [first, second]: Comparison["reports"],
): string {
  return table(
    caption,
    ["What", `Only ${first.name}`, `Only ${second.name}`],
    differences.map(({ words, only }) => ({ cells: [htmlName(words), codes(only[0]), codes(only[1])] })),
  );
}
