import type { ConditionBlock, PolicyDocument, PolicyStatement } from "../../policy/document";
import { withoutVariables } from "../../policy/variables";
import type { Clause, PartDocument, PolicyKey, StatementTemplate } from "../clause";
import { optionList, type Option } from "../options";
import { CLAUSES } from "../clauses";
import type { PartSettings, Settings } from "../settings";

/** A document of the contract, filled in. */
export interface ContractDocument extends PolicyDocument {
  readonly Statement: readonly PolicyStatement[];
}

/** The documents of an environment: identity policies and trust policies of the two roles. */
export interface PolicyDocuments {
  readonly admin: ContractDocument;
  readonly adminNames: ContractDocument;
  /** Absent where the environment drops what is kept from AmazonSageMakerFullAccess. */
  readonly adminIntegrations?: ContractDocument;
  readonly deny: ContractDocument;
  readonly execution: ContractDocument;
  /** What the profile `notebook` adds; absent with another profile. */
  readonly executionNotebook?: ContractDocument;
  /** Without a statement where the settings name nobody: another environment makes the role then. */
  readonly adminTrust: ContractDocument;
  readonly executionTrust: ContractDocument;
}

/** Documents that exist only where an option is on. */
export const DOCUMENT_OPTIONS = { adminIntegrations: "integrations", executionNotebook: "notebook" } as const;

/**
 * Fills the clauses in for an environment. Documents are literal: they hold what the settings hold and nothing that is
 * known only later. Policy variables (`${aws:…}`) are as IAM reads them, not escaped for Terraform.
 *
 * @throws Error where a placeholder has no value or a list is empty.
 */
export function policyDocuments(settings: Settings, clauses: readonly Clause[] = CLAUSES): PolicyDocuments {
  const documentOf = (key: PolicyKey): ContractDocument => fillDocument(key, settings, clauses);
  return {
    admin: documentOf("admin"),
    adminNames: documentOf("adminNames"),
    ...(settings.options.has(DOCUMENT_OPTIONS.adminIntegrations) && {
      adminIntegrations: documentOf("adminIntegrations"),
    }),
    deny: documentOf("deny"),
    execution: documentOf("execution"),
    ...(settings.options.has(DOCUMENT_OPTIONS.executionNotebook) && {
      executionNotebook: documentOf("executionNotebook"),
    }),
    adminTrust: documentOf("adminTrust"),
    executionTrust: documentOf("executionTrust"),
  };
}

/**
 * Fills in the document of an optional part. A trust policy of a part's role is that of the admin role.
 *
 * @param settings What the environment chooses for its roles.
 * @param part What the part adds: its own placeholders and options.
 * @throws Error where a placeholder has no value or a list is empty.
 */
export function partDocument(
  key: PartDocument,
  settings: Settings,
  { values = {}, options = [] }: PartSettings = {},
  clauses: readonly Clause[] = CLAUSES,
): ContractDocument {
  const all: Settings = {
    ...settings,
    options: new Set([...settings.options, ...options]),
    values: { ...settings.values, ...values },
  };
  return fillDocument(key, all, clauses);
}

/** The identity policies that the admin role carries. */
export function adminPolicies(settings: Settings): (keyof PolicyDocuments)[] {
  return [
    "admin",
    "adminNames",
    ...(settings.options.has(DOCUMENT_OPTIONS.adminIntegrations) ? (["adminIntegrations"] as const) : []),
    "deny",
  ];
}

/**
 * The identity policies that the execution role carries. The denies are among them whatever the profile: it is never
 * allowed more than the people are (J3).
 */
export function executionPolicies(settings: Settings): (keyof PolicyDocuments)[] {
  return [
    "execution",
    ...(settings.options.has(DOCUMENT_OPTIONS.executionNotebook) ? (["executionNotebook"] as const) : []),
    "deny",
  ];
}

/**
 * The clause behind a statement of ours, with the page's sentence for that statement; undefined for a foreign Sid.
 */
export function statementOrigin(sid: string): Clause | undefined {
  for (const clause of CLAUSES) {
    const template = clause.statements.find((candidate) => candidate.sid === sid);
    if (template) return { ...clause, quote: template.quote ?? clause.quote };
  }
  return undefined;
}

function fillDocument(key: PolicyKey, settings: Settings, clauses: readonly Clause[]): ContractDocument {
  const statements = statementsOf(key, clauses)
    .filter(({ requirements }) => requirements.every(([option, on]) => settings.options.has(option) === on))
    .map(({ template }) => fillStatement(template, settings));
  return { Version: "2012-10-17", Statement: statements };
}

/** An option, and whether it must be on or off for a statement to exist. */
type Requirement = readonly [option: Option, on: boolean];

/** A statement that a document may hold, with its clause and what it needs. */
interface PossibleStatement {
  readonly clause: Clause;
  readonly template: StatementTemplate;
  readonly requirements: readonly Requirement[];
}

/** The statements that a document may hold, in the contract's order. */
export function statementsOf(key: PolicyKey, clauses: readonly Clause[] = CLAUSES): readonly PossibleStatement[] {
  return clauses.flatMap((clause) =>
    clause.statements
      .filter(({ documents }) => documents.includes(key))
      .map((template) => ({ clause, template, requirements: requirements(template) })),
  );
}

/** What a statement needs in order to be in a document. */
function requirements({ when, unless }: StatementTemplate): Requirement[] {
  return [
    ...optionList(when).map((option) => [option, true] as const),
    ...optionList(unless).map((option) => [option, false] as const),
  ];
}

/** Fills one statement in, whatever its options. @throws Error where a placeholder has no value or a list is empty */
export function fillStatement(template: StatementTemplate, settings: Settings): PolicyStatement {
  const list = (entries: readonly string[]): string | readonly string[] => {
    const filled = entries.flatMap((entry) => fillEntry(entry, template, settings));
    const [first] = filled;
    if (first === undefined) throw new Error(`statement ${template.sid}: nothing is set for ${entries.join(", ")}`);
    return filled.length === 1 ? first : filled;
  };
  return {
    Sid: template.sid,
    Effect: template.effect ?? "Allow",
    ...(template.principals && { Principal: mapValues(template.principals, list) }),
    Action: list(template.actions),
    ...(template.resources && { Resource: list(template.resources) }),
    ...(template.notResources && { NotResource: list(template.notResources) }),
    ...(template.conditions && { Condition: fillConditions(template.conditions, template, settings, list) }),
  };
}

function fillConditions(
  block: ConditionBlock,
  template: StatementTemplate,
  settings: Settings,
  list: (entries: readonly string[]) => string | readonly string[],
): ConditionBlock {
  return mapValues(block, (keys) =>
    Object.fromEntries(
      Object.entries(keys).map(([key, values]) => [
        fillText(key, template, settings),
        list(typeof values === "string" ? [values] : values),
      ]),
    ),
  );
}

/**
 * A lone placeholder becomes as many entries as its setting holds, any other entry stays one. Only clauses write policy
 * variables: what a setting holds is text.
 */
function fillEntry(entry: string, template: StatementTemplate, settings: Settings): readonly string[] {
  const name = /^\{(\w+)\}$/.exec(entry)?.[1];
  const value = name === undefined ? undefined : settings.values[name];
  if (typeof value !== "object") return [fillText(entry, template, settings)];
  return value.map(withoutVariables);
}

function fillText(text: string, { sid }: StatementTemplate, { values }: Settings): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (typeof value !== "string") throw new Error(`statement ${sid}: no text is set for ${placeholder} in ${text}`);
    return withoutVariables(value);
  });
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
