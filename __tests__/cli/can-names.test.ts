import { ssps } from "./run";

const REGISTRY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

test.each([
  ["a tag", "push", "sagemaker-churn:latest", 0],
  ["a registry and a tag", "push", `${REGISTRY}/sagemaker-churn:latest`, 0],
  ["a tag with the keyword", "push", "churn:sagemaker-v1", 1],
  ["a digest", "pull", `${REGISTRY}/sagemaker-churn@sha256:${"0".repeat(64)}`, 0],
])("an image by %s: its repository's name decides", async (_, verb, name, expected) => {
  const { status, out, err } = await ssps("can", verb, name, "--env", "dev");
  expect([status, err]).toEqual([expected, ""]);
  expect(out).toContain(
    `arn:aws:ecr:eu-west-1:123456789012:repository/${name.includes("sagemaker-churn") ? "sagemaker-" : ""}churn\n`,
  );
});

test("a registry elsewhere is said", async () => {
  const name = "763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.4";
  const { out } = await ssps("can", "pull", name, "--env", "dev");
  expect(out).toContain("  note     the resource belongs to account 763104351884, the environment's is 123456789012: ");
  expect(out).toContain("  note     the resource is in us-east-1, the environment in eu-west-1\n");
});

test("what was named whole was not completed by an example", async () => {
  const { out } = await ssps("can", "push", `${REGISTRY}/sagemaker-churn`);
  expect(out).not.toContain("are examples");
});

test.each([
  ["push", ["docker.io/x"], "is no image of ECR: a registry of ECR is ACCOUNT.dkr.ecr.REGION.amazonaws.com"],
  ["create", ["notebook", "my nb"], '"my nb" is no name for a notebook: AWS allows letters, digits and - only'],
  ["create", ["notebook", ""], '"" is no name for a notebook: it has 0 characters; AWS allows 1 to 63'],
  ["create", ["tuning job", "x".repeat(33)], "it has 33 characters; AWS allows 1 to 32"],
  ["create", ["bucket", "My_SageMaker"], "AWS allows lower-case letters, digits, . and - only"],
  ["read", ["s3://my bucket/x"], "AWS allows a bucket's name, a slash and a key"],
  ["read", ["secret", "a b"], "is no name for a secret: AWS allows letters, digits and / _ + = . @ - only"],
  ["pass", ["role", "a b"], "is no name for a role: "],
  ["use", ["key", "mine"], "is no name for a key: AWS allows a key's id, such as 0"],
  ["use", ["key", "alias/mine"], "KMS decides on the key behind an alias: give its id"],
  ["use", ["key", "arn:aws:kms:eu-west-1:123456789012:alias/mine"], "KMS decides on the key behind an alias"],
  [
    "delete",
    ["secret", "arn:aws:s3:::x/y"],
    "is no ARN of a secret; one is arn:PARTITION:secretsmanager:REGION:ACCOUNT:",
  ],
  ["delete", ["endpoint", "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/a b"], '"a b" is no name for an endpoint'],
])("can %s %j names what there cannot be", async (verb, name, message) => {
  const { status, out, err } = await ssps("can", verb, ...name);
  expect([status, out]).toEqual([2, ""]);
  expect(err).toContain(message);
});

test("a bucket may be called as in earlier days, but not be made so", async () => {
  expect((await ssps("can", "write", "s3://My_SageMaker/x")).status).toBe(0);
});

test("a role may stand at a path", async () => {
  const { out } = await ssps("can", "pass", "role", "/team/AmazonSageMaker-ExecutionRole-x");
  expect(out).toContain("iam::123456789012:role/team/AmazonSageMaker-ExecutionRole-x\n");
});

test("a line feed in a name forges no line", async () => {
  const { status, out, err } = await ssps("can", "read", "s3://x\nallow", "--env", "dev");
  expect([status, out]).toEqual([2, ""]);
  expect(err).toContain("no name holds a control character");
});
