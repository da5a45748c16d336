import { CLAUSES } from "../../contract/clauses";
import { parityPage, publishedRows } from "../../contract/docs/parity";
import { caseSettings } from "../../contract/cases/authorization";
import { writtenReason } from "../../contract/parity/explain";
import { OURS_ONLY } from "../../contract/parity/reasons/ours";
import { THEIRS_ONLY } from "../../contract/parity/reasons/theirs";
import type { Statement } from "../../policy/document";

const published = publishedRows();
const rows = published.map(({ allowedBy, statement, explanation: { clause, because } }) => {
  return { allowedBy, actions: statement.actions ?? [], clause, because };
});
const actionsOf = (allowedBy: "theirs" | "ours"): string[] =>
  rows.filter((row) => row.allowedBy === allowedBy).flatMap(({ actions }) => actions);

test("every difference has a clause of the contract", () => {
  const ids = CLAUSES.map(({ id }) => id);
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter(({ clause }) => !ids.includes(clause))).toEqual([]);
});

test.each([
  ["theirs", "iam:PassRole", "N1"],
  ["theirs", "logs:PutResourcePolicy", "D1"],
  ["theirs", "s3:CreateBucket", "D1"],
  ["theirs", "sagemaker:CreateApp", "X1"],
  ["theirs", "cognito-idp:CreateUserPool", "X2"],
  ["theirs", "ec2:CreateVpcEndpoint", "X3"],
  ["theirs", "cloudwatch:DeleteAlarms", "X4"],
  ["theirs", "s3:PutObject", "N5"],
  ["ours", "secretsmanager:UpdateSecret", "N2"],
  ["ours", "codecommit:DeleteRepository", "N3"],
  ["ours", "cloudwatch:PutDashboard", "N8"],
  ["ours", "states:StartExecution", "D1"],
])("%s allows %s: %s", (allowedBy, action, clause) => {
  const found = rows.filter((row) => row.allowedBy === allowedBy && row.actions.includes(action));
  expect(found.map((row) => row.clause)).toContain(clause);
});

test.each([
  "sagemaker:CreateTrainingJob",
  "athena:StartQueryExecution",
  "ecr:BatchGetImage",
  "ec2:CreateNetworkInterface",
  "servicecatalog:ProvisionProduct",
  "kms:DescribeKey",
])("%s is allowed by both alike", (action) => {
  expect([...actionsOf("theirs"), ...actionsOf("ours")]).not.toContain(action);
});

test.each([
  ["theirs", THEIRS_ONLY],
  ["ours", OURS_ONLY],
] as const)("every reason why only %s allows something is used", (allowedBy, reasons) => {
  const unused = reasons.filter(
    ({ because }) => !rows.some((row) => row.allowedBy === allowedBy && row.because === because),
  );
  expect(unused).toEqual([]);
});

const passing = published.find(({ statement }) => statement.sid === "AllowPassRoleToSageMaker");
test.each<[string, Partial<Statement>, boolean]>([
  ["as it is", {}, true],
  ["of another Sid", { sid: "Another" }, false],
  ["on another resource", { resources: ["arn:aws:iam::*:role/x"] }, false],
  ["on one resource more", { resources: ["arn:aws:iam::*:role/*", "arn:aws:iam::*:user/*"] }, false],
])("a reason is for a statement of theirs %s: %p", (_, changes, isGiven) => {
  if (!passing) throw new Error("the statement differs no longer: take another one");
  const row = { ...passing, statement: { ...passing.statement, ...changes } };
  const ours = { policies: [], settings: caseSettings({ as: "admin" }) };
  expect(writtenReason(row, ours) !== undefined).toBe(isGiven);
});

test("a reason for a statement on any resource names its actions", () => {
  const reasons = [...THEIRS_ONLY, ...OURS_ONLY].filter(({ on, actions }) => on.includes("*") && !actions);
  expect(reasons).toEqual([]);
});

test("the page lists every row", () => {
  const { path, content } = parityPage();
  expect(path).toBe("docs/parity.md");
  for (const { because } of rows) expect(content).toContain(because);
});
