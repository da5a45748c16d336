import type { ConditionBlock, PolicyDocument, PolicyStatement } from "../policy/document";
import type { Clause, PartDocument, PolicyKey, StatementTemplate } from "./clause";
import { CLAUSES } from "./index";
import type { PartSettings, Settings } from "./settings";

/** The documents of an environment: identity policies and trust policies of the two roles. */
export interface PolicyDocuments {
  readonly admin: PolicyDocument;
  readonly adminNames: PolicyDocument;
  /** Absent where the environment drops what is kept from AmazonSageMakerFullAccess. */
  readonly adminIntegrations?: PolicyDocument;
  readonly deny: PolicyDocument;
  readonly execution: PolicyDocument;
  readonly adminTrust: PolicyDocument;
  readonly executionTrust: PolicyDocument;
}

/**
 * Fills the clauses in for an environment. Documents are literal: they hold what the settings hold and nothing that is
 * known only later. Policy variables (`${aws:…}`) are as IAM reads them, not escaped for Terraform.
 *
 * @throws Error where a placeholder has no value, a list is empty, or nobody could assume the admin role.
 */
export function policyDocuments(settings: Settings, clauses: readonly Clause[] = CLAUSES): PolicyDocuments {
  const documentOf = (...keys: PolicyKey[]): PolicyDocument => fillDocument(keys, settings, clauses);
  const adminTrust = documentOf("adminTrust");
  if ((adminTrust.Statement as readonly unknown[]).length === 0) {
    throw new Error("nobody could assume the admin role: choose saml, oidc, identityCenter or principals");
  }
  return {
    admin: documentOf("admin"),
    adminNames: documentOf("adminNames"),
    ...(settings.options.has("integrations") && { adminIntegrations: documentOf("adminIntegrations") }),
    deny: documentOf("deny"),
    execution: settings.options.has("notebook")
      ? documentOf("execution", "executionNotebook")
      : documentOf("execution"),
    adminTrust,
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
): PolicyDocument {
  const all: Settings = {
    names: settings.names,
    options: new Set([...settings.options, ...options]),
    values: { ...settings.values, ...values },
  };
  return fillDocument([key], all, clauses);
}

/** The identity policies that the admin role carries. */
export function adminPolicies(settings: Settings): (keyof PolicyDocuments)[] {
  return [
    "admin",
    "adminNames",
    ...(settings.options.has("integrations") ? (["adminIntegrations"] as const) : []),
    "deny",
  ];
}

/**
 * The identity policies that the service role carries. The denies are among them whatever the profile: it is never
 * allowed more than the people are (J3).
 */
export function executionPolicies(): (keyof PolicyDocuments)[] {
  return ["execution", "deny"];
}

/**
 * The clause behind a statement of ours, with the page's sentence for that statement; undefined for a foreign Sid.
 */
export function statementOrigin(sid: string): Clause | undefined {
  for (const clause of CLAUSES) {
    const template = clause.statements.find((candidate) => candidate.sid === sid);
    if (template) return { ...clause, says: template.says ?? clause.says };
  }
  return undefined;
}

function fillDocument(keys: readonly PolicyKey[], settings: Settings, clauses: readonly Clause[]): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: clauses
      .flatMap(({ statements }) => statements)
      .filter((template) => template.in.some((key) => keys.includes(key)) && isOn(template, settings))
      .map((template) => fillStatement(template, settings)),
  };
}

function isOn({ when, unless }: StatementTemplate, { options }: Settings): boolean {
  return (when === undefined || options.has(when)) && (unless === undefined || !options.has(unless));
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

/** A lone placeholder becomes as many entries as its setting holds, any other entry stays one. */
function fillEntry(entry: string, template: StatementTemplate, settings: Settings): readonly string[] {
  const name = /^\{(\w+)\}$/.exec(entry)?.[1];
  const value = name === undefined ? undefined : settings.values[name];
  return typeof value === "object" ? value : [fillText(entry, template, settings)];
}

function fillText(text: string, { sid }: StatementTemplate, { values }: Settings): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (typeof value !== "string") throw new Error(`statement ${sid}: no text is set for ${placeholder} in ${text}`);
    return value;
  });
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
