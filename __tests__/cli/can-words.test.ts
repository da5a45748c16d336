import { ssps } from "./run";

/** What `--json` prints of a question in words. */
interface Answered {
  readonly decision: string;
  readonly next: readonly string[];
  readonly calls: readonly { readonly action: string; readonly resource: string; readonly clause: string | null }[];
}

const ALLOWED = "allow";

/** Everyday questions, as people ask them; where the answer is no, the clause and what it says to do next. */
const QUESTIONS: readonly (readonly [question: string, clause: string, next?: string])[] = [
  ["read s3://acme-sagemaker-dev/train.csv", ALLOWED],
  ["download s3://acme-data/train.csv", "N5", "use a bucket such as sagemaker-acme-data"],
  ["write s3://acme-data/model.tar.gz", "N5", "use a folder such as acme-data/sagemaker/"],
  ["delete s3://ams-sagemaker/x", "N5", "`access.buckets.reserved_prefixes` keeps it"],
  ["list bucket acme-data", ALLOWED],
  ["create bucket acme-sagemaker-new", "D1", "`storage.bucket`"],
  ["write secret AmazonSageMaker-db", ALLOWED],
  ["read the secret payroll", "N2", "use a name such as AmazonSageMaker-payroll"],
  ["push sagemaker-churn", ALLOWED],
  ["push image churn", "N4", "use a name such as sagemaker-churn"],
  ["create endpoint churn", ALLOWED],
  ["invoke churn", ALLOWED],
  ["scale endpoint churn", "X4", "`ssps elevate"],
  ["create training job churn", ALLOWED],
  ["create notebook ann --as execution", "J2", "`--as admin`"],
  ["open notebook ann", ALLOWED],
  ["open studio", "X1", "the page excludes it (X1"],
  ["create workteam labelers", "X2", "`--as workforce`"],
  ["create vpc endpoint", "X3", "`ssps rfc vpc-endpoint`"],
  ["pass role deployer", "N1", "AmazonSageMaker-ExecutionRole-deployer"],
  ["create role mine", "E2", "closed on purpose (E2"],
  ["use key", "K1", "`storage.key`"],
  ["create dashboard churn", "N8", "customer_churn"],
  ["subscribe to topic jobs", "N9", "sagemaker-jobs"],
  ["write metric Mine", "N7", "cloudwatch:namespace is AWS/SageMaker"],
  ["read log group /aws/sagemaker/TrainingJobs", ALLOWED],
  ["start state machine nightly", "D1", "it is allowed on arn:aws:states:*:123456789012:stateMachine:*sagemaker*"],
  ["push code churn", "N3", "use a name such as AmazonSageMaker-churn"],
];

test("there are twenty at least", () => {
  expect(QUESTIONS.length).toBeGreaterThanOrEqual(20);
});

test.each(QUESTIONS)("can %s", async (question = "", clause = "", next = "") => {
  const { out, err, status } = await ssps("can", ...question.split(" "), "--json");
  expect(err).toBe("");
  const answer = JSON.parse(out) as Answered;
  if (clause === ALLOWED) {
    expect([answer.decision, answer.next, status]).toEqual(["allow", [], 0]);
    return;
  }
  expect([answer.decision, status]).toEqual(["deny", 1]);
  expect(answer.calls.map((call) => call.clause)).toContain(clause);
  expect(answer.next).toContainEqual(expect.stringContaining(next));
});

test.each([
  ["raed s3://x/y", "did you mean read? Verbs: "],
  ["fly to the moon", '"fly" is neither an action, such as s3:GetObject, nor a verb of everyday work. Verbs: '],
  ["GetObject arn:aws:s3:::b", '"GetObject" is neither an action, such as s3:GetObject, nor a verb'],
  ["read secert x", "did you mean secret? To read are: object, bucket, secret, "],
  ["write", "what to write is missing: ssps can write KIND NAME"],
  ["read secret", "which secret? give its name: ssps can read secret NAME"],
  ["read churn", 'what is "churn"? ssps can read KIND NAME, with one of: object, bucket, secret'],
  ["push secret x", "secret: nobody can push one; what can be asked is to read, see, write, create, delete it"],
  [
    "start training job",
    "which training job? give its name: ssps can start training job NAME, or for a task: ssps can --task train,",
  ],
  ["start training", 'what is "training"? '],
  ["start training", "for a task: ssps can --task train,"],
  ["read s3://", "the bucket's name is missing: s3://BUCKET/KEY"],
  ["read arn:aws:dynamodb:eu-west-1:1:table/x", "is of no everyday kind"],
  ["read secret x --policy arn:aws:iam::aws:policy/AdministratorAccess", "--policy decides actions on resources"],
  ["__proto__ x", '"__proto__" is neither an action'],
  [`read secret ${"x".repeat(2000)}`, "a name of 2000 characters; AWS allows at most 1088"],
])("can %s has no answer", async (question, message) => {
  const { out, err, status } = await ssps("can", ...question.split(" "));
  expect({ out, err, status }).toEqual({ out: "", err: expect.stringContaining(message) as string, status: 2 });
});

test("names are completed with the account and the region of the environment", async () => {
  const { out } = await ssps("can", "create", "endpoint", "churn", "--env", "prod", "--json");
  const { calls } = JSON.parse(out) as Answered;
  expect(calls.map(({ resource }) => resource)).toEqual(["arn:aws:sagemaker:eu-central-1:210987654321:endpoint/churn"]);
});

test("without an environment an example's, which the answer says", async () => {
  const { out } = await ssps("can", "create", "endpoint", "churn");
  expect(out).toContain(
    "  assumed  account 123456789012 and region eu-west-1 are examples; `--env NAME` takes an environment's\n",
  );
});

test.each([
  ["may I read s3://acme-sagemaker-dev/train.csv?", "s3:GetObject arn:aws:s3:::acme-sagemaker-dev/train.csv"],
  [
    "can I start training job churn",
    "sagemaker:CreateTrainingJob arn:aws:sagemaker:eu-west-1:123456789012:training-job/churn",
  ],
  ["may I train?", "train: Start a training job"],
  ["train a model", "train: Start a training job"],
  ["host a modle", "deploy: Deploy a model to an endpoint"],
])("can %s, as people talk", async (question, line) => {
  const { out, status } = await ssps("can", ...question.split(" "));
  expect(status).toBe(0);
  expect(out).toContain(line);
});

test("a name may be an ARN", async () => {
  const { out } = await ssps("can", "delete", "arn:aws:sagemaker:eu-west-2:210987654321:model/churn", "--json");
  expect(JSON.parse(out)).toMatchObject({ decision: "allow", calls: [{ action: "sagemaker:DeleteModel" }] });
});

test("a person reads each call, and each reason once", async () => {
  const { out } = await ssps("can", "push", "churn");
  expect(out).toContain("deny: 4 of 6 calls are denied\n  allow    ecr:GetAuthorizationToken *\n");
  expect(out.split("  next     use a name such as sagemaker-churn")).toHaveLength(2);
});
