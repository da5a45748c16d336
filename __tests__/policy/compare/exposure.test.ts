import { parsePolicy } from "../../../policy/parse";
import { riskOfPrincipals } from "../../../policy/compare/exposure";

const OWN = "111122223333";
const OTHER = "444455556666";

function exposure(statement: object, account: string | undefined = OWN): string {
  const [parsed] = parsePolicy(
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...statement }] },
    "policy",
  ).statements;
  if (!parsed) throw new Error("no statement");
  return riskOfPrincipals(parsed, parsed.principals ?? [], account) ?? "none";
}

const anyone = (operator: string, key: string, value: string | string[]): object => ({
  Principal: "*",
  Condition: { [operator]: { [key]: value } },
});

test.each<[string, object]>([
  ["public", { Principal: "*" }],
  ["public", { Principal: { AWS: "*" } }],
  ["public", { NotPrincipal: { AWS: OTHER } }],
  ["none", { Principal: { AWS: OWN } }],
  ["none", { Principal: { AWS: `arn:aws:iam::${OWN}:role/x` } }],
  ["crossAccount", { Principal: { AWS: OTHER } }],
  ["crossAccount", { Principal: { AWS: [`arn:aws:iam::${OWN}:root`, `arn:aws:iam::${OTHER}:root`] } }],
  ["crossAccount", { Principal: { CanonicalUser: "a".repeat(64) } }],
  ["none", { Principal: { Service: "ec2.amazonaws.com" } }],
  ["none", { Principal: { Federated: `arn:aws:iam::${OWN}:saml-provider/x` } }],
  ["public", { Principal: { Federated: `arn:aws:iam::${OWN}:oidc-provider/token.example` } }],
  [
    "none",
    {
      Principal: { Federated: `arn:aws:iam::${OWN}:oidc-provider/token.example` },
      Condition: { StringLike: { "token.example:sub": "repo:acme/*" } },
    },
  ],
])("%s: %j", (expected, statement) => {
  expect(exposure(statement)).toBe(expected);
});

test("where the own account is not known, any account may be another one", () => {
  expect(exposure({ Principal: { AWS: OTHER } }, "")).toBe("crossAccount");
  expect(exposure(anyone("StringEquals", "aws:PrincipalAccount", OTHER), "")).toBe("crossAccount");
});

test.each<[string, object]>([
  // Whoever may come from everywhere is anyone; who comes from one address or one organisation's addresses is not.
  ["public", anyone("IpAddress", "aws:SourceIp", "0.0.0.0/0")],
  ["public", anyone("IpAddress", "aws:SourceIp", ["0.0.0.0/1", "128.0.0.0/1"])],
  ["public", anyone("IpAddress", "aws:SourceIp", ["203.0.113.7/32", "::/0"])],
  ["none", anyone("IpAddress", "aws:SourceIp", "203.0.113.7/32")],
  ["none", anyone("IpAddress", "aws:SourceIp", "203.0.113.0/24")],
  ["public", anyone("NotIpAddress", "aws:SourceIp", "203.0.113.7/32")],
  // A condition on who asks narrows, unless it holds for everyone.
  ["none", anyone("StringEquals", "aws:PrincipalAccount", OWN)],
  ["crossAccount", anyone("StringEquals", "aws:PrincipalAccount", [OWN, OTHER])],
  ["none", anyone("ArnLike", "aws:PrincipalArn", `arn:aws:iam::${OWN}:role/*`)],
  ["crossAccount", anyone("ArnLike", "AWS:principalarn", `arn:aws:iam::${OTHER}:role/*`)],
  ["public", anyone("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/x")],
  ["public", anyone("StringLike", "aws:PrincipalArn", "*")],
  ["crossAccount", anyone("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5")],
  ["public", anyone("StringLike", "aws:PrincipalOrgID", "*")],
  ["public", anyone("StringEqualsIfExists", "aws:PrincipalAccount", OWN)],
  ["public", anyone("StringNotEquals", "aws:PrincipalAccount", OTHER)],
  ["public", anyone("ForAllValues:StringEquals", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/*")],
  ["crossAccount", anyone("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/*")],
  ["none", anyone("StringEquals", "aws:SourceVpce", "vpce-1")],
  ["none", anyone("ArnLike", "aws:SourceArn", "arn:aws:s3:::bucket")],
  ["public", anyone("Bool", "aws:SecureTransport", "true")],
  [
    "none",
    {
      Principal: "*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:PrincipalAccount": OWN } },
    },
  ],
])("anyone under conditions, %s: %j", (expected, statement) => {
  expect(exposure(statement)).toBe(expected);
});
