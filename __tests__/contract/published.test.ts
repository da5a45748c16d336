import { CODEBUILD_OVERRIDES } from "../../contract/clauses/grants/codebuild-overrides";
import { CLAUSES } from "../../contract/clauses";
import { CASE_CHOICES } from "../../contract/cases/authorization";
import { policyDocuments } from "../../contract/render/documents";
import { publishedActions, type PublishedAction } from "../../contract/published";
import { settings, type Choices } from "../../contract/settings";
import type { Statement } from "../../policy/document";
import { findWitness } from "../../policy/compare/solver/wildcard-search";
import { parsePolicy } from "../../policy/parse";
import { compilePattern } from "../../policy/pattern";

/** Every option that adds a statement or a condition. */
const everything: Choices = {
  ...CASE_CHOICES,
  robomaker: true,
  readsInAccountOnly: false,
  notebookVpcIds: ["vpc-0123456789abcdef0"],
  lifecycleConfigArns: ["arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance-lifecycle-config/x"],
  stepFunctionsSync: true,
};

const { adminTrust, executionTrust, ...policies } = policyDocuments(settings(everything));
const statements = Object.entries(policies).flatMap(([name, document]) =>
  parsePolicy(document, name).statements.map((statement) => [name, statement.sid ?? "", statement] as const),
);
const trusts = Object.entries({ adminTrust, executionTrust }).flatMap(([name, document]) =>
  parsePolicy(document, name).statements.map((statement) => [name, statement.sid ?? "", statement] as const),
);

let published: PublishedAction[];
beforeAll(async () => {
  published = await publishedActions();
});

const matching = (pattern: string): PublishedAction[] => {
  const matches = compilePattern(pattern.toLowerCase());
  return published.filter(({ name }) => matches(name.toLowerCase()));
};
const actionsOf = ({ actions = [] }: Statement): PublishedAction[] => actions.flatMap(matching);

/** Keys that AWS sends with every request, whatever the action. */
const GLOBAL = /^aws:(PrincipalArn|ResourceAccount|SourceAccount|SourceVpc)$/;

/** The Service Authorization Reference writes a tag's name in several ways. */
function isKey(documented: string, used: string): boolean {
  const template = documented.replace(/\/(tag-key|<key>|\$\{.*\})$/, "/*").toLowerCase();
  return compilePattern(template)(used.toLowerCase());
}

test.each([...statements, ...trusts])("%s %s: every action is published", (_, _sid, { actions = [] }) => {
  expect(actions.filter((pattern) => matching(pattern).length === 0)).toEqual([]);
});

test.each(statements)("%s %s: every condition key is one of its actions'", (_, _sid, statement) => {
  const known = actionsOf(statement).map(({ conditionKeys }) => conditionKeys);
  const keys = statement.conditions.map(({ key }) => key).filter((key) => !GLOBAL.test(key));
  // A key that one of the actions lacks would leave that action denied, or not denied, for good.
  expect(keys.filter((key) => !known.every((documented) => documented.some((name) => isKey(name, key))))).toEqual([]);
});

test.each(statements)("%s %s: every action takes some of its resources", (_, _sid, statement) => {
  if (!statement.resources || statement.resources.includes("*")) return;
  const unreachable = (statement.actions ?? []).filter((pattern) => {
    const types = matching(pattern).flatMap(({ resources }) => resources);
    return !types.some((type) => statement.resources?.some((resource) => meets(type, resource)));
  });
  expect(unreachable).toEqual([]);
});

test.each(statements)("%s %s: every resource is taken by some of its actions", (_, _sid, statement) => {
  const types = actionsOf(statement).flatMap(({ resources }) => resources);
  const written = [...(statement.resources ?? []), ...(statement.notResources ?? [])].filter((arn) => arn !== "*");
  expect(written.filter((resource) => !types.some((type) => meets(type, resource)))).toEqual([]);
});

test.each(CLAUSES.map((clause) => [clause.id, clause] as const))(
  "%s: every case asks for a published action",
  (_, { cases }) => {
    expect(cases.map(({ action }) => action).filter((action) => matching(action).length === 0)).toEqual([]);
  },
);

test("D1: every override of a build is among the keys that must be absent", () => {
  const { conditionKeys } = published.find(({ name }) => name === "codebuild:StartBuild") ?? { conditionKeys: [] };
  const overrides = conditionKeys.filter((key) => key.startsWith("codebuild:") && !key.includes("${"));
  expect([...CODEBUILD_OVERRIDES]).toEqual([...new Set(overrides)].sort());
});

test("a name as AmazonSageMakerFullAccess writes it would be noticed", () => {
  const [type = ""] = published.find(({ name }) => name === "states:StartExecution")?.resources ?? [];
  expect(meets(type, "arn:aws:states:*:*:stateMachine:*sagemaker*")).toBe(true);
  expect(meets(type, "arn:aws:states:*:*:statemachine:*sagemaker*")).toBe(false);
});

function meets(type: string, resource: string): boolean {
  return findWitness({ all: [type, resource], none: [], syntax: "arn" }).witness !== undefined;
}
