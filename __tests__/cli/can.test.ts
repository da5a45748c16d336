import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../cli/ssps";
import { newFolder } from "../new-folder";

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";
const ROLE = "arn:aws:iam::123456789012:role/AmazonSageMaker-ExecutionRole-Admin";
const SAGEMAKER = "arn:aws:sagemaker:eu-west-1:123456789012:";

let folder: string;
beforeAll(() => {
  folder = newFolder();
});
afterAll(() => {
  process.exitCode = 0;
});

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

/** Runs `ssps can` and takes what it prints. */
async function can(...args: string[]): Promise<{ out: string; err: string; status: number }> {
  const printed = { out: "", err: "" };
  const spies = (["out", "err"] as const).map((name) =>
    jest.spyOn(name === "out" ? process.stdout : process.stderr, "write").mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    }),
  );
  try {
    await run(["can", ...args]);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { ...printed, status: Number(process.exitCode) };
}

async function answer(...args: string[]): Promise<unknown> {
  return JSON.parse((await can(...args, "--json")).out);
}

describe("an answer for a person", () => {
  test.each([
    [
      ["secretsmanager:UpdateSecret", `${SECRET}payroll-AbCdEf`],
      1,
      [
        "deny: no statement allows it",
        "  clause   N2 Secrets by name",
        '  page     "Describe, Create, Get, Update secrets with a AmazonSageMaker-* prefix."',
        "  allowed  on arn:aws:secretsmanager:*:123456789012:secret:AmazonSageMaker-*",
        "  next     use a name such as AmazonSageMaker-payroll: it is allowed there",
      ],
    ],
    [
      ["secretsmanager:UpdateSecret", `${SECRET}AmazonSageMaker-db-AbCdEf`],
      0,
      [
        "allow",
        "  policy   customer_sagemaker_admin_policy_2",
        "  Sid      N2SecretsByName",
        "  clause   N2 Secrets by name",
        '  page     "Describe, Create, Get, Update secrets with a AmazonSageMaker-* prefix."',
      ],
    ],
    [
      ["sagemaker:CreateDomain", `${SAGEMAKER}domain/d-1`],
      1,
      [
        "deny: a statement denies it",
        "  policy   customer_sagemaker_deny_policy",
        "  Sid      X1Studio",
        "  clause   X1 No SageMaker Studio",
        '  page     "SageMaker Studio is not supported at this time."',
        "  next     the page excludes it (X1 No SageMaker Studio)",
      ],
    ],
    // An action is never read as words, though a task is about deleting in a bucket.
    [
      ["s3:DeleteBucket", "*"],
      1,
      [
        "deny: no statement allows it",
        "  clauses  none is about s3:DeleteBucket; about s3: N5, D1",
        "  next     nothing in the contract allows s3:DeleteBucket: who owns the environment's file can add a policy of your own, `roles.admin.extra_policy_arns`",
      ],
    ],
    [
      ["dynamodb:GetItem", "*"],
      1,
      [
        "deny: no statement allows it",
        "  clauses  no clause allows anything of dynamodb",
        "  next     nothing in the contract allows dynamodb:GetItem: who owns the environment's file can add a policy of your own, `roles.admin.extra_policy_arns`",
      ],
    ],
  ])("%j", async (args, status, lines) => {
    expect(await can(...args)).toEqual({ out: `${lines.join("\n")}\n`, err: "", status });
  });

  test.each([
    [
      ["secretsmanager:GetSecretValue", `${SECRET}payroll`],
      "secretsmanager:ResourceTag/SageMaker=VALUE (StringEquals true)",
    ],
    [["iam:PassRole", ROLE], "iam:PassedToService=VALUE (StringEquals sagemaker.amazonaws.com, glue.amazonaws.com, "],
    [["sagemaker:CreateLabelingJob", `${SAGEMAKER}labeling-job/x`], "WorkteamType is not given and could deny it"],
    [["s3:PutObject", "arn:aws:s3:::acme-sagemaker/x"], "assumed  the resource belongs to 123456789012; if not: "],
    [
      ["s3:GetObject", "arn:aws:s3:::acme-sagemaker/*"],
      "note     a wildcard in the resource is a character of its name",
    ],
    [["ecr:DeleteLifecyclePolicy", "*"], "clauses  none is about ecr:DeleteLifecyclePolicy; about ecr: N4, D1\n"],
  ])("%j hints what matters", async (args, hint) => {
    expect((await can(...args)).out).toContain(hint);
  });
});

describe("an answer for a program", () => {
  test.each([
    ["allowed", [], "s3:GetObject", "arn:aws:s3:::acme-sagemaker/x", "allow", "N5Read", "N5", []],
    ["waits for a key", [], "iam:PassRole", ROLE, "implicitDeny", null, "N1", ["iam:PassedToService"]],
    [
      "has the key",
      ["--context", "iam:PassedToService=glue.amazonaws.com"],
      "iam:PassRole",
      ROLE,
      "allow",
      "N1PassRole",
      "N1",
      [],
    ],
    [
      "has another value",
      ["--context", "iam:PassedToService=ec2.amazonaws.com"],
      "iam:PassRole",
      ROLE,
      "implicitDeny",
      null,
      "N1",
      [],
    ],
    ["holds by absence", [], "cloudwatch:DeleteAlarms", "*", "implicitDeny", null, "X4", []],
    ["grants no rights", [], "iam:CreateRole", "arn:aws:iam::123456789012:role/x", "implicitDeny", null, "E2", []],
    [
      "is denied by a case",
      [],
      "secretsmanager:DeleteSecret",
      `${SECRET}AmazonSageMaker-x`,
      "implicitDeny",
      null,
      "N2",
      [],
    ],
    [
      "another account",
      ["--context", "aws:ResourceAccount=444455556666"],
      "s3:PutObject",
      "arn:aws:s3:::sagemaker/x",
      "implicitDeny",
      null,
      "N5",
      [],
    ],
    [
      "the service role",
      ["--as", "execution"],
      "sagemaker:CreateNotebookInstance",
      `${SAGEMAKER}notebook-instance/x`,
      "explicitDeny",
      "J2Notebooks",
      "J2",
      [],
    ],
    [
      "the clause that denies always, not that of an option",
      ["--as", "execution"],
      "ecr:SetRepositoryPolicy",
      "arn:aws:ecr:eu-west-1:123456789012:repository/sagemaker-churn",
      "implicitDeny",
      null,
      "J2",
      [],
    ],
    ["in China", [], "s3:PutObject", "arn:aws-cn:s3:::sagemaker/x", "allow", "N5Write", "N5", []],
    [
      "an environment's file",
      ["--env", "dev"],
      "s3:PutObject",
      "arn:aws:s3:::sagemaker/x",
      "allow",
      "N5Write",
      "N5",
      [],
    ],
  ] as const)("%s", async (_, options, action, resource, decision, sid, clause, missing) => {
    expect(await answer(action, resource, ...options)).toMatchObject({ decision, sid, clause, missing });
  });

  test("has null where nothing can be said", async () => {
    expect(await answer("dynamodb:GetItem", "*")).toEqual({
      action: "dynamodb:GetItem",
      resource: "*",
      role: "admin",
      account: "123456789012",
      environment: null,
      decision: "implicitDeny",
      side: "identity",
      policy: null,
      sid: null,
      clause: null,
      title: null,
      says: null,
      missing: [],
      wants: [],
      allowed: [],
      assumed: [],
      notes: [],
      next: [expect.stringContaining("extra_policy_arns")],
    });
  });

  test.each([
    ["a resource where AWS asks of none", [], "s3:ListAllMyBuckets", "arn:aws:s3:::x", ["AWS decides it on *"]],
    [
      "another account and region than the environment's",
      ["--env", "dev"],
      "sagemaker:DescribeEndpoint",
      "arn:aws:sagemaker:eu-west-2:999999999999:endpoint/x",
      [
        "belongs to account 999999999999, the environment's is 123456789012",
        "is in eu-west-2, the environment in eu-west-1",
      ],
    ],
  ])("notes %s", async (_, options, action, resource, notes) => {
    const found = (await answer(action, resource, ...options)) as { notes: readonly string[] };
    expect(found.notes).toEqual(notes.map((note): unknown => expect.stringContaining(note)));
  });
});

describe("what does not exist has no answer", () => {
  const none = [
    ["an action", "sagemaker:CreateNotbook", "*", "did you mean sagemaker:CreateNotebookInstance?"],
    ["the beginning of an action", "sagemaker:CreateNotebook", "*", "did you mean sagemaker:CreateNotebookInstance?"],
    ["a swapped letter", "s3:GetObejct", "arn:aws:s3:::x/y", "did you mean s3:GetObject?"],
    ["a service", "sagemakr:CreateModel", "*", "AWS publishes no service sagemakr"],
    ["another type's ARN", "sagemaker:DescribeEndpoint", "arn:aws:s3:::x", "takes no such resource; it takes arn:"],
    ["an object for a bucket", "s3:ListBucket", "arn:aws:s3:::x/y", "takes no such resource; it takes arn:"],
  ] as const;
  test.each(none)("%s", async (_, action, resource, message) => {
    const { out, err, status } = await can(action, resource);
    expect({ out, err, status }).toEqual({ out: "", err: expect.stringContaining(message) as string, status: 2 });
  });

  test.each(none)("%s, among many requests: it is noted", async (name, action, resource, message) => {
    const path = file(`no ${name}.jsonl`, JSON.stringify({ action, resource }));
    expect(JSON.parse((await can("--requests", path)).out)).toMatchObject({
      notes: [expect.stringContaining(message)],
    });
  });
});

describe("--policy", () => {
  const policy = { Version: "2012-10-17" };
  const during = {
    ...policy,
    Statement: {
      Sid: "Window",
      Effect: "Allow",
      Action: "s3:*",
      Resource: "*",
      Condition: { DateLessThan: { "aws:CurrentTime": "2026-12-05T18:00:00Z" } },
    },
  };
  const tags = {
    ...policy,
    Statement: {
      Effect: "Allow",
      Action: "s3:PutObjectTagging",
      Resource: "*",
      Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] } },
    },
  };
  const bucket = {
    ...policy,
    Statement: { Effect: "Allow", Principal: { AWS: "444455556666" }, Action: "*", Resource: "*" },
  };

  test.each([
    ["assumes no time", during, [], "implicitDeny", ["aws:CurrentTime"]],
    ["takes an instant", during, ["--at", "2026-12-05T17:59:59Z"], "allow", []],
    ["takes a later instant", during, ["--at", "2026-12-05T19:00:00+01:00"], "implicitDeny", []],
    ["takes several values of a key", tags, ["--context", "aws:TagKeys=a", "--context", "aws:TagKeys=b"], "allow", []],
    ["looks at each of them", tags, ["--context", "aws:TagKeys=a", "--context", "aws:TagKeys=c"], "implicitDeny", []],
    ["asks who, where principals are named", bucket, [], "implicitDeny", []],
    ["takes a principal", bucket, ["--principal", "arn:aws:iam::444455556666:role/x"], "allow", []],
  ])("%s", async (name, document, options, decision, missing) => {
    const path = file(`${name}.json`, document);
    expect(await answer("s3:PutObjectTagging", "arn:aws:s3:::b/k", "--policy", path, ...options)).toMatchObject({
      decision,
      missing,
      clause: null,
    });
  });

  test("says where IAM would refuse one", async () => {
    const path = file("refused.json", {
      ...policy,
      Statement: { Effect: "Allow", Action: "s*:PutObject", Resource: "*" },
    });
    const { out, status } = await can("s3:PutObject", "arn:aws:s3:::b/k", "--policy", path);
    expect(status).toBe(2);
    expect(out).toContain(
      `  note     IAM would refuse ${path}, statement 0: "s*:PutObject" has a wildcard in the service's prefix`,
    );
  });

  test("takes several files", async () => {
    const deny = file("deny.json", { ...policy, Statement: { Sid: "No", Effect: "Deny", Action: "*", Resource: "*" } });
    const allow = file("allow.json", { ...policy, Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
    expect(await answer("s3:GetObject", "*", "--policy", allow, "--policy", deny)).toMatchObject({
      decision: "explicitDeny",
      policy: deny,
      sid: "No",
    });
  });
});

describe("--requests", () => {
  const lines = (...requests: unknown[]): string => requests.map((request) => `${JSON.stringify(request)}\n`).join("");

  test("answers line by line, in order", async () => {
    const path = file(
      "requests.jsonl",
      lines(
        { action: "s3:GetObject", resource: "arn:aws:s3:::acme-sagemaker/x" },
        { action: "iam:PassRole", resource: ROLE, context: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
        { action: "sagemaker:CreateNotebookInstance", resource: `${SAGEMAKER}notebook-instance/x`, as: "execution" },
        { action: "sts:AssumeRole", resource: ROLE, at: "2026-12-01T08:00:00Z" },
      ),
    );
    const { out, status } = await can("--requests", path);
    const decisions = out
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { decision: string }).decision);
    expect(decisions).toEqual(["allow", "allow", "explicitDeny", "implicitDeny"]);
    expect(status).toBe(1);
  });

  test("is fine where all are allowed, without a line feed at the end too", async () => {
    const path = file("fine.jsonl", '{"action": "s3:ListAllMyBuckets", "resource": "*"}');
    expect(await can("--requests", path)).toMatchObject({
      status: 0,
      out: expect.stringContaining('"allow"') as string,
    });
  });

  test.each([
    ["no JSON", '{"action": }\n', ":1: not JSON: "],
    ["no object", '{"action":"s3:GetObject","resource":"*"}\n[]\n', ":2: a request is an object: "],
    ["an empty line", "\n", ":1: not JSON: "],
    ["an unknown field", '{"acton":"s3:GetObject"}\n', ':1: unknown field "acton"; a request holds action, resource, '],
    ["__proto__", '{"__proto__":{},"action":"s3:GetObject","resource":"*"}\n', ':1: unknown field "__proto__"'],
    ["no resource", '{"action":"s3:GetObject"}\n', ":1: no resource"],
    ["a number", '{"action":1,"resource":"*"}\n', ":1: action must be text, found 1"],
    [
      "a nested context",
      '{"action":"s3:GetObject","resource":"*","context":{"aws:x":{}}}\n',
      ':1: context "aws:x" must be text',
    ],
    [
      "a role that is none",
      '{"action":"s3:GetObject","resource":"*","as":"root"}\n',
      ":1: a request is decided as one of admin",
    ],
    [
      "a resource that takes long to match",
      `{"action":"s3:GetObject","resource":"arn:aws:s3:::${"a".repeat(32_768)}"}\n`,
      ':1: "resource" has 32781 characters; allowed: at most 32768',
    ],
    [
      "a value that takes long to match",
      `{"action":"s3:GetObject","resource":"*","context":{"aws:x":["a","${"a".repeat(32_769)}"]}}\n`,
      ':1: "aws:x" has 32769 characters; allowed: at most 32768',
    ],
    ["a long line", "x".repeat(1_100_000), ":1: a line of more than 1048576 bytes"],
  ])("refuses %s", async (name, content, message) => {
    const path = file(`${name}.jsonl`, content);
    const { err, status } = await can("--requests", path);
    expect({ err, status }).toEqual({ err: expect.stringContaining(`${path}${message}`) as string, status: 2 });
  });
});

describe("bad input", () => {
  const bucket = "arn:aws:s3:::b";
  test.each([
    [[], "an action and a resource are needed, or a verb, a kind and a name"],
    [["s3:GetObject"], "an action and a resource are needed, or a verb"],
    [["s3:Get*", bucket], "a pattern stands for many actions, ask about one of them"],
    [["s3:GetObject", "acme-sagemaker"], "the resource must be an ARN, such as arn:aws:s3:::bucket/key, or *"],
    [["s3:GetObject", "arn:aws:s3"], "the resource must be an ARN"],
    [
      ["s3:GetObject", bucket, "--as", "root"],
      'a request is decided as one of admin, execution, workforce; found "root"',
    ],
    [["s3:GetObject", bucket, "--context", "aws:SourceVpc"], "--context takes KEY=VALUE"],
    [["s3:GetObject", bucket, "--context", "vpc=x"], "a condition key is service:Name, such as aws:SourceVpc"],
    [["s3:GetObject", bucket, "--at", "tomorrow"], "an instant is written 2026-12-01T08:00:00Z"],
    [["s3:GetObject", bucket, "--env", "nope"], 'there is no environment "nope": no file environments/nope.yaml'],
    [["s3:GetObject", bucket, "--env", "../dev"], 'there is no environment "../dev"'],
    [["s3:GetObject", bucket, "--policy", "/nope.json"], "cannot read /nope.json: "],
    [["s3:GetObject", bucket, "--policy", "x", "--as", "admin"], "leave --as and --env out"],
    [["s3:GetObject", bucket, "--principal", "arn:aws:iam::1:role/x"], "--principal goes with --policy"],
    [["s3:GetObject", bucket, "--requests", "-"], "leave the words and --task out"],
    [["--requests", "/nope.jsonl"], "cannot read /nope.jsonl: "],
  ])("%j", async (args, message) => {
    const { out, err, status } = await can(...args);
    expect({ out, err, status }).toEqual({ out: "", err: expect.stringContaining(message) as string, status: 2 });
  });

  test("says where a policy is wrong", async () => {
    const path = file("bad.json", { Version: "2012-10-17", Statement: [{ Effect: "Maybe" }] });
    const { err } = await can("s3:GetObject", bucket, "--policy", path);
    expect(err).toContain(`${path}: $.Statement[0].Effect: must be "Allow" or "Deny", found "Maybe"`);
  });

  test("shows no control characters", async () => {
    const { out, err } = await can("s3:GetObject", `${bucket}/\u001b[2J\u202e`, "--context", "aws:x=\u001b");
    for (const char of ["\u001b", "\u202e"]) expect(out + err).not.toContain(char);
  });
});
