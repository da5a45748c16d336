import type { ConditionBlock } from "../../policy/document";
import type { PolicyKey, StatementTemplate } from "../clause";
import { CLAUSES } from "../clauses";
import { optionList } from "../options";
import { statementsOf } from "../render/documents";

/**
 * What every document says, one file for each and one line for each effect, action, resource pattern and principal, with
 * the conditions that must all hold (many of them on lines of their own): whatever is changed in a statement shows up as changed lines. Placeholders stand as
 * the clauses write them, so that a list holds for every environment.
 */
export function statementLists(): { path: string; content: string }[] {
  const documents = new Set(CLAUSES.flatMap(({ statements }) => statements.flatMap((one) => one.documents)));
  return [...documents].map((document) => ({
    path: `contract/statements/${document.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.txt`,
    content: statementLines(document)
      .map((line) => `${line}\n`)
      .join(""),
  }));
}

/** @example `Allow sts:AssumeRole to Service glue.amazonaws.com [R2Glue, when glue]` */
function statementLines(document: PolicyKey): string[] {
  return statementsOf(document)
    .flatMap(({ template }) => linesOf(template))
    .sort();
}

function linesOf(template: StatementTemplate): string[] {
  const { effect = "Allow", actions, conditions = {} } = template;
  const rest = `${conditionText(conditions)} [${[template.sid, ...optionWords(template)].join(", ")}]`;
  return actions.flatMap((action) =>
    places(template).flatMap((place) => principals(template).map((who) => `${effect} ${action}${place}${who}${rest}`)),
  );
}

/** An exclusion is one place: what it leaves depends on all of its patterns. */
function places({ resources, notResources }: StatementTemplate): string[] {
  if (notResources) return [` on all but ${notResources.join(", ")}`];
  return resources?.map((pattern) => ` on ${pattern}`) ?? [""];
}

function principals({ principals }: StatementTemplate): string[] {
  if (!principals) return [""];
  return Object.entries(principals).flatMap(([type, ids]) => ids.map((id) => ` to ${type} ${id}`));
}

/** How many conditions stand on one line; more stand on one line each. */
const READ_AT_A_GLANCE = 6;

function conditionText(conditions: ConditionBlock): string {
  const tests = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${operator} ${key} ${[values].flat().join(" | ")}`),
  );
  if (tests.length === 0) return "";
  return tests.length > READ_AT_A_GLANCE ? `\n  if ${tests.join("\n  and ")}\n ` : ` if ${tests.join(" and ")}`;
}

function optionWords({ when, unless }: StatementTemplate): string[] {
  return [
    ...optionList(when).map((option) => `when ${option}`),
    ...optionList(unless).map((option) => `unless ${option}`),
  ];
}
