import type { PolicyStatement } from "../../policy/document";
import { CASE_PARTS } from "../cases/parts";
import { caseSettings } from "../cases/authorization";
import type { Case, Clause, PolicyKey, Requester, StatementTemplate } from "../clause";
import { optionList, optionWords, type Option } from "../options";
import { CLAUSES } from "../clauses";
import { code, codes, table } from "./markdown";
import { fillStatement } from "../render/documents";
import type { Settings } from "../settings";

/** The chapters of the page, by the first letters of their clauses. */
const CHAPTERS: readonly (readonly [title: string, ids: RegExp])[] = [
  ["Who", /^R/],
  ["What the admin role may do", /^(S|N|D1$)/],
  ["What it may not do", /^[XE]/],
  ["The execution role", /^J/],
  ["Elevation, prerequisites, keys, workforce", /^(D[^1]|P|K|W)/],
];

/** Whom the statements of a document concern. */
const CARRIERS: Readonly<Record<PolicyKey, string>> = {
  admin: "the admin role",
  adminNames: "the admin role",
  adminIntegrations: "the admin role",
  deny: "both roles",
  execution: "the execution role",
  executionNotebook: "the execution role, profile `notebook`",
  adminTrust: "who assumes the admin role",
  executionTrust: "who assumes the execution role",
  bucket: "the bucket's policy",
  key: "the key's policy",
  endpoint: "an endpoint's policy",
  notebookEndpoint: "the notebook endpoint's policy",
  s3Endpoint: "the S3 endpoint's policy",
  elevation: "the admin role, elevated",
  cleanUp: "the admin role, with the clean-up right",
  workforce: "the workforce role",
  workforceDeny: "the workforce role",
};

const REQUESTERS: Readonly<Record<Requester, string>> = {
  admin: "admin role",
  execution: "execution role",
  executionJobs: "execution role, `jobs`",
  adminElevated: "admin role, elevated",
  adminCleanUp: "admin role, clean-up",
  workforce: "workforce role",
  adminTrust: "to assume",
  executionTrust: "to assume",
  administrator: "administrator",
  withoutRights: "somebody without rights",
};

/** `docs/access.md`: who can do what, and what not, with the page's sentence for each. */
export function accessPage(): { path: string; content: string } {
  const chapters = CHAPTERS.map(([title, ids]) => ({ title, clauses: CLAUSES.filter(({ id }) => ids.test(id)) }));
  return {
    path: "docs/access.md",
    content: [
      "# Who can do what",
      "Generated from the contract (`contract/clauses/`); do not edit. Each clause quotes the sentence of " +
        "[the AMS page](../contract/page.txt) that it carries out, the decision that was taken about it, its statements, " +
        "and the requests that prove it. `ACCOUNT` and `REGION` stand for the environment's own; the ARNs are those of " +
        "partition `aws`, and names are the defaults. A wildcard stays within its part of an ARN, except in the last one, where it also matches `/` and `:`. " +
        "What differs from AmazonSageMakerFullAccess is in [parity.md](parity.md); every action that each role is " +
        "allowed is in [contract/allowed-actions](../contract/allowed-actions).",
      ...chapters.flatMap(({ title, clauses }) =>
        clauses.length === 0 ? [] : [`## ${title}`, contents(clauses), ...clauses.flatMap(chapterOf)],
      ),
    ].join("\n\n"),
  };
}

function contents(clauses: readonly Clause[]): string {
  return table(
    ["Clause", "About"],
    clauses.map(({ id, title }) => [`[${id}](#${anchor(id, title)})`, title]),
  );
}

/** The anchor that Markdown gives a heading. */
function anchor(id: string, title: string): string {
  return `${id} ${title}`
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}

function chapterOf({ id, title, quote, interpretation, statements, absent, cases }: Clause): string[] {
  const sentences = [quote, ...statements.flatMap((statement) => statement.quote ?? [])];
  return [
    `### ${id} ${title}`,
    ...sentences.map((sentence) => `> ${sentence}`),
    interpretation,
    ...(statements.length > 0 ? [statementTable(statements)] : []),
    ...(absent ? [`No statement allows either role: ${absent.map(code).join(", ")}.`] : []),
    `<details><summary>${cases.length} requests that prove it</summary>`,
    caseTable(cases),
    "</details>",
  ];
}

function statementTable(statements: readonly StatementTemplate[]): string {
  return table(
    ["Who", "", "Actions", "On", "Only where"],
    statements.map((template) => {
      const { Action, Resource, NotResource, Principal, Condition } = fillStatement(template, exampleSettings());
      return [
        whoOf(template, Principal),
        template.effect === "Deny" ? "**may not**" : "may",
        codes(listOf(Action)),
        NotResource === undefined ? codes(listOf(Resource)) : `everything but<br>${codes(listOf(NotResource))}`,
        [...optionsOf(template), ...conditionsOf(Condition)].join("<br>"),
      ];
    }),
  );
}

function whoOf(template: StatementTemplate, principal: PolicyStatement["Principal"]): string {
  const carriers = [...new Set(template.documents.map((key) => CARRIERS[key]))];
  const named = typeof principal === "object" ? Object.values(principal).flatMap(listOf) : listOf(principal);
  return [...carriers, ...named.map(code)].join("<br>");
}

function optionsOf({ when, unless }: StatementTemplate): string[] {
  return [
    ...optionList(when).map((option) => `with ${optionWords(option)}`),
    ...optionList(unless).map((option) => `without ${optionWords(option)}`),
  ];
}

function conditionsOf(block: PolicyStatement["Condition"] = {}): string[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${code(key)} ${operator} ${listOf(values).map(code).join(", ")}`),
  );
}

function caseTable(cases: readonly Case[]): string {
  return table(
    ["", "Who", "Action", "On", "With"],
    cases.map(({ expect, as, principal, action, resource, context = {}, options = [] }) => [
      expect === "allow" ? "✓" : "✗",
      principal === undefined ? REQUESTERS[as] : code(principal),
      code(action),
      code(resource),
      [
        ...options.map((option) =>
          option.startsWith("-")
            ? `without ${optionWords(option.slice(1) as Option)}`
            : `with ${optionWords(option as Option)}`,
        ),
        ...Object.entries(context).map(([key, values]) => `${code(key)} = ${listOf(values).map(code).join(", ")}`),
      ].join("<br>"),
    ]),
  );
}

/** The defaults, with something chosen for every option, so that every statement can be shown. */
function exampleSettings(): Settings {
  const chosen = caseSettings({
    as: "admin",
    options: [
      "oidc",
      "identityCenter",
      "principals",
      "notebookVpcs",
      "lifecycleConfigs",
      "networkOnly",
      "stateAndLogBuckets",
      "topicSubscriptions",
    ],
  });
  const parts = Object.assign({}, ...Object.values(CASE_PARTS).map(({ values }) => values)) as Settings["values"];
  return { ...chosen, values: { ...chosen.values, ...parts } };
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}
