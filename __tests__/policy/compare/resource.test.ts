import { compareResource, type Comparison, type ResourceContext } from "../../../policy/compare";
import type { PolicyStatement } from "../../../policy/document";
import { parsePolicy } from "../../../policy/parse";

type Part = Partial<PolicyStatement>;

const account = "111122223333";
const root = `arn:aws:iam::${account}:root`;
const role = `arn:aws:iam::${account}:role/r`;
const foreign = "arn:aws:iam::444455556666:role/r";
const bucket: ResourceContext = { kind: "resource", account };
const trust: ResourceContext = { kind: "trust", account, resource: `arn:aws:iam::${account}:role/x` };
const key: ResourceContext = { kind: "key", account };
const endpoint: ResourceContext = { kind: "endpoint", account };

const deny: Part = { Effect: "Deny", Principal: "*" };
const to = (Principal: Part["Principal"]): Part => ({ Principal: Principal ?? "*" });
const aws = (AWS: string | string[]): Part => to({ AWS });

function compare(before: Part[] | undefined, after: Part[] | undefined, context: ResourceContext): Comparison {
  const policy = (parts: Part[] | undefined) =>
    parts &&
    parsePolicy(
      {
        Version: "2012-10-17",
        Statement: parts.map((part) => ({
          Effect: "Allow",
          Action: context.kind === "trust" ? "sts:AssumeRole" : context.kind === "key" ? "kms:Decrypt" : "s3:GetObject",
          ...(context.kind === "trust" ? {} : { Resource: "*" }),
          ...part,
        })),
      },
      "p",
    );
  return compareResource(policy(before), policy(after), context);
}

test.each<[string, Part[] | undefined, Part[] | undefined, ResourceContext, Comparison["verdict"]]>([
  ["none", undefined, undefined, bucket, "none"],
  ["added", undefined, [aws(role)], bucket, "widened"],
  ["removed", [aws(role)], undefined, bucket, "narrowed"],
  ["the same", [aws(role)], [aws(role)], bucket, "none"],
  ["{AWS: *} is *", [aws("*")], [to("*")], bucket, "none"],
  ["an account is its root", [aws(account)], [aws(root)], bucket, "none"],
  ["principals reordered and split", [aws([role, foreign])], [aws(foreign), aws(role)], bucket, "none"],
  ["one principal fewer", [aws([role, foreign])], [aws(role)], bucket, "narrowed"],
  ["a role to its account", [aws(role)], [aws(root)], bucket, "widened"],
  ["an account to one of its roles", [aws(root)], [aws(role)], bucket, "widened"],
  ["a role beside its account", [aws(root)], [aws([root, role])], bucket, "widened"],
  ["a role no longer beside its account", [aws([root, role])], [aws(root)], bucket, "narrowed"],
  ["a foreign role beside its account", [aws("444455556666")], [aws(["444455556666", foreign])], bucket, "none"],
  ["another account", [aws(root)], [aws([root, "444455556666"])], bucket, "widened"],
  ["everyone", [aws(root)], [to("*")], bucket, "widened"],
  ["everyone to one", [to("*")], [aws(role)], bucket, "narrowed"],
  ["a service", [aws(role)], [aws(role), to({ Service: "sagemaker.amazonaws.com" })], bucket, "widened"],
  ["a service beside everyone", [to("*")], [to("*"), to({ Service: "sagemaker.amazonaws.com" })], bucket, "none"],
  ["a deny removed where nothing is allowed", [deny], [], bucket, "widened"],
  ["a deny added where nothing is allowed", [], [deny], bucket, "narrowed"],
  ["a deny of one to a deny of all", [{ ...deny, ...aws(role) }], [deny], bucket, "narrowed"],
  [
    "a deny of all to a deny of all but one",
    [deny],
    [{ Effect: "Deny", NotPrincipal: { AWS: role } }],
    bucket,
    "widened",
  ],
  [
    "NotPrincipal reordered",
    [{ Effect: "Deny", NotPrincipal: { AWS: [role, foreign] } }],
    [{ Effect: "Deny", NotPrincipal: { AWS: [foreign, role] } }],
    bucket,
    "none",
  ],
  [
    "a deny of all but everyone, which is about those who have a boundary",
    [{ Effect: "Deny", NotPrincipal: "*" }],
    [],
    bucket,
    "widened",
  ],
  [
    "the same of a key, which allows a role",
    [aws(role), { Effect: "Deny", NotPrincipal: { AWS: role } }],
    [aws(role)],
    key,
    "widened",
  ],
  ["the same of a key that allows nothing", [{ Effect: "Deny", NotPrincipal: { AWS: role } }], [], key, "none"],
  ["the same of an endpoint", [to("*"), { Effect: "Deny", NotPrincipal: "*" }], [to("*")], endpoint, "widened"],
  [
    "everyone let off a deny of all who have a boundary",
    [{ Effect: "Deny", NotPrincipal: "*" }],
    [{ Effect: "Deny", NotPrincipal: { AWS: role } }],
    bucket,
    "narrowed",
  ],
  ["allowed under a deny", [deny], [deny, aws(role)], bucket, "none"],
  [
    "a condition dropped",
    [{ ...to("*"), Condition: { StringEquals: { "aws:PrincipalAccount": account } } }],
    [to("*")],
    bucket,
    "widened",
  ],
  [
    "the actions of one principal to another",
    [{ ...aws(role), Action: "s3:Put*" }, aws(foreign)],
    [{ ...aws(foreign), Action: "s3:Put*" }, aws(role)],
    bucket,
    "widened",
  ],
  [
    "trust in another service",
    [to({ Service: "sagemaker.amazonaws.com" })],
    [to({ Service: ["sagemaker.amazonaws.com", "glue.amazonaws.com"] })],
    trust,
    "widened",
  ],
  [
    "trust with fewer services",
    [to({ Service: ["sagemaker.amazonaws.com", "glue.amazonaws.com"] })],
    [to({ Service: "glue.amazonaws.com" })],
    trust,
    "narrowed",
  ],
  ["trust without its deny, which nothing allows", [deny], [], trust, "none"],
  ["trust without its deny", [aws(root), deny], [aws(root)], trust, "widened"],
  ["trust in a role beside its account", [aws(root)], [aws([root, role])], trust, "widened"],
  [
    "a federation's audience",
    [
      {
        ...to({ Federated: "arn:aws:iam::111122223333:saml-provider/s" }),
        Action: "sts:AssumeRoleWithSAML",
        Condition: { StringEquals: { "SAML:aud": "https://a" } },
      },
    ],
    [
      {
        ...to({ Federated: "arn:aws:iam::111122223333:saml-provider/s" }),
        Action: "sts:AssumeRoleWithSAML",
        Condition: { StringEquals: { "SAML:aud": ["https://a", "https://b"] } },
      },
    ],
    trust,
    "widened",
  ],
  [
    "a deny of a role whose sessions look like those of another",
    [aws(`arn:aws:iam::${account}:role/path/r`), { ...deny, ...aws(role) }],
    [aws(`arn:aws:iam::${account}:role/path/r`)],
    key,
    "widened",
  ],
  [
    "everyone, where all but a role are denied",
    [aws(role), { Effect: "Deny", NotPrincipal: { AWS: role } }],
    [to("*"), { Effect: "Deny", NotPrincipal: { AWS: role } }],
    bucket,
    "none",
  ],
  ["a key for its account", undefined, [aws(root)], key, "widened"],
  ["a key's deny, which nothing allows", [deny], [], key, "none"],
  ["an endpoint that gets a policy", undefined, [aws(role)], endpoint, "narrowed"],
  ["an endpoint that loses its policy", [aws(role)], undefined, endpoint, "widened"],
  ["an endpoint with the default policy", undefined, [{ ...to("*"), Action: "*" }], endpoint, "none"],
  ["an endpoint's role beside its account", [aws(root)], [aws([root, role])], endpoint, "none"],
])("%s", (_, before, after, context, verdict) => {
  const comparison = compare(before, after, context);
  expect(comparison.verdict).toBe(verdict);
  expect(comparison.proven).toBe(true);
  for (const difference of comparison.differences) expect(difference.witness).toBeDefined();
});

const oidc = (condition: Part["Condition"]): Part => ({
  ...to({ Federated: `arn:aws:iam::${account}:oidc-provider/example.com` }),
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: condition ?? {},
});
const ofAccount = { StringEquals: { "aws:PrincipalAccount": account } };

test.each<[string, Part[], Part[], ResourceContext, string, string | undefined]>([
  ["everyone", [], [to("*")], bucket, "public", `arn:aws:iam::${account}:role/someone`],
  ["another account", [aws(root)], [aws([root, foreign])], bucket, "crossAccount", foreign],
  [
    "everyone of an account",
    [],
    [{ ...to("*"), Condition: ofAccount }],
    bucket,
    "read",
    `arn:aws:iam::${account}:role/someone`,
  ],
  [
    "a role by its ARN",
    [],
    [{ ...to("*"), Condition: { ArnEquals: { "aws:PrincipalArn": role } } }],
    bucket,
    "read",
    role,
  ],
  ["any subject of a federation", [], [oidc({ StringEquals: { "example.com:aud": "a" } })], trust, "public", undefined],
  [
    "one subject of a federation",
    [],
    [oidc({ StringEquals: { "example.com:sub": "a" } })],
    trust,
    "escalation",
    undefined,
  ],
  ["a deny of everyone, lifted", [deny], [], bucket, "read", undefined],
  ["an endpoint for everyone", [], [to("*")], endpoint, "read", undefined],
])("the risk and the witness of %s", (_, before, after, context, risk, principal) => {
  const [difference] = compare(before, after, context).differences;
  expect(difference?.risk).toBe(risk);
  if (principal !== undefined) expect(difference?.witness?.principal).toBe(principal);
});

test.each<[string, string, string]>([
  ["of the resource's own account", "arn:aws:iam::111122223333:role/x", "widened"],
  ["of another account, which always needs a policy of its own", "arn:aws:iam::444455556666:role/x", "none"],
])("naming a role beside its account, %s", (_, role, verdict) => {
  const policy = (...AWS: string[]) =>
    parsePolicy(
      {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "sqs:SendMessage", Resource: "*" }],
      },
      "p",
    );
  const account = role.split(":")[4] ?? "";
  const context = { kind: "resource", resource: "arn:aws:sqs:eu-west-1:111122223333:q" } as const;
  expect(compareResource(policy(account), policy(account, role), context).verdict).toBe(verdict);
});
