import type { PolicySort } from "./resources/kind";
import type { Value } from "./values";

/**
 * What IAM checks of a policy document when it is written, with IAM's own answers.
 * Source: "Grammar of the IAM JSON policy language" and "IAM policy validation error messages", IAM User Guide. It is
 * written apart from `policy/` on purpose: the stand-in for AWS must not share the project's own reading of a policy.
 */
const ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

const OPERATORS = new RegExp(
  "^(?:ForAllValues:|ForAnyValue:)?(?:" +
    "String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|Numeric(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)|" +
    "Date(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|" +
    "Arn(?:Not)?(?:Equals|Like))(?:IfExists)?$|^Null$",
);

const SYNTAX = "Syntax errors in policy.";

/** What IAM says against a document; undefined where it accepts it, and where the value is no text. */
export function policyProblem(policy: Value | undefined, sort: PolicySort, partition: string): string | undefined {
  if (typeof policy !== "string" || policy === "") return undefined;
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    return "This policy contains invalid Json";
  }
  if (!isRecord(document)) return SYNTAX;
  const { Version, Id, Statement, ...others } = document;
  if (Object.keys(others).length > 0 || (Id !== undefined && typeof Id !== "string")) return SYNTAX;
  if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17") {
    return "The policy must contain a valid version string";
  }
  const statements: unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  if (statements.length === 0) return SYNTAX;
  const sids = new Set<string>();
  for (const statement of statements) {
    if (!isRecord(statement)) return SYNTAX;
    const problem = statementProblem(statement, sort, partition);
    if (problem !== undefined) return problem;
    if (typeof statement.Sid === "string" && statement.Sid !== "") {
      if (sids.has(statement.Sid)) return "Statement IDs (SID) in a single policy must be unique.";
      sids.add(statement.Sid);
    }
  }
  return undefined;
}

function statementProblem(statement: Record<string, unknown>, sort: PolicySort, partition: string): string | undefined {
  const has = (name: string): boolean => statement[name] !== undefined;
  const both = (name: string): boolean => has(name) && has(`Not${name}`);
  const neither = (name: string): boolean => !has(name) && !has(`Not${name}`);
  const unknown = Object.keys(statement).find((name) => !ELEMENTS.includes(name));
  if (unknown !== undefined || both("Action") || both("Resource") || both("Principal")) return SYNTAX;
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") return SYNTAX;
  const sid = statement.Sid;
  if (has("Sid") && (typeof sid !== "string" || (sort === "identity" && !/^[0-9A-Za-z]*$/.test(sid)))) {
    return "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";
  }
  if (neither("Action")) return "Policy statement must contain actions.";
  const actions = strings(statement.Action ?? statement.NotAction);
  if (actions === undefined) return SYNTAX;
  if (actions.some((action) => action !== "*" && !/^[a-z0-9-]+:[A-Za-z0-9*?]+$/i.test(action))) {
    return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
  }
  if (sort === "identity" && !neither("Principal")) return "Policy document should not specify a principal.";
  if (sort !== "identity" && neither("Principal")) return "Missing required field Principal";
  if (sort === "trust") {
    if (!neither("Resource")) return "Has prohibited field Resource";
    if (actions.some((action) => !/^sts:/i.test(action)))
      return "AssumeRole policy may only specify STS AssumeRole actions.";
  } else if (sort !== "repository" && neither("Resource")) return "Policy statement must contain resources.";
  return (
    resourceProblem(statement.Resource ?? statement.NotResource, partition) ?? conditionProblem(statement.Condition)
  );
}

function resourceProblem(value: unknown, partition: string): string | undefined {
  if (value === undefined) return undefined;
  const resources = strings(value);
  if (resources === undefined) return SYNTAX;
  for (const resource of resources) {
    if (resource === "*") continue;
    const segments = resource.split(":");
    if (segments.length < 6 && !/[*?]/.test(resource)) return `Resource ${resource} must be in ARN format or "*".`;
    const found = segments[1] ?? "";
    if (segments[0] === "arn" && /^[a-z-]+$/.test(found) && found !== partition) {
      return `Partition "${found}" is not valid for resource "${resource}".`;
    }
  }
  return undefined;
}

function conditionProblem(condition: unknown): string | undefined {
  if (condition === undefined) return undefined;
  if (!isRecord(condition)) return SYNTAX;
  for (const [operator, keys] of Object.entries(condition)) {
    if (!OPERATORS.test(operator)) return `Invalid Condition type : ${operator}.`;
    if (!isRecord(keys)) return SYNTAX;
  }
  return undefined;
}

/** A string or a list of strings, not empty; undefined where it is anything else. */
function strings(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.length > 0 && list.every((item) => typeof item === "string") ? list : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
