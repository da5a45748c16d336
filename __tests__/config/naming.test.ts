import { checkName, NAMING, type NameKind } from "../../config/naming";

const good: [NameKind, string][] = [
  ["execution-role", "AmazonSageMaker-ExecutionRole-Admin"],
  ["secret", "AmazonSageMaker-db/primary"],
  ["codecommit", "AmazonSageMaker-churn"],
  ["ecr", "team/sagemaker-churn"],
  ["bucket", "sagemaker-eu-west-1-111122223333"],
  ["bucket", "acme-sagemaker-dev"],
  ["bucket", "aws-glue-scripts"],
  ["log-group", "/aws/sagemaker/TrainingJobs"],
  ["namespace", "/aws/sagemaker/TrainingJobs"],
  ["namespace", "AWS/SageMaker"],
  ["dashboard", "customer_churn"],
  ["topic", "churn-SageMaker-jobs"],
  ["topic", "sagemaker.fifo"],
];

test.each(good)("%s %s passes", (kind, name) => {
  expect(checkName(kind, name)).toEqual({ problems: [] });
});

const bad: [NameKind, string, RegExp][] = [
  ["execution-role", "MyRole", /N1 grants names that start with "AmazonSageMaker-ExecutionRole-"/],
  ["execution-role", `AmazonSageMaker-ExecutionRole-${"x".repeat(40)}`, /AWS allows 1 to 64/],
  ["secret", "payroll", /N2/],
  ["secret", "AmazonSageMaker-a b", /letters, digits and/],
  ["codecommit", "AmazonSageMaker-x.git", /not ending in .git/],
  ["ecr", "sagemaker__", /separators/],
  ["ecr", "SageMaker", /lower-case/],
  ["bucket", "acme-data", /N5 grants names that hold "sagemaker" or start with "aws-glue"/],
  ["bucket", "SageMaker-Data", /lower-case/],
  ["bucket", "sagemaker..data", /two periods/],
  ["bucket", "xn--sagemaker", /xn--/],
  ["bucket", "sagemaker--x-s3", /--x-s3/],
  ["bucket", "192.168.0.1", /IP address/],
  ["bucket", "ams-sagemaker", /"ams-" is reserved/],
  ["log-group", "/aws/sagemaker-lookalike", /N6/],
  ["namespace", "AWS/SageMakerLookalike", /N7/],
  ["dashboard", "operations", /N8/],
  ["topic", "SAGEMAKER", /N9/],
  ["topic", "sage maker", /letters, digits/],
];

test.each(bad)("%s %s is refused, and the suggestion passes", (kind, name, problem) => {
  const verdict = checkName(kind, name, ["ams-", "mc-"]);
  expect(verdict.problems.join("\n")).toMatch(problem);
  expect(verdict.suggestion).toBeDefined();
  expect(checkName(kind, verdict.suggestion ?? "", ["ams-", "mc-"])).toEqual({ problems: [] });
});

test.each(Object.keys(NAMING) as NameKind[])(
  "%s: a hostile name costs no time and has a suggestion that passes",
  (kind) => {
    for (const name of ["", "-", "a".repeat(1_000_000), `${".-_/".repeat(200)}!`, "é\u0000\u202e", "__proto__"]) {
      const { problems, suggestion } = checkName(kind, name);
      expect(problems).not.toHaveLength(0);
      expect(checkName(kind, suggestion ?? "")).toEqual({ problems: [] });
    }
  },
);
