import {
  kept,
  policy,
  allow,
  deny,
  of,
  inline,
  role,
  EVERYTHING,
  READ,
  DENY,
  type Case,
  expectRight,
  planned,
  compared,
  policyArn,
  parsed,
  ONE,
} from "../building";

describe("documents that are emptied, and those that cannot be read", () => {
  test.each<Case>([
    [
      "statement single object vs list",
      compared(
        { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" } },
        { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:*"], Resource: ["*"] }] },
      ),
      "none",
    ],
    [
      "emptied trust policy vs",
      compared(parsed(policy(of({ AWS: ONE }, { Effect: "Allow", Action: "sts:AssumeRole" }))), {
        Version: "2012-10-17",
        Statement: [],
      }),
      "narrowed",
    ],
    [
      "emptied key policy",
      compared(parsed(policy(of({ AWS: ONE }, allow("kms:*")))), { Version: "2012-10-17", Statement: [] }),
      "narrowed",
    ],
    [
      "emptied identity policy of denies",
      compared(parsed(policy(deny("s3:*"))), { Version: "2012-10-17", Statement: [] }),
      "widened|none",
    ],
    [
      "emptied NotPrincipal deny",
      compared(parsed(policy({ Effect: "Deny", NotPrincipal: { AWS: ONE }, Action: "s3:*", Resource: "*" })), {
        Version: "2012-10-17",
        Statement: [],
      }),
      "widened",
    ],
    ["bad policy on both sides, changed", planned([inline("bad", "{", "{{")]), "unknown"],
    [
      "bad beside good deny in the same role",
      planned([
        inline("r", DENY, null),
        {
          address: "aws_iam_role_policy.bad",
          before: { role: "r", name: "bad", policy: "{" },
          after: { role: "r", name: "bad", policy: "{{" },
        },
      ]),
      "widened",
    ],
    [
      "bad boundary",
      planned([
        kept("aws_iam_policy.b", { name: "b", arn: policyArn("b"), policy: "{" }),
        { ...role("r"), before: { ...role("r").before, permissions_boundary: policyArn("b") } },
      ]),
      "widened",
    ],
    [
      "good boundary becomes unreadable",
      planned([
        {
          address: "aws_iam_policy.b",
          before: { name: "b", arn: policyArn("b"), policy: READ },
          after: { name: "b", arn: policyArn("b"), policy: "{" },
        },
        {
          ...role("r", { inline_policy: [{ name: "p", policy: EVERYTHING }] }),
          before: {
            ...role("r", { inline_policy: [{ name: "p", policy: EVERYTHING }] }).before,
            permissions_boundary: policyArn("b"),
          },
          after: {
            ...role("r", { inline_policy: [{ name: "p", policy: EVERYTHING }] }).after,
            permissions_boundary: policyArn("b"),
          },
        },
      ]),
      "widened|unknown",
    ],
    [
      "bucket policy unreadable, other good widening",
      planned([
        {
          address: "aws_s3_bucket_policy.a",
          before: { bucket: "a", policy: "{" },
          after: { bucket: "a", policy: "x" },
        },
        {
          address: "aws_s3_bucket_policy.b",
          before: null,
          after: { bucket: "b", policy: policy(of("*", allow("s3:*"))) },
        },
      ]),
      "widened",
    ],
    [
      "policy too long/ unknown element",
      planned([
        inline(
          "r",
          READ,
          JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*", Bogus: 1 }],
          }),
        ),
      ]),
      "unknown|widened",
    ],
    [
      "duplicate keys in policy JSON",
      planned([
        inline(
          "r",
          READ,
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Action":"*","Resource":"*"}]}',
        ),
      ]),
      "unknown|widened",
    ],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
