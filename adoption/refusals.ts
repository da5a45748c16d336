import { AMS_NAMES } from "../aws/ams";
import { ROLE_PATH } from "../aws/name-grammars";
import { inQuotes, textAt } from "../config/raw";
import type { Environment } from "../config/schema";
import { faultOf, PolicyReader } from "../review/policy-text";
import { ALL_PAGES } from "../review/read/account-pages";
import type { Account, Existing, ExistingRole } from "./account";
import type { MadePolicy, MadeRole } from "./made";

/** Another environment file that owns roles. */
export interface OtherOwner {
  readonly file: string;
  readonly account: string;
  /** Names of the roles that it makes. */
  readonly roles: readonly string[];
}

/**
 * Everything that keeps an account's roles from being adopted as they are, each with what to do.
 *
 * @param raw What the file says, without defaults.
 */
export function refusalsOf(
  account: Account,
  environment: Environment,
  raw: unknown,
  made: { readonly roles: readonly MadeRole[]; readonly policies: readonly MadePolicy[] },
  others: readonly OtherOwner[],
): string[] {
  if (environment.base === "existing") {
    return ["base: found existing; allowed: managed, since the file that owns the roles takes them over"];
  }
  if (account.id !== environment.account) {
    return [
      `account: the details are of account ${account.id}, and the file is of ${environment.account}; give the details of ${environment.account}`,
    ];
  }
  const pathOf = ({ key }: MadeRole): string | undefined => textAt(raw, ["roles", key, "path"]) || undefined;
  const found = [
    ...made.roles.flatMap((role) => differingByCase(role, account.roles, "role")),
    ...made.policies.flatMap((policy) => differingByCase(policy, account.policies, "policy")),
    ...made.roles.flatMap((role) =>
      account.roles.filter(({ name }) => name === role.name).flatMap((one) => ofRole(role, one, pathOf(role))),
    ),
    ...made.policies.flatMap((policy) =>
      account.policies.filter(({ name }) => name === policy.name).flatMap((one) => reserved(policy, one, "policy")),
    ),
    ...ownedElsewhere(made.roles, environment, others),
  ];
  const nothing = found.length === 0 ? nothingOfOurs(account, made) : [];
  return [...nothing, ...found, ...managedByAms(account, environment)];
}

type Kind = "role" | "policy";

/** IAM compares names without regard to case, and Terraform would replace the one by the other. */
function differingByCase({ name, nameKey }: MadeRole | MadePolicy, found: readonly Existing[], kind: Kind): string[] {
  return found
    .filter((one) => one.name !== name && one.name.toLowerCase() === name.toLowerCase())
    .map(
      (one) =>
        `${kind} ${inQuotes(one.name)} differs from ${inQuotes(name)} only in case, which IAM ignores: set ${nameKey}: ${inQuotes(one.name)}`,
    );
}

/** @param given The path that the file gives the role. */
function ofRole(role: MadeRole, existing: ExistingRole, given: string | undefined): string[] {
  const { name, path } = existing;
  const parallel = `leave it as it is and make a role beside it: another name in ${role.nameKey} (docs/adoption.md, parallel names)`;
  if (path.startsWith("/aws-service-role/")) {
    return [`role ${inQuotes(name)} is linked to a service, which alone may change it: ${parallel}`];
  }
  if (!ROLE_PATH.test(path)) {
    const why =
      role.key === "execution"
        ? "with the roles of that path people could pass those that AWS's consoles made, with more rights (N1)"
        : "roles of ours stand at a path of their own";
    return [`role ${inQuotes(name)} is at the path ${inQuotes(path)}, which cannot change, and ${why}: ${parallel}`];
  }
  const fault = faultOf(new PolicyReader().text(existing.trust, name));
  if (fault !== undefined) {
    return [
      `role ${inQuotes(name)}: its trust policy cannot be read (${fault}), so that nobody can say who would lose the role; get the details anew: ${ALL_PAGES}`,
    ];
  }
  if (given !== undefined && given !== path) {
    return [
      `role ${inQuotes(name)} is at the path ${inQuotes(path)}, which cannot change, and the file says ${inQuotes(given)}: set roles.${role.key}.path: ${inQuotes(path)}`,
    ];
  }
  return reserved(role, existing, "role");
}

function reserved({ nameKey }: MadeRole | MadePolicy, { name }: Existing, kind: Kind): string[] {
  if (!AMS_NAMES.reserved.test(name)) return [];
  return [
    `${kind} ${inQuotes(name)} has a name that AMS reserves for what it owns, and takes away when it leaves: give another name in ${nameKey}, under which one is made anew`,
  ];
}

function* ownedElsewhere(
  roles: readonly MadeRole[],
  { account }: Environment,
  others: readonly OtherOwner[],
): Generator<string> {
  for (const other of others) {
    if (other.account !== account) continue;
    const owned = new Set(other.roles.map((name) => name.toLowerCase()));
    const shared = roles.find(({ name }) => owned.has(name.toLowerCase()));
    if (!shared) continue;
    yield `role ${inQuotes(shared.name)} is owned by ${other.file} already: adopt it there, and say base: existing here, or give other names`;
  }
}

function managedByAms(account: Account, { ams }: Environment): string[] {
  if (ams === "ended") return [];
  const signs = signsOfAms(account);
  if (signs.length === 0) return [];
  return [
    `AMS manages this account, as it seems (${signs.join("; ")}): its standards let nobody else edit these roles but for trust and tags, and it would turn changes back. Once AMS has left, write \`ams: ended\` into the file; until then \`ssps rfc\` prints the request to AMS`,
  ];
}

/**
 * What in an account is AMS's, one sign of each kind: names, boundaries, tags, the deny policy on its roles, and when a role
 * of AMS's was last used. They may outlast AMS: whether it still manages the account no details say.
 */
export function signsOfAms({ roles, policies }: Account): string[] {
  const own = roles.filter(({ name }) => AMS_NAMES.own.test(name));
  const [lastUsed] = own
    .filter((role) => role.lastUsed !== undefined)
    .sort((a, b) => ((a.lastUsed ?? "") < (b.lastUsed ?? "") ? 1 : -1));
  const named = lastUsed ?? own[0] ?? policies.find(({ name }) => AMS_NAMES.own.test(name));
  const bounded = roles.find(({ boundaryArn }) => (boundaryArn ?? "").includes(`:policy/${AMS_NAMES.boundary}`));
  const tagged = roles.find(({ tags }) => amsTag(tags) !== undefined);
  const denied = roles.find(({ attached }) => attached.some((arn) => arn.endsWith(`:policy/${AMS_NAMES.denyPolicy}`)));
  return [
    ...(named
      ? [`it holds ${inQuotes(named.name)}${lastUsed ? `, last used ${inQuotes(lastUsed.lastUsed ?? "")}` : ""}`]
      : []),
    ...(bounded ? [`role ${inQuotes(bounded.name)} has AMS's boundary`] : []),
    ...(tagged ? [`role ${inQuotes(tagged.name)} has the tag ${inQuotes(amsTag(tagged.tags) ?? "")}`] : []),
    ...(denied ? [`role ${inQuotes(denied.name)} carries ${inQuotes(AMS_NAMES.denyPolicy)}`] : []),
  ];
}

function amsTag(tags: Existing["tags"]): string | undefined {
  return Object.keys(tags ?? {}).find((key) => AMS_NAMES.tag.test(key));
}

const SUGGESTED = 5;

/** None of our names exists: what might be meant. */
function nothingOfOurs(
  { id, roles, policies }: Account,
  made: { readonly roles: readonly MadeRole[]; readonly policies: readonly MadePolicy[] },
): string[] {
  const names = new Set([...roles, ...policies].map(({ name }) => name));
  if ([...made.roles, ...made.policies].some(({ name }) => names.has(name))) return [];
  const suggest = (key: string, candidates: readonly ExistingRole[]): string[] =>
    candidates.length === 0
      ? []
      : [
          `  ${key} may be one of ${candidates
            .slice(0, SUGGESTED)
            .map(({ name }) => inQuotes(name))
            .join(", ")}`,
        ];
  const ofSageMaker = roles.filter(({ trust }) => trust.includes("sagemaker.amazonaws."));
  const ofPeople = roles.filter(
    ({ name, trust }) => /sage-?_?maker/i.test(name) && !trust.includes("sagemaker.amazonaws."),
  );
  return [
    [
      `account ${id} has none of the roles and policies of the file (${made.roles.map(({ name }) => inQuotes(name)).join(", ")}): there is nothing to adopt under these names; give the names that exist in the file, or just deploy`,
      ...suggest("roles.admin.name", ofPeople),
      ...suggest("roles.execution.name", ofSageMaker),
    ].join("\n"),
  ];
}
