import { rightsFor } from "../../deployer";
import { documentsFor } from "../../deployer/documents";
import type { Need } from "../../deployer/needs";
import { githubPipeline, gitlabPipeline, pipelineTrust, roleTrust } from "../../deployer/trust";
import { compile, decide } from "../../policy/decide";
import type { PolicyDocument, PolicyStatement } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { allowedSize, policySize } from "../../policy/size";
import { stackOf } from "./prod";

const reason = { of: "test", phases: [], evidence: "recorded" } as const;

function need(action: string, resource: string, conditions: Need["conditions"] = {}): Need {
  return { action, resource, conditions, reason };
}

function statements(documents: readonly PolicyDocument[]): readonly PolicyStatement[] {
  return documents.flatMap(({ Statement }) => [Statement].flat() as readonly PolicyStatement[]);
}

function denied(documents: readonly PolicyDocument[], needs: readonly Need[]): Need[] {
  const identity = compile(documents.map((document, i) => parsePolicy(document, String(i))));
  return needs.filter(
    ({ action, resource }) => decide({ identity }, { action, resource, context: {} }).decision !== "allow",
  );
}

describe("the documents for what is needed", () => {
  const role = (i: number): string => `arn:aws:iam::123456789012:role/${"r".repeat(40)}${i}`;

  test.each<[string, Need[], number]>([
    ["nothing", [], 0],
    ["one action", [need("iam:GetRole", role(1))], 1],
    ["many roles", Array.from({ length: 200 }, (_, i) => need("iam:GetRole", role(i))), 4],
    [
      "many actions on one",
      Array.from({ length: 300 }, (_, i) => need(`iam:GetSomethingWithAVeryLongName${i}`, role(1))),
      4,
    ],
    ["many of both", Array.from({ length: 300 }, (_, i) => need(`iam:Get${i % 17}`, role(i))), 6],
  ])("%s: they fit, and allow it all", (_, needs, count) => {
    const documents = documentsFor(needs);
    expect(documents).toHaveLength(count);
    expect(documents.filter((document) => policySize(document) > allowedSize("managed"))).toEqual([]);
    expect(denied(documents, needs)).toEqual([]);
    const sids = statements(documents).map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    expect(sids.filter((sid = "") => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
  });

  test("what goes equally far is one statement; the values of one condition are united", () => {
    const attach = (name: string): Need =>
      need("iam:AttachRolePolicy", role(1), { ArnEquals: { "iam:PolicyARN": `arn:aws:iam::aws:policy/${name}` } });
    const documents = documentsFor([
      need("iam:GetRole", role(1)),
      need("iam:GetRole", role(2)),
      need("iam:TagRole", role(2)),
      need("iam:TagRole", role(1)),
      attach("B"),
      attach("A"),
    ]);
    expect(statements(documents)).toEqual([
      {
        Sid: "IamRole",
        Effect: "Allow",
        Action: "iam:AttachRolePolicy",
        Resource: role(1),
        Condition: { ArnEquals: { "iam:PolicyARN": ["arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/B"] } },
      },
      { Sid: "IamRole2", Effect: "Allow", Action: ["iam:GetRole", "iam:TagRole"], Resource: [role(1), role(2)] },
    ]);
  });

  test("what is needed without a condition is not allowed with one besides", () => {
    const documents = documentsFor([
      need("kms:DescribeKey", "*", { StringEquals: { "kms:ViaService": "s3" } }),
      need("kms:DescribeKey", "*"),
    ]);
    expect(statements(documents)).toEqual([
      { Sid: "KmsAny", Effect: "Allow", Action: "kms:DescribeKey", Resource: "*" },
    ]);
  });
});

describe("what a stack's attributes decide", () => {
  const role = (attributes: object): PolicyDocument[] =>
    rightsFor(stackOf({ aws_iam_role: { x: { name: "x", ...attributes } } }), "apply").identities.flatMap(
      ({ policies }) => policies.map(({ document }) => document),
    );
  const of = (documents: readonly PolicyDocument[], action: string): PolicyStatement | undefined =>
    statements(documents).find(({ Action = [] }) => [Action].flat().includes(action));

  test("a boundary is kept: roles are made with it, and it is not taken away", () => {
    const boundary = "arn:aws:iam::123456789012:policy/boundary";
    const documents = role({ permissions_boundary: boundary });
    for (const action of ["iam:CreateRole", "iam:PutRolePermissionsBoundary"]) {
      expect(of(documents, action)?.Condition).toEqual({ StringEquals: { "iam:PermissionsBoundary": boundary } });
    }
    expect(of(documents, "iam:DeleteRolePermissionsBoundary")).toBeUndefined();
    expect(of(role({}), "iam:DeleteRolePermissionsBoundary")).toBeDefined();
  });

  test("a role's path is part of its ARN, and an attachment follows it", () => {
    const stack = stackOf({
      aws_iam_role: { x: { name: "x", path: "/team/" } },
      aws_iam_policy: { p: { name: "p", path: "/team/" } },
      aws_iam_role_policy_attachment: { a: { role: "${aws_iam_role.x.name}", policy_arn: "${aws_iam_policy.p.arn}" } },
    });
    const documents = rightsFor(stack, "apply").identities.flatMap(({ policies }) => policies.map((it) => it.document));
    expect(of(documents, "iam:AttachRolePolicy")).toMatchObject({
      Resource: "arn:aws:iam::123456789012:role/team/x",
      Condition: { ArnEquals: { "iam:PolicyARN": "arn:aws:iam::123456789012:policy/team/p" } },
    });
  });

  test("objects are deleted only where the bucket is emptied before it goes", () => {
    const bucket = (force_destroy: boolean): PolicyDocument[] =>
      rightsFor(stackOf({ aws_s3_bucket: { b: { bucket: "b", force_destroy } } }), "apply").identities.flatMap(
        ({ policies }) => policies.map(({ document }) => document),
      );
    expect(of(bucket(false), "s3:DeleteObject")).toBeUndefined();
    expect(of(bucket(true), "s3:DeleteObject")?.Resource).toBe("arn:aws:s3:::b/*");
  });

  test("a type that nothing is known of is said, whatever it is called", () => {
    const stack = stackOf({ aws_sqs_queue: { q: {} }, constructor: { c: {} }, aws_iam_role: { x: { name: "x" } } });
    expect(rightsFor(stack, "apply").unknownTypes).toEqual(["aws_sqs_queue", "constructor"]);
  });
});

describe("the state in S3", () => {
  const s3 = { bucket: "acme-state", key: "ml/dev-base.tfstate", region: "eu-west-1" };
  const KEY = "0a1b2c3d-0000-4000-8000-000000000000";
  const rightsOf = (backend: object, assume?: string): ReturnType<typeof rightsFor> =>
    rightsFor(stackOf({}, { backend, ...(assume !== undefined && { assume_role: [{ role_arn: assume }] }) }), "apply");
  const allowed = (documents: readonly PolicyDocument[]): string[] =>
    statements(documents).flatMap(({ Action = [], Resource = [] }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${resource}`)),
    );

  const STATE = [
    "s3:DeleteObject arn:aws:s3:::acme-state/ml/dev-base.tfstate.tflock",
    "s3:GetObject arn:aws:s3:::acme-state/ml/dev-base.tfstate",
    "s3:GetObject arn:aws:s3:::acme-state/ml/dev-base.tfstate.tflock",
    "s3:ListBucket arn:aws:s3:::acme-state",
    "s3:PutObject arn:aws:s3:::acme-state/ml/dev-base.tfstate",
    "s3:PutObject arn:aws:s3:::acme-state/ml/dev-base.tfstate.tflock",
  ];
  const ASSUMED = "arn:aws:iam::123456789012:role/deployer";

  test.each<[string, object, string | undefined, string[], string[]]>([
    ["local", { local: {} }, undefined, ["sts:GetCallerIdentity *"], []],
    ["cloud", { cloud: {} }, undefined, ["sts:GetCallerIdentity *"], []],
    ["s3", { s3 }, undefined, [...STATE, "sts:GetCallerIdentity *"], []],
    [
      "s3 with a key's id",
      { s3: { ...s3, kms_key_id: KEY } },
      undefined,
      [
        `kms:Decrypt arn:aws:kms:eu-west-1:123456789012:key/${KEY}`,
        `kms:GenerateDataKey arn:aws:kms:eu-west-1:123456789012:key/${KEY}`,
        ...STATE,
        "sts:GetCallerIdentity *",
      ],
      [],
    ],
    ["local, by an assumed role", { local: {} }, ASSUMED, ["sts:GetCallerIdentity *"], [`sts:AssumeRole ${ASSUMED}`]],
    ["s3, by an assumed role", { s3 }, ASSUMED, ["sts:GetCallerIdentity *"], [...STATE, `sts:AssumeRole ${ASSUMED}`]],
  ])("%s", (_, backend, assumed, deployer, caller) => {
    const { identities } = rightsOf(backend, assumed);
    const of = (who: string): string[] =>
      allowed(identities.filter((it) => it.who === who).flatMap(({ policies }) => policies.map((it) => it.document)));
    expect(of("deployer").sort()).toEqual([...deployer].sort());
    expect(of("caller").sort()).toEqual([...caller].sort());
  });

  test("planning reads the state and takes the lock, and writes no state", () => {
    const { identities } = rightsFor(stackOf({}, { backend: { s3 } }), "plan");
    const documents = identities.flatMap(({ policies }) => policies.map(({ document }) => document));
    expect(allowed(documents).sort()).toEqual(
      [
        ...STATE.filter((one) => one !== "s3:PutObject arn:aws:s3:::acme-state/ml/dev-base.tfstate"),
        "sts:GetCallerIdentity *",
      ].sort(),
    );
  });
});

describe("who may assume the role", () => {
  const GITHUB = "token.actions.githubusercontent.com";
  const github = pipelineTrust(githubPipeline("acme/ml", "main"), "aws", "123456789012");
  const gitlab = pipelineTrust(gitlabPipeline("acme/ml", "main"), "aws-cn", "123456789012");

  test.each<[string, PolicyDocument, string, Record<string, string>, boolean]>([
    ["the branch", github, GITHUB, { aud: "sts.amazonaws.com", sub: "repo:acme/ml:ref:refs/heads/main" }, true],
    ["another branch", github, GITHUB, { aud: "sts.amazonaws.com", sub: "repo:acme/ml:ref:refs/heads/x" }, false],
    ["a pull request", github, GITHUB, { aud: "sts.amazonaws.com", sub: "repo:acme/ml:pull_request" }, false],
    [
      "another repository",
      github,
      GITHUB,
      { aud: "sts.amazonaws.com", sub: "repo:evil/ml:ref:refs/heads/main" },
      false,
    ],
    [
      "another audience",
      github,
      GITHUB,
      { aud: "https://github.com/acme", sub: "repo:acme/ml:ref:refs/heads/main" },
      false,
    ],
    ["no subject", github, GITHUB, { aud: "sts.amazonaws.com" }, false],
    [
      "a project of GitLab, in China",
      gitlab,
      "gitlab.com",
      { aud: "sts.amazonaws.com.cn", sub: "project_path:acme/ml:ref_type:branch:ref:main" },
      true,
    ],
  ])("%s", (_, trust, issuer, claims, expected) => {
    const partition = issuer === GITHUB ? "aws" : "aws-cn";
    const { decision } = decide(
      { resource: compile([parsePolicy(trust, "trust")]) },
      {
        principal: `arn:${partition}:iam::123456789012:oidc-provider/${issuer}`,
        action: "sts:AssumeRoleWithWebIdentity",
        resource: `arn:${partition}:iam::123456789012:role/deployer`,
        context: Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${issuer}:${claim}`, value])),
      },
    );
    expect(decision).toBe(expected ? "allow" : "implicitDeny");
  });

  test("a deployer that is assumed trusts that one role", () => {
    expect(roleTrust("arn:aws:iam::999999999999:role/ci")).toMatchObject({
      Statement: { Principal: { AWS: "arn:aws:iam::999999999999:role/ci" }, Action: "sts:AssumeRole" },
    });
  });
});
