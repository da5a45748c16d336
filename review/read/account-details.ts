import { isAccountId } from "../../aws/ids";
import { inQuotes } from "../../config/raw";
import { attachedTo, lackingIn } from "./account-gaps";
import type { Keep } from "./entries";
import { ReviewInputError } from "./file";
import { field, fieldsOf, listOf, textOf, type Fields, type Json, type Resource } from "./resource";

/** The scope of account details. */
const SCOPE = "account details";

/** The lists of the details, the resource type that an entry is, and how it names its members. */
const PRINCIPALS = [
  { list: "GroupDetailList", type: "aws_iam_group", name: "GroupName", inline: "GroupPolicyList" },
  { list: "UserDetailList", type: "aws_iam_user", name: "UserName", inline: "UserPolicyList" },
  { list: "RoleDetailList", type: "aws_iam_role", name: "RoleName", inline: "RolePolicyList" },
] as const;

/**
 * Keeps of account details' entries what a review reads, with every policy as its text: most texts are on both sides and in
 * many principals, and each is held once, where as trees they would take several times the files.
 *
 * @param texts Texts that were read already.
 */
export function textsOnly(texts: Map<string, string>): Keep {
  const once = (document: Json): string | undefined => {
    const text = decodedDocument(document);
    if (text === undefined) return undefined;
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  return (list, entry) => {
    const fields = fieldsOf(entry);
    if (list === "Policies") {
      const versions = listOf(field(fields, "PolicyVersionList")).map(fieldsOf);
      const inForce = versions.filter((one) => field(one, "IsDefaultVersion") === true);
      const PolicyVersionList = inForce.map((one) => ({ ...one, Document: once(field(one, "Document")) }));
      return { ...fields, PolicyVersionList };
    }
    const principal = PRINCIPALS.find((one) => one.list === list);
    if (!principal) return entry;
    const { inline } = principal;
    const policies = listOf(field(fields, inline)).map(fieldsOf);
    return {
      ...fields,
      AssumeRolePolicyDocument: once(field(fields, "AssumeRolePolicyDocument")),
      ...(Object.hasOwn(fields, inline) && {
        [inline]: policies.map((one) => ({ ...one, PolicyDocument: once(field(one, "PolicyDocument")) })),
      }),
    };
  };
}

/**
 * Reads an account's principals and managed policies as the resources that Terraform would show of them: every policy
 * of a principal is in `managed_policy_arns` and `inline_policy`, so nothing is elsewhere. A list that the entry lacks is
 * not there, and may hold anything.
 *
 * Source: "GetAccountAuthorizationDetails", IAM API Reference.
 *
 * @param details What `textsOnly` keeps of the file.
 * @throws ReviewInputError where an entry has no name, or two have one name.
 */
export function readAccountDetails(details: Fields, file: string): Resource[] {
  const resources: Resource[] = [];
  const names = new Names(file);
  for (const entry of listOf(field(details, "Policies")).map(fieldsOf)) {
    const versions = listOf(field(entry, "PolicyVersionList")).map(fieldsOf);
    const [arn, name] = [textOf(field(entry, "Arn")), textOf(field(entry, "PolicyName"))];
    const [version] = versions;
    if (arn === undefined || !version) continue;
    names.once("Policies", arn);
    if (name === undefined || name === "")
      throw new ReviewInputError(`${file}: an entry of Policies without PolicyName`);
    names.once("Policies", name, accountOf(arn));
    if (versions.length > 1) names.refuse(`default versions of ${inQuotes(arn)}`, versions.length);
    const policy = field(version, "Document");
    resources.push(detail("aws_iam_policy", arn, { arn, name, path: field(entry, "Path"), policy }));
  }
  for (const { list, type, name: key, inline } of PRINCIPALS) {
    for (const entry of listOf(field(details, list)).map(fieldsOf)) {
      const name = textOf(field(entry, key));
      if (name === undefined) throw new ReviewInputError(`${file}: an entry of ${list} without ${key}`);
      const arn = textOf(field(entry, "Arn")) ?? "";
      names.once(list, name, accountOf(arn));
      const inlinePolicies = listOf(field(entry, inline)).map(fieldsOf);
      for (const one of inlinePolicies) {
        const called = textOf(field(one, "PolicyName"));
        if (called !== undefined) names.once(`${inline} of ${inQuotes(name)}`, called, accountOf(arn));
      }
      const boundary = field(fieldsOf(field(entry, "PermissionsBoundary")), "PermissionsBoundaryArn");
      const lacking = lackingIn(list, entry);
      resources.push(
        detail(type, arn, {
          arn,
          name,
          path: field(entry, "Path"),
          permissions_boundary: boundary,
          assume_role_policy: field(entry, "AssumeRolePolicyDocument"),
          ...(!lacking.includes("AttachedManagedPolicies") && { managed_policy_arns: attachedTo(entry) }),
          ...(!lacking.includes(inline) && {
            inline_policy: inlinePolicies.map((one) => ({
              name: field(one, "PolicyName"),
              policy: field(one, "PolicyDocument"),
            })),
          }),
        }),
      );
      const groups = listOf(field(entry, "GroupList"));
      if (groups.length > 0) resources.push(detail("aws_iam_user_group_membership", arn, { user: name, groups }));
    }
  }
  return resources;
}

/** What was named until now: of two texts under one name, nobody can say which one holds. */
class Names {
  private readonly seen = new Set<string>();

  constructor(private readonly file: string) {}

  /** @throws ReviewInputError where a list holds the name already, in the same account. */
  once(list: string, name: string, account = ""): void {
    const key = [list, account, name].join("\n");
    if (this.seen.has(key)) this.refuse(`entries of ${list} are called ${inQuotes(name)}`, "two");
    this.seen.add(key);
  }

  refuse(what: string, count: number | string): never {
    throw new ReviewInputError(
      `${this.file}: ${count} ${what}, where AWS has one; print the details anew, each account into a file of its own: aws iam get-account-authorization-details`,
    );
  }
}

/** The account that an ARN names. */
function accountOf(arn: string): string | undefined {
  const owner = arn.split(":", 5)[4];
  return isAccountId(owner) ? owner : undefined;
}

/** A document is JSON, or as the API gives it, JSON in URL encoding; one that cannot be decoded is reported when it is read. */
export function decodedDocument(document: Json): string | undefined {
  if (document === undefined || document === null) return undefined;
  if (typeof document !== "string") return JSON.stringify(document);
  try {
    return document.trimStart().startsWith("{") ? document : decodeURIComponent(document);
  } catch {
    return document;
  }
}

/** Details mark nothing sensitive, and hold all that is set. */
const NOT_IN_DETAILS: Pick<
  Resource,
  "sensitive" | "configured" | "references" | "expression" | "asWritten" | "deferral" | "whole"
> = {
  sensitive: () => false,
  configured: () => true,
  references: () => [],
  expression: () => undefined,
  deferral: () => undefined,
  asWritten: () => undefined,
  whole(this: Resource) {
    return JSON.stringify(this.values);
  },
};

function detail(type: string, arn: string, values: Fields): Resource {
  const account = accountOf(arn);
  return {
    type,
    address: "",
    scope: SCOPE,
    source: undefined,
    index: undefined,
    account,
    accountKey: account ?? "?",
    region: undefined,
    regionKey: "?",
    values,
    unknown: {},
    counterpart: undefined,
    unchanged: false,
    replaced: false,
    ...NOT_IN_DETAILS,
  };
}
