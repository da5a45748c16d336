import type { PolicyStatement } from "../../policy/document";
import { caseSettings } from "../cases/authorization";
import { CASE_PARTS } from "../cases/parts";
import type { Case, PolicyKey, Requester, StatementTemplate } from "../clause";
import { optionList, optionWords, type Option } from "../options";
import { fillStatement } from "../render/documents";
import type { Settings } from "../settings";
import { code, codes, table } from "./markdown";

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

/** The statements of a clause, a row each: who, what, on what, under which conditions. */
export function statementTable(statements: readonly StatementTemplate[]): string {
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

/** The requests that prove clauses, a row each. */
export function caseTable(cases: readonly Case[]): string {
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
