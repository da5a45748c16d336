import { field, fieldsOf, listOf, textOf, textsOf, type Fields, type Json } from "./resource";

/**
 * A policy of OpenSearch Serverless as an IAM policy, which says the same of collections and indexes: a data access policy
 * lets principals do something with them; a network policy lets everybody reach them, or what comes through endpoints; one
 * of encryption gives nobody anything.
 *
 * Source: "Data access control" and "Network access" for Amazon OpenSearch Serverless, Amazon OpenSearch Service Developer
 * Guide.
 *
 * @returns The text as it is where it is none of these: reading it says what is wrong.
 */
export function asIamPolicy(text: string): string {
  let document: Json;
  try {
    document = JSON.parse(text);
  } catch {
    return text;
  }
  if (isEncryption(document)) return policyOf([]);
  if (!Array.isArray(document)) return text;
  const statements = document.map((entry: Json) => statementsOf(fieldsOf(entry)));
  return statements.every((found) => found !== undefined) ? policyOf(statements.flat()) : text;
}

function policyOf(statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Which keys encrypt which collections: `{ Rules, AWSOwnedKey }`. */
function isEncryption(document: Json): boolean {
  const fields = fieldsOf(document);
  return (
    Array.isArray(field(fields, "Rules")) && (field(fields, "AWSOwnedKey") ?? field(fields, "KmsARN")) !== undefined
  );
}

/** What one entry says; undefined where it is none. */
function statementsOf(entry: Fields): object[] | undefined {
  const rules = listOf(field(entry, "Rules")).map(fieldsOf);
  if (rules.length === 0) return undefined;
  const principals = field(entry, "Principal");
  const isPublic = field(entry, "AllowFromPublic");
  if (Array.isArray(principals)) return rules.map((rule) => ofPrincipals(rule, textsOf(principals)));
  if (typeof isPublic !== "boolean") return undefined;
  return rules.flatMap((rule) => (isPublic ? [reached(rule, "*")] : through(rule, entry)));
}

function ofPrincipals(rule: Fields, principals: readonly string[]): object {
  const isArn = (one: string): boolean => one.startsWith("arn:");
  const [arns, others] = [principals.filter(isArn), principals.filter((one) => !isArn(one))];
  return {
    Effect: "Allow",
    // Users and groups of SAML and Identity Center have no ARN: `saml/ACCOUNT/PROVIDER/user/NAME`.
    Principal: { ...(arns.length > 0 && { AWS: arns }), ...(others.length > 0 && { Federated: others }) },
    Action: textsOf(field(rule, "Permission")).flatMap((name) => (name === "aoss:*" ? allOf(rule) : [name])),
    Resource: resourcesOf(rule),
  };
}

/** What a data access policy can give: `aoss:*` there is nothing of what administers collections. */
function allOf(rule: Fields): readonly string[] {
  switch (textOf(field(rule, "ResourceType"))) {
    case "collection":
      return ["aoss:*Items"];
    case "index":
      return ["aoss:*Index", "aoss:*Document"];
    default:
      return ["aoss:*"];
  }
}

/** Through endpoints of VPCs, and by services of AWS. */
function through(rule: Fields, entry: Fields): object[] {
  const [endpoints, services] = ["SourceVPCEs", "SourceServices"].map((name) => textsOf(field(entry, name)));
  return [
    ...(endpoints?.length
      ? [{ ...reached(rule, "*"), Condition: { StringEquals: { "aws:SourceVpce": endpoints } } }]
      : []),
    ...(services?.length ? [reached(rule, { Service: services })] : []),
  ];
}

function reached(rule: Fields, principal: Json): object {
  const isDashboard = textOf(field(rule, "ResourceType")) === "dashboard";
  return {
    Effect: "Allow",
    Principal: principal,
    Action: isDashboard ? "aoss:DashboardsAccessAll" : "aoss:APIAccessAll",
    Resource: resourcesOf(rule),
  };
}

/** `collection/logs*` → its ARN, in whatever account and region the policy is. */
function resourcesOf(rule: Fields): string[] {
  return textsOf(field(rule, "Resource")).map((name) => `arn:*:aoss:*:*:${name}`);
}
