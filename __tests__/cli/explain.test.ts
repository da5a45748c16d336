import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "../new-folder";
import { ssps } from "./run";

const ADMIN = "arn:aws:sts::123456789012:assumed-role/customer_sagemaker_admin_role/ann@acme.example";
const SERVICE = "arn:aws:sts::210987654321:assumed-role/AmazonSageMaker-ExecutionRole-Admin/SageMaker";
const DENIED = "is not authorized to perform:";
const OURS = "eu-west-1:123456789012";

/** Messages as services print them; what they come from, the clause, and what to do next. */
test.each([
  [
    "SageMaker, by the command line",
    `An error occurred (AccessDeniedException) when calling the CreateDomain operation: User: ${ADMIN} ${DENIED} sagemaker:CreateDomain on resource: arn:aws:sagemaker:${OURS}:domain/* with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/customer_sagemaker_deny_policy`,
    "clause   X1 ",
    "the page excludes it (X1",
  ],
  [
    "Secrets Manager, broken over lines within the ARN",
    `User: ${ADMIN} ${DENIED}\n  secretsmanager:UpdateSecret on resource:\n  arn:aws:secretsmanager:${OURS}:secret:pay\n  roll-AbCdEf because no identity-based policy\n  allows the secretsmanager:UpdateSecret action`,
    "clause   N2 ",
    "AmazonSageMaker-payroll",
  ],
  [
    "S3, as XML with entities, of an object with a space",
    `<Error><Code>AccessDenied</Code><Message>User: ${ADMIN} ${DENIED} s3:PutObject on resource: &quot;arn:aws:s3:::acme-data/my model.gz&quot; because no identity-based policy allows the s3:PutObject action</Message></Error>`,
    "what     s3:PutObject on arn:aws:s3:::acme-data/my model.gz\n",
    "sagemaker-acme-data",
  ],
  [
    "EC2, with an encoded message",
    `An error occurred (UnauthorizedOperation) when calling the CreateVpcEndpoint operation: You are not authorized to perform this operation. User: ${ADMIN} ${DENIED} ec2:CreateVpcEndpoint on resource: arn:aws:ec2:${OURS}:vpc-endpoint/* with an explicit deny in an identity-based policy. Encoded authorization failure message: bKGx_y-1`,
    "encoded  `aws sts decode-authorization-message`",
    "`ssps rfc vpc-endpoint`",
  ],
  [
    "SNS, which writes its name in capitals",
    `AuthorizationErrorException: User: ${ADMIN} ${DENIED} SNS:CreateTopic on resource: arn:aws:sns:${OURS}:jobs because no identity-based policy allows the SNS:CreateTopic action`,
    "what     sns:CreateTopic on ",
    "sagemaker-jobs",
  ],
  [
    "ECR, by docker",
    `denied: User: ${ADMIN} ${DENIED} ecr:InitiateLayerUpload on resource: arn:aws:ecr:${OURS}:repository/churn because no identity-based policy allows the ecr:InitiateLayerUpload action`,
    "clause   N4 ",
    "sagemaker-churn",
  ],
  [
    "KMS, of a key of another region",
    `User: ${ADMIN} ${DENIED} kms:Decrypt on resource: arn:aws:kms:${OURS}:key/0 because no resource-based policy allows the kms:Decrypt action`,
    "by       the resource's policy, none allows it",
    "`storage.key`",
  ],
  [
    "CloudTrail, an event with escapes",
    JSON.stringify({
      errorCode: "AccessDenied",
      errorMessage: `User: ${ADMIN} ${DENIED} iam:CreateRole on resource: "arn:aws:iam::123456789012:role/x" because no identity-based policy allows the iam:CreateRole action`,
    }),
    "clause   E2 ",
    "closed on purpose (E2",
  ],
  [
    "a decoded authorization message",
    JSON.stringify({
      DecodedMessage: JSON.stringify({
        explicitDeny: false,
        context: {
          principal: { arn: ADMIN },
          action: "iam:PassRole",
          resource: "arn:aws:iam::123456789012:role/AmazonSageMaker-ExecutionRole-Admin",
          conditions: { items: [{ key: "iam:PassedToService", values: { items: [{ value: "ec2.amazonaws.com" }] } }] },
        },
      }),
    }),
    "wants    iam:PassedToService StringEquals sagemaker.amazonaws.com",
    "iam:PassedToService is sagemaker.amazonaws.com",
  ],
])("%s", async (_, message, line, next) => {
  const { out, status } = await ssps("explain", message);
  expect(status).toBe(0);
  expect(out).toMatch(/^denied here: /);
  expect(out).toContain(line);
  expect(out.split("\n").filter((one) => one.startsWith("  next "))).toContainEqual(expect.stringContaining(next));
});

const model = (reason: string, who = ADMIN): string =>
  `User: ${who} ${DENIED} sagemaker:CreateModel on resource: arn:aws:sagemaker:${OURS}:model/x ${reason}`;

test.each([
  [
    "a service control policy",
    model("with an explicit deny in a service control policy"),
    "a service control policy of the organization; the roles' own policies allow it",
  ],
  [
    "no service control policy that allows",
    model("because no service control policy allows the sagemaker:CreateModel action"),
    "a service control policy",
  ],
  [
    "a resource control policy",
    model("with an explicit deny in a resource control policy"),
    "a resource control policy",
  ],
  [
    "a boundary",
    model("because no permissions boundary allows the sagemaker:CreateModel action"),
    "the role's permissions boundary",
  ],
  [
    "a session policy",
    model("because no session policy allows the sagemaker:CreateModel action"),
    "the session when the role was assumed",
  ],
  ["the resource's policy", model("with an explicit deny in a resource-based policy"), "the resource's own policy"],
  [
    "an endpoint of others",
    model("because no VPC endpoint policy allows the sagemaker:CreateModel action"),
    "a VPC endpoint that the environment's file does not make",
  ],
  [
    "a policy attached beside",
    model("with an explicit deny in an identity-based policy"),
    "such as customer_deny_policy",
  ],
  [
    "what is deployed",
    model("because no identity-based policy allows the sagemaker:CreateModel action"),
    "may be another version",
  ],
  [
    "another role",
    model("", "arn:aws:sts::123456789012:assumed-role/other/ann"),
    "is none of the roles of environments/dev.yaml",
  ],
  [
    "a workforce role that the file does not ask for",
    model("", ADMIN.replace("customer_sagemaker_admin_role", "customer_sagemaker_workforce_role")),
    "is none of the roles of environments/dev.yaml",
  ],
  ["a user", model("", "arn:aws:iam::123456789012:user/ann"), "user/ann is none of the roles"],
  ["nobody that signed in", model("", "anonymous"), "anonymous is none of the roles"],
  ["another account", model("", "arn:aws:sts::999999999999:assumed-role/other/ann"), "is none of the roles: "],
  [
    "KMS, of a ciphertext",
    `User: ${SERVICE} ${DENIED} kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    "another key, which the message does not name",
  ],
])("from elsewhere: %s", async (_, message, because) => {
  const { out, status } = await ssps("explain", message);
  expect(status).toBe(1);
  expect(out).toMatch(/^denied elsewhere: /);
  expect(out).toContain(because);
  expect(out).toContain("\n  next     ");
});

const s3 = "arn:aws:s3:::acme-data/x";

/** What nobody can know, and why. */
test.each([
  [
    "S3, without details",
    "An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied",
    "does not say who was denied",
  ],
  [
    "S3, a HEAD request",
    "An error occurred (403) when calling the HeadObject operation: Forbidden",
    "does not say who was denied",
  ],
  [
    "S3, as XML",
    "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
    "does not say who was denied",
  ],
  [
    "no resource of several that there may be",
    `User: ${ADMIN} ${DENIED} secretsmanager:GetSecretValue because no identity-based policy allows it`,
    "does not say on which resource",
  ],
  [
    "a name of several types",
    `User: ${ADMIN} ${DENIED} glue:GetTable on resource: mine`,
    'the message says only "mine", and glue:GetTable takes arn:aws:glue:',
  ],
  [
    "an action that there is not",
    model("because no identity-based policy allows it").replace("CreateModel", "CreateNotbook"),
    "AWS publishes no action sagemaker:CreateNotbook; did you mean sagemaker:CreateNotebookInstance?",
  ],
  [
    "an operation of several services",
    "An error occurred (AccessDenied) when calling the CreateDomain operation: Access Denied",
    "names the operation CreateDomain, and no service",
  ],
])("nobody can know: %s", async (_, message, because) => {
  const { out, status } = await ssps("explain", message);
  expect(status).toBe(1);
  expect(out).toMatch(/^cannot tell: /);
  expect(out).toContain(because);
  expect(out).toContain("\n  next     ");
});

test("a hint about S3 stands beside S3's messages alone", async () => {
  const { out } = await ssps("explain", `User: ${ADMIN} ${DENIED} secretsmanager:GetSecretValue because of that`);
  expect(out).not.toContain("S3");
});

test.each([
  ["a secret", "secretsmanager:CreateSecret", "payroll", `arn:aws:secretsmanager:${OURS}:secret:payroll`],
  ["a repository with its type", "ecr:PutImage", "repository/churn", `arn:aws:ecr:${OURS}:repository/churn`],
  ["a repository", "ecr:PutImage", "churn", `arn:aws:ecr:${OURS}:repository/churn`],
  ["an object", "s3:PutObject", "acme-data/x.csv", "arn:aws:s3:::acme-data/x.csv"],
  ["a topic", "sns:CreateTopic", "jobs", `arn:aws:sns:${OURS}:jobs`],
  ["what has no resource", "kms:CreateKey", "anything", "*"],
])("a bare name: %s", async (_, action, name, arn) => {
  const { out, status } = await ssps(
    "explain",
    `User: ${ADMIN} ${DENIED} ${action} on resource: ${name} because no identity-based policy allows it`,
  );
  expect(status).toBe(0);
  expect(out).toContain(`\n  taken    as ${arn}\n`);
});

test("no resource is needed where none is allowed", async () => {
  const { out, status } = await ssps(
    "explain",
    `User: ${ADMIN} ${DENIED} iam:CreateRole because no identity-based policy allows it`,
  );
  expect([status, out]).toEqual([0, expect.stringMatching(/^denied here: /)]);
});

test("each message of a text is answered, whatever its form", async () => {
  const text = [
    "An error occurred (AccessDenied) when calling the PutObject operation: Access Denied",
    `An error occurred (AccessDeniedException) when calling the CreateDomain operation: User: ${ADMIN} ${DENIED} sagemaker:CreateDomain on resource: arn:aws:sagemaker:${OURS}:domain/* with an explicit deny in an identity-based policy`,
    `User: ${ADMIN} ${DENIED} s3:PutObject on resource: "${s3}" because no identity-based policy allows the s3:PutObject action`,
    "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
  ].join("\n");
  const { out } = await ssps("explain", text, "--json");
  const explained = JSON.parse(out) as { verdict: string; message: { action: string; policy?: string } }[];
  expect(explained.map(({ verdict, message: { action, policy } }) => [verdict, action, policy])).toEqual([
    ["unknown", "s3:PutObject", undefined],
    ["here", "sagemaker:CreateDomain", "identity"],
    ["here", "s3:PutObject", "identity"],
    ["unknown", "s3:GetObject", undefined],
  ]);
});

test("a log: each message once, the worst exit status, as JSON too", async () => {
  const log = join(newFolder(), "notebook.log");
  const line = model("with an explicit deny in a service control policy");
  writeFileSync(log, `INFO starting\n${line}\n${line}\nWARN\n${model("", "arn:aws:iam::1:user/x")}\n`);
  const { out, status } = await ssps("explain", "--log", log, "--json");
  expect(JSON.parse(out)).toMatchObject([
    {
      ours: false,
      role: "admin",
      message: { policy: "serviceControl", explicit: true },
      answer: { decision: "allow" },
    },
    { ours: false },
  ]);
  expect(status).toBe(1);
});

test("--env and --at choose the roles and the time", async () => {
  const message = `User: ${ADMIN.replace("123456789012", "210987654321")} ${DENIED} application-autoscaling:RegisterScalableTarget on resource: arn:aws:application-autoscaling:eu-central-1:210987654321:scalable-target/x`;
  const { out } = await ssps("explain", message, "--env", "prod", "--at", "2026-11-30T08:00:00Z");
  expect(out).toContain("clause   D2 ");
});

test.each([
  ["a text that is none", ["it does not work"], 'this is no AccessDenied message of AWS\'s: found "it does not work"'],
  ["another language", ["Der Benutzer ist nicht berechtigt: s3:GetObject"], "It reads, in English, "],
  ["nothing", [" "], "found nothing"],
  ["no action", [`User: x ${DENIED} everything`], "this is no AccessDenied message"],
  ["no file", ["--log", "/nope.log"], "cannot read /nope.log: "],
  ["both", ["x", "--log", "y"], "give the message or --log, not both"],
  ["an environment that is none", [model(""), "--env", "nope"], 'there is no environment "nope"'],
])("%s is refused", async (_, args, message) => {
  const { out, err, status } = await ssps("explain", ...args);
  expect({ out, err, status }).toEqual({ out: "", err: expect.stringContaining(message) as string, status: 2 });
});

test("shows no control characters", async () => {
  const { out } = await ssps("explain", model("", "arn:aws:iam::1:user/\u001b[2J\u202e"));
  for (const char of ["\u001b", "\u202e"]) expect(out).not.toContain(char);
});
