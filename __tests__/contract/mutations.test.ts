import type { RoleDocument, StatementTemplate } from "../../contract/clause";
import { CLAUSES } from "../../contract/clauses";
import type { PolicyStatement } from "../../policy/document";
import { isNoticed, type Mutation } from "./outcome";

/** The cases cover the statements: whatever is changed in one, some case decides otherwise. */
const statements = CLAUSES.flatMap((clause) =>
  clause.statements.map((statement) => [statement.sid, statement] as const),
);

const ROLES: readonly string[] = [
  "admin",
  "adminNames",
  "adminIntegrations",
  "deny",
  "execution",
  "executionNotebook",
  "adminTrust",
  "executionTrust",
] satisfies RoleDocument[];
const ofRoles = statements.filter(([, { documents }]) => documents.some((document) => ROLES.includes(document)));

/** Changes without effect on any published action: S0 itself allows the rest of what these two statements would add. */
const WITHOUT_EFFECT = ["S0TrainingPlans", "arn:{partition}:sagemaker:*:*:flow-definition/*"];

type Change = Mutation["change"];
const everywhere = (statement: StatementTemplate, name: string, change: Change): Mutation => ({
  statement,
  documents: statement.documents,
  name,
  change,
});

test.each(
  statements.flatMap(([sid, statement]) => statement.documents.map((document) => [sid, document, statement] as const)),
)("%s taken out of %s", (_, document, statement) => {
  expect(isNoticed({ statement, documents: [document], name: "out", change: () => undefined })).toBe(true);
});

test.each(
  ofRoles.filter(([sid, { resources }]) => resources && !resources.includes("*") && !WITHOUT_EFFECT.includes(sid)),
)("%s on every resource", (_, statement) => {
  const change: Change = (written) => ({ ...written, Resource: "*" });
  expect(isNoticed(everywhere(statement, "any resource", change))).toBe(true);
});

test.each(ofRoles.flatMap(([sid, statement]) => conditionsOf(statement).map((key) => [sid, key, statement] as const)))(
  "%s without its condition on %s",
  (_, key, statement) => {
    expect(isNoticed(everywhere(statement, `no ${key}`, (written) => withoutCondition(written, key)))).toBe(true);
  },
);

test.each(entriesOf("resources"))("%s without the resource %s", (_, entry, statement) => {
  expect(isNoticed(everywhere(statement, `no ${entry}`, (written) => withoutEntry(written, "Resource", entry)))).toBe(
    true,
  );
});

test.each(entriesOf("notResources").filter(([, entry]) => !WITHOUT_EFFECT.includes(entry)))(
  "%s without the exception %s",
  (_, entry, statement) => {
    expect(
      isNoticed(everywhere(statement, `no ${entry}`, (written) => withoutEntry(written, "NotResource", entry))),
    ).toBe(true);
  },
);

/** Condition keys that hold no placeholder. */
function conditionsOf({ conditions = {} }: StatementTemplate): string[] {
  return Object.values(conditions).flatMap((keys) => Object.keys(keys).filter((key) => !key.includes("{")));
}

/** The entries of each statement that has several. */
function entriesOf(element: "resources" | "notResources"): (readonly [string, string, StatementTemplate])[] {
  return ofRoles.flatMap(([sid, statement]) => {
    const entries = (statement[element] ?? []).filter((entry) => !/^\{\w+\}$/.test(entry));
    return entries.length < 2 ? [] : entries.map((entry) => [sid, entry, statement] as const);
  });
}

function withoutCondition({ Condition = {}, ...statement }: PolicyStatement, key: string): PolicyStatement {
  const left = Object.entries(Condition).flatMap(([operator, keys]) => {
    const others = Object.entries(keys).filter(([name]) => name !== key);
    return others.length > 0 ? [[operator, Object.fromEntries(others)] as const] : [];
  });
  return { ...statement, ...(left.length > 0 && { Condition: Object.fromEntries(left) }) };
}

/** Takes one entry of a list out; the entry as the template writes it. */
function withoutEntry(statement: PolicyStatement, element: "Resource" | "NotResource", entry: string): PolicyStatement {
  const filled = entry.replaceAll("{partition}", "aws").replaceAll("{account}", "111122223333");
  const list = statement[element] as readonly string[];
  expect(list).toContain(filled);
  return { ...statement, [element]: list.filter((written) => written !== filled) };
}
