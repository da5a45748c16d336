import { check, problems } from "./environment";

const KEY = { administrator_arns: ["arn:aws:iam::123456789012:role/kms-admin"] };

test.each<[string, unknown, string[]]>([
  ["every default", {}, []],
  ["groups of endpoints", { groups: ["/aws/sagemaker/Endpoints/churn"], retention_days: 3653, protect: false }, []],
  [
    "a group of another service",
    { groups: ["/aws/lambda/payroll"] },
    [
      'logs.groups.0: found "/aws/lambda/payroll"; allowed: a log group under /aws/sagemaker/, such as /aws/sagemaker/TrainingJobs',
    ],
  ],
  ["a group twice", { groups: ["/aws/sagemaker/a", "/aws/sagemaker/a"] }, [expect.stringContaining("each entry once")]],
  ["no group", { groups: [] }, ["logs.groups: found a list of 0; allowed: a list with at least one entry"]],
  [
    "two groups that Terraform takes for one",
    { groups: ["/aws/sagemaker/a_b", "/aws/sagemaker/a/b"] },
    [expect.stringContaining("a name that differs from /aws/sagemaker/a_b in more than / and _")],
  ],
  [
    "a retention that AWS has not",
    { retention_days: 100 },
    [expect.stringContaining("found the number 100; allowed: one of 1, 3, 5")],
  ],
  ["no retention", { retention_days: 0 }, [expect.stringContaining("found the number 0; allowed: one of 1, 3, 5")]],
  ["text for a retention", { retention_days: "90" }, [expect.stringContaining("allowed: one of 1, 3, 5")]],
])("%s", (_, logs, expected) => {
  expect(problems({ logs })).toEqual(expected);
});

test.each<[string, object, boolean]>([
  ["a key that logs may use", { logs: {}, storage: { key: { ...KEY, services: ["logs"] } } }, false],
  ["a key that they may not", { logs: {}, storage: { key: KEY } }, true],
  ["no key", { logs: {} }, false],
  ["no logs", { storage: { key: KEY } }, false],
])("%s: warned %s", (_, changes, expected) => {
  const { warnings } = check({ ...changes });
  expect(warnings.some(({ code }) => code === "log-key")).toBe(expected);
});
