import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PolicyStatement } from "../../policy/document";
import { environmentText, type Changes } from "../config/environment";
import { ssps } from "./run";
import { newFolder } from "../new-folder";

const ROOT = {
  Sid: "Root",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "kms:*",
  Resource: "*",
};
const ADMIN = "arn:aws:iam::123456789012:role/customer_sagemaker_admin_role";
const EXECUTION = "arn:aws:iam::123456789012:role/AmazonSageMaker-ExecutionRole-Admin";
const ALL = ["K1Objects", "K1Describe", "K1AdminGrants", "K1ServiceGrants", "K1Volumes", "K1FeatureStore"];

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

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

interface Lacking {
  readonly sufficient: boolean;
  readonly lacking: readonly {
    readonly statement: PolicyStatement;
    readonly needs: readonly { readonly principal: string; readonly action: string; readonly decision: string }[];
  }[];
}

async function key(content: string, ...args: string[]): Promise<{ status: unknown; sids: string[]; found: Lacking }> {
  writeFileSync("key.json", content);
  const { status, out } = await ssps("key", "key.json", "--json", ...args);
  const found = JSON.parse(out) as Lacking;
  return { status, found, sids: found.lacking.map(({ statement }) => statement.Sid ?? "") };
}

describe("what a policy lacks", () => {
  const everything = { Effect: "Allow", Principal: { AWS: [ADMIN, EXECUTION] }, Action: "kms:*", Resource: "*" };
  test.each<[string, object[], string[]]>([
    ["the account alone leaves all to it", [ROOT], ALL],
    ["both roles by name, for everything", [ROOT, everything], []],
    [
      "both roles by a pattern",
      [
        {
          ...everything,
          Principal: "*",
          Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/*" } },
        },
      ],
      [],
    ],
    [
      "one role only",
      [ROOT, { ...everything, Principal: { AWS: ADMIN } }],
      ["K1Objects", "K1Describe", "K1ServiceGrants", "K1Volumes", "K1FeatureStore"],
    ],
    [
      "no grants",
      [
        ROOT,
        { ...everything, Action: ["kms:*crypt*", "kms:Describe*", "kms:GenerateDataKey*", "kms:Re*", "kms:List*"] },
      ],
      ["K1AdminGrants", "K1ServiceGrants"],
    ],
    [
      "through S3 only",
      [ROOT, { ...everything, Condition: { StringLike: { "kms:ViaService": "s3.*.amazonaws.com" } } }],
      ["K1Describe", "K1AdminGrants", "K1ServiceGrants", "K1Volumes", "K1FeatureStore"],
    ],
    [
      "another account's roles",
      [ROOT, { ...everything, Principal: { AWS: ADMIN.replace("123456789012", "210987654321") } }],
      ALL,
    ],
  ])("%s", async (_, statements, expected) => {
    const { status, sids } = await key(policy(...statements));
    expect(sids).toEqual(expected);
    expect(status).toBe(expected.length === 0 ? 0 : 1);
  });

  test("what it prints suffices when it is pasted", async () => {
    const services = ["--service", "secretsmanager", "sns", "elasticfilesystem", "logs"];
    const { found, sids } = await key(policy(ROOT), ...services);
    expect(sids).toEqual([...ALL, "K1Secrets", "K1Topics", "K1FileSystems", "K1Logs"]);
    const pasted = policy(ROOT, ...found.lacking.map(({ statement }) => statement));
    expect(await key(pasted, ...services)).toEqual({ status: 0, sids: [], found: { sufficient: true, lacking: [] } });
  });

  test("takes the services of the environment, and what the AWS command line prints", async () => {
    environment({
      storage: { key: { administrator_arns: ["arn:aws:iam::123456789012:role/kms"], services: ["logs"] } },
    });
    const { sids } = await key(JSON.stringify({ Policy: policy(ROOT, everything), PolicyName: "default" }));
    expect(sids).toEqual(["K1Logs"]);
    environment({});
  });

  test("in China, services have their own names", async () => {
    environment({
      region: "cn-north-1",
      "federation.saml.provider_arns": ["arn:aws-cn:iam::123456789012:saml-provider/idp"],
    });
    const { found } = await key(policy(), "--service", "logs");
    const text = JSON.stringify(found);
    expect(text).toContain('"kms:ViaService":"s3.cn-north-1.amazonaws.com.cn"');
    expect(text).toContain('"Service":"logs.cn-north-1.amazonaws.com.cn"');
    expect(text).not.toContain("arn:aws:");
    environment({});
  });
});

test("for a person: the statements, and the deny that no statement helps against", async () => {
  writeFileSync(
    "key.json",
    policy(ROOT, { Sid: "NoGrants", Effect: "Deny", Principal: "*", Action: "kms:CreateGrant", Resource: "*" }),
  );
  const { status, out } = await ssps("key", "key.json");
  expect(status).toBe(1);
  expect(out).toMatch(/^no: key\.json lacks 6 of the statements that the roles need\n/);
  expect(out).toContain(`  K1Objects: kms:Decrypt, kms:GenerateDataKey for ${ADMIN}, ${EXECUTION}\n`);
  expect(out).toMatch(
    /K1ServiceGrants: kms:CreateGrant for .*\n {4}a statement denies it \(NoGrants\): adding is not enough/,
  );
  const pasted = JSON.parse(`[${out.split('Paste into "Statement":\n')[1] ?? ""}]`) as PolicyStatement[];
  expect(pasted.map(({ Sid }) => Sid)).toEqual(ALL);
});

test.each([
  ["no file", ["nope.json"], "nope.json"],
  ["no JSON", ["text"], "not JSON"],
  ["no policy", ["list"], "a policy document is an object"],
  [
    "an unknown service",
    ["right", "--service", "s3"],
    '--service: found "s3"; allowed: secretsmanager, sns, elasticfilesystem, logs',
  ],
  ["an unknown environment", ["right", "--env", "prod"], 'there is no environment "prod"'],
])("bad input: %s", async (_, args, message) => {
  writeFileSync("text", "{");
  writeFileSync("list", "[]");
  writeFileSync("right", policy());
  const { status, out, err } = await ssps("key", ...args);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toContain(message);
  expect(err.trimEnd().split("\n")).toHaveLength(1);
});
