import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PolicyStatement } from "../../policy/document";
import { fullAccessDocument } from "../../policy/managed";
import { environmentText, type Changes } from "../config/environment";
import { ssps } from "./run";
import { newFolder } from "../new-folder";

const home = process.cwd();
let folder: string;
beforeAll(() => {
  folder = newFolder();
  mkdirSync(join(folder, "environments"));
  process.chdir(folder);
  environment({});
});
afterAll(() => {
  process.chdir(home);
});

function environment(changes: Changes): void {
  writeFileSync("environments/dev.yaml", environmentText(changes));
}

interface Row {
  readonly allowedBy: string;
  readonly statementOf: string;
  readonly sid: string | null;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly clause: string | null;
  readonly says: string | null;
  readonly because: string | null;
}

interface Parity {
  readonly theirs: string;
  readonly ours: string;
  readonly unexplained: number;
  readonly differences: readonly Row[];
}

async function parity(...args: string[]): Promise<Parity & { status: unknown }> {
  const { status, out } = await ssps("parity", "--json", ...args);
  return { status, ...(JSON.parse(out) as Parity) };
}

async function against(...statements: readonly Partial<PolicyStatement>[]): ReturnType<typeof parity> {
  const allowed = statements.map((statement) => ({ Effect: "Allow", Resource: "*", ...statement }));
  writeFileSync("theirs.json", JSON.stringify({ Version: "2012-10-17", Statement: allowed }));
  return parity("--against", "theirs.json");
}

test.each([1, 2, 8, 14, 20, 24, 25, 26, 29])("every difference from version %d is explained", async (version) => {
  const { status, unexplained, differences, theirs } = await parity("--version", `v${version}`);
  expect({ status, unexplained, theirs }).toEqual({
    status: 0,
    unexplained: 0,
    theirs: `AmazonSageMakerFullAccess v${version}`,
  });
  expect(differences.length).toBeGreaterThan(40);
  expect(differences.filter(({ clause, says }) => clause === null || says === null)).toEqual([]);
});

test("the newest version, for a person", async () => {
  const { status, out } = await ssps("parity");
  expect(status).toBe(0);
  expect(out).toContain("(ours): 73 differences, every one explained\n\nTheirs allows it, ours does not\n");
  expect(out).toContain(
    [
      "N2  secretsmanager:CreateSecret, secretsmanager:DescribeSecret, secretsmanager:GetSecretValue",
      "     on     arn:aws:secretsmanager:*:*:secret:AmazonSageMaker-*",
      "     Sid    AllowSecretManagerActions",
      "     why    Secrets of this account only.",
      '     page   "Describe, Create, Get, Update secrets with a AmazonSageMaker-* prefix."',
    ].join("\n"),
  );
  expect(out).toContain("     Sid    X1Studio, a deny of ours\n");
  expect(out).toContain("\nOurs allows it, theirs does not\n");
});

describe("what explains a difference", () => {
  test.each<[string, Partial<PolicyStatement>, string | null, string | null]>([
    ["the clause that gives it by name", { Action: "secretsmanager:UpdateSecret" }, "N2", null],
    [
      "the reason of a statement around it",
      {
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::*:role/Data*",
        Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
      },
      "N1",
      "Theirs passes every role of the account to SageMaker; ours passes the SageMaker execution roles only.",
    ],
    ["a reason is not stretched over more than its statement", { Action: "iam:PassRole" }, "N1", null],
    ["the clause that wants it absent", { Action: "iam:CreateUser" }, "E2", null],
    ["the same, for a pattern within its pattern", { Action: "iam:CreateLogin*" }, "E2", null],
    ["nothing: the pattern names more", { Action: "iam:C*" }, null, null],
    ["nothing: no clause is about it", { Action: "dynamodb:PutItem" }, null, null],
    ["nothing: a case on one bucket says nothing of all", { Action: "s3:PutBucketPolicy" }, null, null],
    ["nothing: everything but", { NotAction: "s3:*", Resource: "arn:aws:ec2:*" }, null, null],
  ])("%s", async (_, statement, clause, because) => {
    const { status, differences, unexplained } = await against(statement);
    const row = differences.find(({ allowedBy, statementOf }) => allowedBy === "theirs" && statementOf === "theirs");
    expect(row).toMatchObject({ clause, because });
    expect({ status, unexplained }).toEqual(
      clause === null ? { status: 1, unexplained: 1 } : { status: 0, unexplained: 0 },
    );
  });

  test("a deny of theirs takes away what a statement of ours allows", async () => {
    const { status, differences } = await against({ Action: "*" }, { Effect: "Deny", Action: "athena:*" });
    const row = differences.find(({ allowedBy, effect }) => allowedBy === "ours" && effect === "Deny");
    expect(row).toMatchObject({ statementOf: "theirs", clause: "D1" });
    expect(status).toBe(1);
  });

  test("a statement of theirs with a Sid of ours stays theirs", async () => {
    const { status, differences } = await against({ Sid: "N2SecretsByName", Action: "dynamodb:*" });
    expect(differences).toContainEqual(expect.objectContaining({ sid: "N2SecretsByName", clause: null }));
    expect(status).toBe(1);
  });

  test("unexplained ones come first, and are marked", async () => {
    await against({ Action: ["dynamodb:PutItem", "iam:CreateUser"] });
    const { out } = await ssps("parity", "--against", "theirs.json");
    expect(out).toContain(", 1 unexplained\n\nTheirs allows it, ours does not\n??  dynamodb:PutItem\n");
    expect(out).toContain("     such   as dynamodb:PutItem on ");
  });

  test("an environment's choices count", async () => {
    const all = await parity("--env", "dev");
    environment({ "roles.admin.integrations": false });
    const narrow = await parity("--env", "dev");
    const athena = (row: Row): boolean => row.actions.includes("athena:StartQueryExecution");
    expect(all.differences.find(athena)).toBeUndefined();
    expect(narrow.differences.find(athena)).toMatchObject({ allowedBy: "theirs", clause: "D1" });
    expect([all.status, narrow.status]).toEqual([0, 0]);
  });
});

test.each([
  [
    "what get-policy-version prints",
    (document: object) => ({ PolicyVersion: { Document: document, VersionId: "v1" } }),
  ],
  ["what get-role-policy prints", (document: object) => ({ RoleName: "r", PolicyDocument: document })],
])("%s is read", async (_, printed) => {
  const document = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "dynamodb:*", Resource: "*" } };
  writeFileSync("printed.json", JSON.stringify(printed(document)));
  const { status, unexplained, theirs } = await parity("--against", "printed.json");
  expect({ status, unexplained, theirs }).toEqual({ status: 1, unexplained: 1, theirs: "printed.json" });
});

test("several policies count as one", async () => {
  const document = (action: string): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: action, Resource: "*" } });
  writeFileSync("a.json", document("dynamodb:*"));
  writeFileSync("b.json", document("sqs:*"));
  const { unexplained, theirs } = await parity("--against", "a.json", "--against", "b.json");
  expect({ unexplained, theirs }).toEqual({ unexplained: 2, theirs: "a.json and b.json" });
});

describe("what moved", () => {
  interface Moved {
    readonly unexplained: number;
    readonly moved: readonly {
      readonly moved: string;
      readonly actions: readonly string[];
      readonly apart: readonly Row[];
    }[];
  }
  test("each statement, and where ours stands", async () => {
    const { status, out } = await ssps("parity", "--since", "v23", "--version", "v26", "--json");
    const { moved, unexplained } = JSON.parse(out) as Moved;
    expect({ status, unexplained }).toEqual({ status: 0, unexplained: 0 });
    const of = (action: string): Moved["moved"][number] | undefined =>
      moved.find(({ actions }) => actions.includes(action));
    expect(of("s3express:ListAllMyDirectoryBuckets")).toMatchObject({ moved: "added", apart: [] });
    expect(of("s3express:CreateBucket")?.apart).toEqual([
      expect.objectContaining({ allowedBy: "theirs", clause: "D1" }),
    ]);
    expect(moved.map((row) => row.moved)).toContain("removed");
  });

  test("what was taken out and ours still allows is traced", async () => {
    const { out } = await ssps("parity", "--since", "v26", "--version", "v27", "--json");
    const { moved } = JSON.parse(out) as Moved;
    expect(moved).toEqual([expect.objectContaining({ moved: "removed" })]);
  });

  test.each([
    ["--since v26 --version v27", "AmazonSageMakerFullAccess v26 to v27: 1 difference, every one explained"],
    ["--since v27", "AmazonSageMakerFullAccess v27 to v29: no access moved"],
  ])("%s", async (options, line) => {
    const { status, out } = await ssps("parity", ...options.split(" "));
    expect(out.split("\n")[0]).toBe(line);
    expect(status).toBe(0);
  });
});

test.each<[string, string, string]>([
  ["--version v99", "", '--version: found "v99"; known are v1 to v29, as of '],
  ["--since constructor", "", '--since: found "constructor"; known are v1 to v29'],
  [
    "--against arn:aws:iam::123456789012:policy/theirs",
    "",
    "the text of an account's own policy is in the account only; save it with `aws iam get-policy-version --policy-arn arn:aws:iam::123456789012:policy/theirs",
  ],
  ["--since v1 --against x.json", "", "--version and --since are about AmazonSageMakerFullAccess"],
  ["--against nowhere.json", "", "cannot read nowhere.json"],
  ["--against x.json", '{"Statement": [', "x.json"],
  [
    "--against x.json",
    '{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}}',
    "x.json names principals",
  ],
  ["--against x.json", "null", "x.json"],
  ["--env nowhere", "", 'there is no environment "nowhere"'],
])("%s %s is refused", async (options, content, message) => {
  writeFileSync("x.json", content);
  const { status, out, err } = await ssps("parity", ...options.split(" "));
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toContain(message);
});

test("another partition's text is not at hand, a file of it is", async () => {
  const saml = { provider_arns: ["arn:aws-cn:iam::123456789012:saml-provider/saml"] };
  environment({ region: "cn-north-1", "federation.saml": saml });
  const { status, err } = await ssps("parity", "--env", "dev");
  expect(status).toBe(2);
  expect(err).toContain(
    "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess: the text of partition aws-cn is not at hand",
  );
  expect(err).toContain("--policy-arn arn:aws-cn:iam::aws:policy/AmazonSageMakerFullAccess --version-id");
  // Every difference is explained there, as it is in the partition aws.
  const text = JSON.stringify({ PolicyVersion: { Document: fullAccessDocument() } });
  writeFileSync("x.json", text.replaceAll("arn:aws:", "arn:aws-cn:"));
  const { status: explained, unexplained, differences } = await parity("--env", "dev", "--against", "x.json");
  expect({ explained, unexplained }).toEqual({ explained: 0, unexplained: 0 });
  expect(differences.length).toBeGreaterThan(50);
});
