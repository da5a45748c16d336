import { isDeepStrictEqual } from "node:util";
import { parseArn } from "../aws/arn";
import { inQuotes } from "../config/raw";
import { decodedDocument } from "../review/read/account-details";
import { attachedTo, gapsIn, type Gap } from "../review/read/account-gaps";
import { ALL_PAGES, joinedPages, oneAccountOf, requireAllPages } from "../review/read/account-pages";
import { field, fieldsOf, listOf, textOf, type Fields } from "../review/read/resource";
import { AdoptionError, type Account, type ExistingPolicy, type ExistingRole } from "./account";
import { titleOf, type InputFile, type Inputs } from "./files";
import { someOf } from "./words";

/** The lists of account details; the one of principals names them by its own key. */
const LISTS = {
  RoleDetailList: "RoleName",
  Policies: "PolicyName",
  UserDetailList: "UserName",
  GroupDetailList: "GroupName",
} as const;

type List = keyof typeof LISTS;

/** An entry of a list, and the file that it stands in. */
interface Entry {
  readonly name: string;
  readonly arn: string;
  readonly fields: Fields;
  readonly file: string;
}

/**
 * Joins account details, which may be several pages, with what other calls say of single roles and policies.
 *
 * Source: "GetAccountAuthorizationDetails", "GetRole", "GetPolicy", "ListPolicyTags", IAM API Reference. The first says
 * neither a role's description and session duration nor a policy's tags, and a policy's description seldom.
 *
 * @throws AdoptionError or ReviewInputError where the pages are not all there, or not of one account, or an entry has no
 * name.
 */
export function readAccount({ details, roles, policies, policyTags }: Inputs): Account {
  if (details.length === 0) throw new AdoptionError(`no file of account details is given; get one with ${ALL_PAGES}`);
  requireAllPages(details);
  const id = oneAccountOf(details);
  if (id === undefined)
    throw new AdoptionError("the details hold nothing of any account: no role, user, group or policy");
  const entries = {
    RoleDetailList: joined(details, "RoleDetailList"),
    Policies: joined(details, "Policies"),
    UserDetailList: joined(details, "UserDetailList"),
    GroupDetailList: joined(details, "GroupDetailList"),
  };
  const unknownCarriers = requireWhole(details);
  const own = entries.Policies.filter(({ arn }) => parseArn(arn)?.account === id);
  const carriers = carriersOf(entries);
  const describedRoles = describedByArn(roles, entries.RoleDetailList);
  const describedPolicies = describedByArn(policies, entries.Policies);
  requireOwners(policyTags, own);
  return {
    id,
    roles: entries.RoleDetailList.map((entry) => roleOf(entry, describedRoles.get(entry.arn))),
    policies: own.map((entry) =>
      policyOf(entry, describedPolicies.get(entry.arn), givenTagsOf(entry, policyTags), carriers.get(entry.arn) ?? []),
    ),
    unknownCarriers,
  };
}

/**
 * @returns What is missing of users and groups, which are not adopted.
 * @throws AdoptionError where something is missing of roles and policies that AWS gives: then what exists would be made once
 * more.
 */
function requireWhole(details: readonly InputFile[]): string[] {
  const gaps = gapsIn(joinedPages(details));
  const refused = gaps.filter(isOfAdopted);
  if (refused.length === 0) return gaps.map(sentenceOf);
  throw new AdoptionError(
    `${details.map(({ file }) => file).join(", ")}: incomplete details: ${someOf(refused.map(sentenceOf))}; get all: ${ALL_PAGES}`,
  );
}

function isOfAdopted({ kind, lists = [] }: Gap): boolean {
  return ["role", "managed policy"].includes(kind) || lists.includes("RoleDetailList") || lists.includes("Policies");
}

function sentenceOf({ kind, name, lacks }: Gap): string {
  return `${kind} ${inQuotes(name)} is ${lacks}`;
}

/** The entries of one list in all files. @throws AdoptionError where two are the same, or one is none. */
function joined(details: readonly InputFile[], list: List): Entry[] {
  const byName = new Map<string, Entry>();
  for (const { file, fields } of details) {
    for (const [index, value] of listOf(field(fields, list)).entries()) {
      const entry = fieldsOf(value);
      const [name, arn] = [textOf(field(entry, LISTS[list])), textOf(field(entry, "Arn"))];
      if (name === undefined || arn === undefined || !parseArn(arn)) {
        throw new AdoptionError(`${file}: entry ${index + 1} of ${list} has no ${LISTS[list]} or no Arn`);
      }
      // AWS's policies may be called like the account's own.
      const key = `${parseArn(arn)?.account ?? ""} ${name}`;
      const other = byName.get(key);
      if (other && !isDeepStrictEqual(other.fields, entry))
        throw twice(list, other, { name, arn, fields: entry, file });
      byName.set(key, other ?? { name, arn, fields: entry, file });
    }
  }
  return [...byName.values()];
}

function twice(list: List, first: Entry, second: Entry): AdoptionError {
  const where = first.file === second.file ? first.file : `${first.file} and ${second.file}`;
  const arns = first.arn === second.arn ? "which differ" : `as ${inQuotes(first.arn)} and as ${inQuotes(second.arn)}`;
  return new AdoptionError(
    `${where}: ${list} has ${inQuotes(first.name)} twice, ${arns}; an account has a name once, whatever its path: get the details anew`,
  );
}

/** ARN of a policy → who carries it. */
function carriersOf(entries: Readonly<Record<List, readonly Entry[]>>): Map<string, string[]> {
  const kinds = { RoleDetailList: "role", UserDetailList: "user", GroupDetailList: "group" } as const;
  const carriers = new Map<string, string[]>();
  for (const [list, kind] of Object.entries(kinds) as [keyof typeof kinds, string][]) {
    for (const entry of entries[list]) {
      for (const arn of attachedTo(entry.fields)) {
        const known = carriers.get(arn);
        if (known) known.push(`${kind} ${entry.name}`);
        else carriers.set(arn, [`${kind} ${entry.name}`]);
      }
    }
  }
  return carriers;
}

/** @throws AdoptionError where a file names what the details lack. */
function describedByArn(files: readonly InputFile[], entries: readonly Entry[]): ReadonlyMap<string, Fields> {
  const known = new Set(entries.map(({ arn }) => arn));
  return new Map(
    files.map(({ file, fields }) => {
      const arn = textOf(field(fields, "Arn")) ?? "";
      if (known.has(arn)) return [arn, fields];
      throw new AdoptionError(`${file}: names ${inQuotes(arn)}, which the account details lack; leave it out`);
    }),
  );
}

function roleOf(entry: Entry, described: Fields | undefined): ExistingRole {
  const { fields } = entry;
  const duration = described && field(described, "MaxSessionDuration");
  const boundary = field(fieldsOf(field(fields, "PermissionsBoundary")), "PermissionsBoundaryArn");
  return {
    ...existing(entry),
    // The call leaves out an empty description.
    description: described && (textOf(field(described, "Description")) ?? ""),
    tags: tagsOf(field(fields, "Tags")) ?? (described && (tagsOf(field(described, "Tags")) ?? {})),
    maxSessionSeconds: typeof duration === "number" ? duration : undefined,
    boundaryArn: textOf(boundary),
    lastUsed: textOf(field(fieldsOf(field(fields, "RoleLastUsed")), "LastUsedDate")),
    attached: attachedTo(entry.fields),
    inline: listOf(field(fields, "RolePolicyList")).flatMap((one) => textOf(field(fieldsOf(one), "PolicyName")) ?? []),
    trust: decodedDocument(field(fields, "AssumeRolePolicyDocument")) ?? "",
  };
}

function policyOf(
  entry: Entry,
  described: Fields | undefined,
  tags: Readonly<Record<string, string>> | undefined,
  carriers: readonly string[],
): ExistingPolicy {
  const { fields } = entry;
  const count = field(fields, "AttachmentCount");
  return {
    ...existing(entry),
    description: textOf(field(fields, "Description")) ?? (described && (textOf(field(described, "Description")) ?? "")),
    tags: tags ?? (described && tagsOf(field(described, "Tags"))),
    versions: listOf(field(fields, "PolicyVersionList")).flatMap(
      (one) => textOf(field(fieldsOf(one), "VersionId")) ?? [],
    ),
    defaultVersion: textOf(field(fields, "DefaultVersionId")),
    carriers,
    attachments: typeof count === "number" ? count : undefined,
  };
}

/** The path stands between the kind and the name; the details give it besides. */
function existing({ name, arn, fields }: Entry): { name: string; arn: string; path: string } {
  const path = textOf(field(fields, "Path")) ?? /\/(?:.*\/)?/.exec(arn)?.[0] ?? "/";
  return { name, arn, path };
}

/** AWS's own tags (`aws:…`) are nobody's to set. */
function tagsOf(list: unknown): Record<string, string> | undefined {
  if (!Array.isArray(list)) return undefined;
  return Object.fromEntries(
    listOf(list)
      .map(fieldsOf)
      .flatMap((tag) => {
        const [key, value] = [textOf(field(tag, "Key")), textOf(field(tag, "Value"))];
        return key === undefined || value === undefined ? [] : [[key, value] as const];
      }),
  );
}

/** `list-policy-tags` does not say whose tags they are: our call adds it, otherwise the file's name does. */
function isTagsOf({ name, arn }: Entry, { file, fields }: InputFile): boolean {
  const owner = textOf(field(fields, "PolicyArn"));
  return owner === undefined ? titleOf(file) === name || titleOf(file).endsWith(`.${name}`) : owner === arn;
}

/** @throws AdoptionError where nothing says whose tags a file holds. */
function requireOwners(files: readonly InputFile[], policies: readonly Entry[]): void {
  for (const input of files) {
    if (policies.some((policy) => isTagsOf(policy, input))) continue;
    throw new AdoptionError(
      `${input.file}: tags of a policy, and nothing says of which; name the file list-policy-tags.POLICY.json, or make it with the call that \`ssps import --commands\` prints`,
    );
  }
}

function givenTagsOf(policy: Entry, files: readonly InputFile[]): Record<string, string> | undefined {
  const found = files.find((input) => isTagsOf(policy, input));
  if (!found) return undefined;
  if (field(found.fields, "IsTruncated") === true) {
    throw new AdoptionError(`${found.file}: cut off (IsTruncated); get all tags, without --max-items`);
  }
  return tagsOf(field(found.fields, "Tags"));
}
