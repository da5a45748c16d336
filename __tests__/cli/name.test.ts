import { checkName, NAMING, type NameKind } from "../../config/naming";
import { ssps } from "./run";

test.each<[NameKind, string, number, string]>([
  ["bucket", "acme-sagemaker-dev", 0, "yes: S3 bucket acme-sagemaker-dev (clause N5"],
  ["bucket", "payroll", 1, "try: sagemaker-payroll"],
  ["bucket", "ams-sagemaker", 1, 'the prefix "ams-" is reserved'],
  ["bucket", "Acme_SageMaker", 1, "try: acme-sagemaker"],
  ["ecr", "churn", 1, "try: sagemaker-churn"],
  ["codecommit", "churn", 1, "try: AmazonSageMaker-churn"],
  ["secret", "db", 1, "try: AmazonSageMaker-db"],
  ["log-group", "/aws/sagemaker/jobs", 0, "yes: CloudWatch log group"],
  ["namespace", "Churn", 1, "try: /aws/sagemaker/Churn"],
  ["dashboard", "churn", 1, "try: customer_churn"],
  ["topic", "alerts", 1, "try: sagemaker-alerts"],
  ["execution-role", "Churn", 1, "try: AmazonSageMaker-ExecutionRole-Churn"],
])("%s %s", async (kind, name, status, line) => {
  const { status: found, out } = await ssps("name", kind, name);
  expect(out).toContain(line);
  expect(found).toBe(status);
});

test.each(Object.keys(NAMING) as NameKind[])("whatever is typed for %s, the suggestion passes", async (kind) => {
  for (const typed of ["", "x", "../..", "Ünïcödé name", "a".repeat(600), "ams-x", "\u001b[31mred"]) {
    const { out } = await ssps("name", kind, typed, "--json");
    const { ok, suggestion } = JSON.parse(out) as { ok: boolean; suggestion: string | null };
    if (!ok && suggestion !== null) expect(checkName(kind, suggestion, ["ams-", "mc-"]).problems).toEqual([]);
  }
});

test("shows control characters as text", async () => {
  expect((await ssps("name", "bucket", "\u001b[2J")).out).toContain("\\u{1b}[2J");
});

test("an unknown kind is bad input", async () => {
  const { status, err } = await ssps("name", "queue", "x");
  expect(status).toBe(2);
  expect(err).toContain("Allowed choices are");
});
