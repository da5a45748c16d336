import { roleDecider } from "../../answers/decide";
import { MAKING } from "../../answers/next-steps/making";
import type { RoleKind } from "../../answers/question";
import { defaultRoles, type RoleSource } from "../../answers/roles";
import { REQUEST_KINDS } from "../../ams";
import { CLAUSES } from "../../contract/clauses";
import { arnOf, namedBy } from "../../contract/tasks/words";
import { TASKS } from "../../contract/tasks";
import { settings, type Choices } from "../../contract/settings";
import { publishedAction } from "../../policy/actions";

const NOW = Date.UTC(2026, 5, 1);
const OURS = "eu-west-1:123456789012";
const SECRET = `arn:aws:secretsmanager:${OURS}:secret:`;
const SAGEMAKER = `arn:aws:sagemaker:${OURS}:`;
const ROLE = "arn:aws:iam::123456789012:role/";
const TARGET = `arn:aws:application-autoscaling:${OURS}:scalable-target/x`;
const SCALING = { "application-autoscaling:service-namespace": "sagemaker" };

function next(
  role: RoleKind,
  action: string,
  resource: string,
  context: Record<string, string> = {},
  choices: Partial<Choices> = {},
): readonly string[] {
  const usual = defaultRoles(resource);
  const chosen = { ...usual.choices, ...choices };
  const source: RoleSource = { ...usual, choices: chosen, settings: settings(chosen) };
  return roleDecider(() => source, role, NOW)({ action, resource, context }).next;
}

describe("a name that works", () => {
  test.each([
    ["a secret", "secretsmanager:GetSecretValue", `${SECRET}payroll-AbCdEf`, "AmazonSageMaker-payroll"],
    [
      "a secret without its six characters",
      "secretsmanager:UpdateSecret",
      `${SECRET}payroll`,
      "AmazonSageMaker-payroll",
    ],
    ["a bucket of an object", "s3:PutObject", "arn:aws:s3:::acme-data/x.csv", "sagemaker-acme-data"],
    ["a folder of an object", "s3:PutObject", "arn:aws:s3:::acme-data/x.csv", "acme-data/sagemaker/"],
    ["an image repository", "ecr:PutImage", `arn:aws:ecr:${OURS}:repository/churn`, "sagemaker-churn"],
    ["a topic", "sns:CreateTopic", `arn:aws:sns:${OURS}:jobs`, "sagemaker-jobs"],
    ["a dashboard", "cloudwatch:PutDashboard", "arn:aws:cloudwatch::123456789012:dashboard/churn", "customer_churn"],
    ["a repository", "codecommit:CreateRepository", `arn:aws:codecommit:${OURS}:churn`, "AmazonSageMaker-churn"],
    ["a role to pass", "iam:PassRole", `${ROLE}deployer`, "AmazonSageMaker-ExecutionRole-deployer"],
  ])("%s", (_, action, resource, name) => {
    expect(next("admin", action, resource)).toContainEqual(expect.stringContaining(`such as ${name}: it is allowed`));
  });

  test("the buckets that the file lists", () => {
    const steps = next("admin", "s3:PutObject", "arn:aws:s3:::acme-sagemaker/x", {}, { buckets: ["acme-ml"] });
    expect(steps).toContainEqual(expect.stringContaining("such as acme-ml: it is allowed"));
  });
});

test.each<[string, RoleKind, string, string, Record<string, string>, Partial<Choices>, string]>([
  [
    "a key of the context",
    "admin",
    "iam:PassRole",
    `${ROLE}AmazonSageMaker-ExecutionRole-Admin`,
    {},
    {},
    "--context iam:PassedToService=sagemaker.amazonaws.com",
  ],
  ["a tag", "admin", "s3:GetObject", "arn:aws:s3:::data/x", {}, {}, "--context s3:ExistingObjectTag/SageMaker=true"],
  [
    "another value",
    "admin",
    "cloudwatch:PutMetricData",
    "*",
    { "cloudwatch:namespace": "Mine" },
    {},
    "cloudwatch:namespace is AWS/SageMaker",
  ],
  ["an elevation", "admin", "application-autoscaling:RegisterScalableTarget", TARGET, SCALING, {}, "`ssps elevate"],
  [
    "its ticket",
    "admin",
    "cloudwatch:PutMetricAlarm",
    `arn:aws:cloudwatch:${OURS}:alarm:x`,
    {},
    {},
    "`ssps rfc autoscaling`",
  ],
  [
    "the clean-up right",
    "admin",
    "application-autoscaling:DeregisterScalableTarget",
    TARGET,
    SCALING,
    {},
    "`clean_up: true`",
  ],
  ["a part that makes it", "admin", "s3:CreateBucket", "arn:aws:s3:::acme-sagemaker", {}, {}, "`storage.bucket`"],
  ["a key of the contract's", "admin", "kms:Decrypt", `arn:aws:kms:${OURS}:key/0`, {}, {}, "`storage.key`"],
  [
    "a key of the contract's for jobs",
    "execution",
    "kms:CreateGrant",
    `arn:aws:kms:${OURS}:key/0`,
    {},
    {},
    "`storage.key`",
  ],
  [
    "an option that is off",
    "execution",
    "events:PutRule",
    `arn:aws:events:${OURS}:rule/StepFunctionsGetEventsForSageMakerTrainingJobsRule`,
    {},
    {},
    "`roles.execution.step_functions_sync` would allow it",
  ],
  [
    "an option that fills a value in",
    "admin",
    "iam:PassRole",
    `${ROLE}AmazonSageMaker-ExecutionRole-Admin`,
    { "iam:PassedToService": "robomaker.amazonaws.com" },
    {},
    "`access.robomaker` would allow it",
  ],
  [
    "an option that is on",
    "admin",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
    `${SAGEMAKER}notebook-instance/x`,
    { "aws:SourceVpc": "vpc-1" },
    { notebookVpcIds: ["vpc-2"] },
    "`access.notebook_vpc_ids` keeps it from being allowed",
  ],
  [
    "an option that was switched off",
    "admin",
    "athena:StartQueryExecution",
    `arn:aws:athena:${OURS}:workgroup/primary`,
    {},
    { integrations: false },
    "`roles.admin.integrations` would allow it",
  ],
  [
    "a person",
    "execution",
    "sagemaker:CreateNotebookInstance",
    `${SAGEMAKER}notebook-instance/x`,
    {},
    {},
    "`--as admin`",
  ],
  [
    "the execution role",
    "admin",
    "ec2:CreateNetworkInterfacePermission",
    `arn:aws:ec2:${OURS}:network-interface/x`,
    {},
    {},
    "`--as execution`",
  ],
  [
    "the workforce role",
    "admin",
    "sagemaker:CreateWorkteam",
    `${SAGEMAKER}workteam/private-crowd/x`,
    {},
    {},
    "`--as workforce`",
  ],
  ["an everyday task's words", "admin", "sqs:SendMessage", `arn:aws:sqs:${OURS}:x`, {}, {}, "use a Lambda step"],
  [
    "that the page excludes it",
    "admin",
    "sagemaker:CreateDomain",
    `${SAGEMAKER}domain/d`,
    {},
    {},
    "the page excludes it (X1 ",
  ],
  ["that the page takes it out of FullAccess", "admin", "glue:CreateJob", `arn:aws:glue:${OURS}:job/x`, {}, {}, "(D1)"],
  ["that a way round is closed", "admin", "iam:CreateRole", `${ROLE}x`, {}, {}, "closed on purpose (E2 "],
  [
    "a policy of one's own",
    "workforce",
    "dynamodb:GetItem",
    `arn:aws:dynamodb:${OURS}:table/x`,
    {},
    {},
    "`workforce.extra_policy_arns`",
  ],
])("%s", (_, role, action, resource, context, choices, step) => {
  expect(next(role, action, resource, context, choices)).toContainEqual(expect.stringContaining(step));
});

test("nothing leads into another partition", () => {
  const usual = defaultRoles("arn:aws:iam::123456789012:role/x");
  const steps = roleDecider(
    () => usual,
    "admin",
    NOW,
  )({
    action: "secretsmanager:GetSecretValue",
    resource: "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:payroll",
    context: {},
  }).next;
  expect(steps).toEqual([expect.stringContaining("the roles are of partition aws, the resource of aws-cn")]);
});

test("a key's administrator is no way to more: who asks stays the same", () => {
  expect(next("admin", "kms:PutKeyPolicy", `arn:aws:kms:${OURS}:key/0`).join()).not.toContain("storage.key");
});

describe("what a step says is allowed, decided again: the everyday tasks and the contract's cases that are denied", () => {
  const source = defaultRoles("arn:aws:iam::111122223333:role/x");
  const decide = roleDecider(() => source, "admin", NOW);
  type Question = Parameters<typeof decide>[0];
  const requests: readonly Question[] = [
    ...CLAUSES.flatMap(({ cases }) => cases),
    ...TASKS.flatMap(({ calls }) => calls),
  ].map(({ action, resource, context = {} }) => ({ action, resource, context }));

  /** `--context a=b --context c=d`, and `--at INSTANT`, as what they add to a request. */
  const given = (options: string): Pick<Question, "context" | "at"> => {
    const pairs = [...options.matchAll(/--context (\S+?)=(.+?)(?= with |(?: --)|$)/g)].map(([, key, value]) => [
      key,
      value,
    ]);
    const at = /--at (\S+)/.exec(options)?.[1];
    return {
      context: Object.fromEntries(pairs) as Record<string, string>,
      ...(at !== undefined && { at: Date.parse(at) }),
    };
  };
  const named = (question: Question, name: string): string => {
    const kind = namedBy(question.resource)?.kind;
    const [, , , region = "", owner = ""] = question.resource.split(":");
    const place = { ...source.place, region: region || source.place.region, account: owner || source.place.account };
    return kind ? arnOf(kind, name, place) : question.resource;
  };
  const key = ({ resource }: Question): string => resource.slice(resource.indexOf("/") + 1);

  test.each<[what: string, step: RegExp, least: number, resource: (question: Question, name: string) => string]>([
    ["a name", /^use a name such as (?<name>.+): it is allowed there(?<options>.*)$/, 50, named],
    [
      "a bucket",
      /^use a bucket such as (?<name>.+): it is allowed there(?<options>.*)$/,
      20,
      (question, bucket) => `arn:aws:s3:::${bucket}/${key(question)}`,
    ],
    [
      "a folder",
      /^use a folder such as (?<name>.+): it is allowed there(?<options>.*)$/,
      20,
      (question, folder) => `arn:aws:s3:::${folder}${key(question)}`,
    ],
    ["a context", /^it is allowed (?:where|at) .+?: (?<options>--.+)$/, 50, ({ resource }) => resource],
  ])("%s", (_, step, least, resourceOf) => {
    const steps = requests.flatMap((question) =>
      decide(question).next.flatMap((text) => {
        const { name = "", options = "" } = step.exec(text)?.groups ?? {};
        if (!step.test(text)) return [];
        const { context, ...at } = given(options);
        return [
          { ...question, resource: resourceOf(question, name), context: { ...question.context, ...context }, ...at },
        ];
      }),
    );
    expect(steps.length).toBeGreaterThan(least);
    expect(steps.filter((request) => decide(request).decision !== "allow")).toEqual([]);
  });
});

test("what is allowed has no next step", () => {
  expect(next("admin", "sagemaker:CreateModel", `${SAGEMAKER}model/x`)).toEqual([]);
});

test("every denied case of the contract has one", () => {
  const denied = CLAUSES.flatMap(({ cases }) => cases).filter(
    ({ as, expect: expected, options, principal, resourcePolicy, endpointPolicy }) =>
      expected === "deny" && as === "admin" && !(options ?? principal ?? resourcePolicy ?? endpointPolicy),
  );
  const decide = roleDecider(() => defaultRoles("arn:aws:iam::111122223333:role/x"), "admin", NOW);
  const answers = denied.map(({ action, resource, context = {} }) => decide({ action, resource, context }));
  expect(denied.length).toBeGreaterThan(300);
  expect(answers.filter(({ decision, next: steps }) => decision !== "allow" && steps.length === 0)).toEqual([]);
});

test.each(MAKING.map((row) => [row.part, row] as const))("%s: its ticket, clause and actions exist", (_, row) => {
  expect(Object.keys(REQUEST_KINDS)).toContain(row.request);
  expect(CLAUSES.map(({ id }) => id)).toContain(row.clause);
  expect(row.instead.filter((action) => !publishedAction(action))).toEqual([]);
});
