import type { Kept } from "../config/adopt";
import { inQuotes, valueAt } from "../config/raw";
import type { Environment } from "../config/schema";
import { MANAGED_POLICIES_PER_ROLE } from "../aws/quotas";
import { ALL_PAGES } from "../review/read/account-pages";
import { AdoptionError, type Account, type Existing, type ExistingPolicy, type ExistingRole } from "./account";
import { defaultScalingCleanUpName, elevationCleanUpName, elevationPolicyName, FULL_ACCESS_POLICY } from "../aws/names";
import { partsMade } from "../config/made";
import { extraAttachmentId } from "../modules/common/attachment-id";
import { attachmentAddress, rolesMadeBy, type MadePolicy, type MadeRole } from "./made";
import type { TheirStatements } from "./resource-policies";
import { refusalsOf, signsOfAms, type OtherOwner } from "./refusals";
import { list, NO_FILE_SAYS, reasonsOf, releaseFromStack, shown, someOf } from "./words";

/** What an environment's file must say so that its base stack takes over what exists. */
export interface Adoption {
  /** Address → id of what exists. */
  readonly imports: Readonly<Record<string, string>>;
  /** Address → what the resource keeps of how it was found. */
  readonly keep: Readonly<Record<string, Kept>>;
  /** Address → why Terraform leaves arguments of it alone. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Options of the file that have to say what is there now, where the file says nothing of them. */
  readonly options: readonly { readonly path: readonly string[]; readonly value: string | number }[];
  /** The same of lists: what they do not hold yet. */
  readonly additions: readonly { readonly path: readonly string[]; readonly items: readonly unknown[] }[];
  /** What to do or to look at before the plan is applied. */
  readonly before: readonly string[];
  /** What stays as it is, since no stack owns it. */
  readonly stays: readonly string[];
  /** What was not found and is therefore made, by its kind and name. */
  readonly creates: readonly string[];
}

/**
 * Finds what of an environment's roles and policies exists in an account, and what adopting it takes.
 *
 * @param raw What the file says, without defaults.
 * @param others Other files that own roles in the account.
 * @param theirs What others put into the policies of bucket, key and endpoints. @default nothing
 * @throws AdoptionError with everything that cannot be adopted as it is, each with what to do.
 */
export function adoptionOf(
  account: Account,
  environment: Environment,
  raw: unknown,
  others: readonly OtherOwner[],
  theirs: readonly TheirStatements[] = [],
): Adoption {
  const made = rolesMadeBy(environment);
  const refusals = refusalsOf(account, environment, raw, made, others);
  if (refusals.length > 0) throw new AdoptionError(refusals.join("\n"));
  const policies = matched(made.policies, account.policies);
  const roles = matched(made.roles, account.roles);
  const paths = {
    admin: environment.roles.admin.path,
    execution: environment.roles.execution.path,
    ...Object.fromEntries(roles.map(([{ key }, { path }]) => [key, path])),
  };
  const finder = new Finder(environment, raw, policies, paths);
  const signs = environment.ams === "ended" ? signsOfAms(account) : [];
  if (signs.length > 0) {
    finder.before.push(
      `the file says \`ams: ended\`, and signs of AMS are still there (${signs.join("; ")}): make sure that AMS has left, or it turns the changes back`,
    );
  }
  if (account.unknownCarriers.length > 0) {
    finder.before.push(
      `${someOf(account.unknownCarriers)}: who of them carries the policies is not known, and their access changes with the text; get all: ${ALL_PAGES}`,
    );
  }
  for (const [policy, existing] of policies)
    finder.addPolicy(policy, existing, new Set(roles.map(([{ name }]) => name)));
  for (const [role, existing] of roles) finder.addRole(role, existing);
  const found = new Set<MadePolicy | MadeRole>([...policies, ...roles].map(([one]) => one));
  for (const role of made.roles) if (!found.has(role)) finder.addMissingRole(role);
  for (const policy of made.policies) if (!found.has(policy)) finder.creates.push(`policy ${inQuotes(policy.name)}`);
  finder.additions.push(...theirs);
  return finder;
}

/** What is made, beside what exists under its name. */
function matched<Made extends { readonly name: string }, Found extends Existing>(
  made: readonly Made[],
  found: readonly Found[],
): (readonly [Made, Found])[] {
  const byName = new Map(found.map((existing) => [existing.name, existing]));
  return made.flatMap((one) => {
    const existing = byName.get(one.name);
    return existing ? [[one, existing] as const] : [];
  });
}

/** Collects what the file must say, one role or policy after another. */
class Finder implements Adoption {
  readonly imports: Record<string, string> = {};
  readonly keep: Record<string, Kept> = {};
  readonly reasons: Record<string, string> = {};
  readonly options: { path: string[]; value: string | number }[] = [];
  readonly additions: { path: readonly string[]; items: readonly unknown[] }[] = [];
  readonly before: string[] = [];
  readonly stays: string[] = [];
  readonly creates: string[] = [];
  constructor(
    private readonly environment: Environment,
    private readonly raw: unknown,
    private readonly policies: readonly (readonly [MadePolicy, ExistingPolicy])[],
    /** Where the stack makes the roles and their policies. */
    private readonly paths: Readonly<Record<MadeRole["key"], string>>,
  ) {}

  addPolicy({ address, role }: MadePolicy, policy: ExistingPolicy, ourRoles: ReadonlySet<string>): void {
    this.imports[address] = policy.arn;
    this.keepOf(address, policy, this.paths[role], []);
    const others = policy.carriers.filter((carrier) => !ourRoles.has(carrier.replace(/^role /, "")));
    if (others.length > 0) {
      this.before.push(
        `policy ${inQuotes(policy.name)} is on ${list(others)} too, whose access changes with its text: ssps review --before account-details.json --after cdktf.out shows how`,
      );
    }
    const { attachments = 0, carriers } = policy;
    if (attachments > carriers.length) {
      this.before.push(
        `policy ${inQuotes(policy.name)} is on ${attachments} roles, users and groups, and the details name ${carriers.length}: the access of the others changes with its text, and no review says how; get all: ${ALL_PAGES}`,
      );
    }
    if (policy.versions.length >= MAX_VERSIONS) {
      const oldest = policy.versions.filter((version) => version !== policy.defaultVersion).at(-1) ?? "";
      this.before.push(
        `policy ${inQuotes(policy.name)} has ${policy.versions.length} versions, the most that IAM keeps, so that the apply deletes the oldest: save it, with aws iam get-policy-version --policy-arn ${shown(policy.arn)} --version-id ${shown(oldest)}`,
      );
    }
    if (policy.defaultVersion === undefined) return;
    this.stays.push(
      `policy ${inQuotes(policy.name)}: version ${policy.defaultVersion}, in force now; back to it with aws iam set-default-policy-version --policy-arn ${shown(policy.arn)} --version-id ${shown(policy.defaultVersion)}`,
    );
  }

  addMissingRole({ name, nameKey }: MadeRole): void {
    this.creates.push(`role ${inQuotes(name)}`);
    this.before.push(
      `role ${inQuotes(name)} is not in the details: where it is called otherwise, name it in ${nameKey} and import again; where a page of the details is missing, give that too, or the apply ends in EntityAlreadyExists`,
    );
  }

  addRole(role: MadeRole, existing: ExistingRole): void {
    this.imports[role.address] = existing.name;
    this.addPath(role, existing);
    this.keepOf(role.address, existing, existing.path, this.sessionOf(role, existing));
    this.addBoundary(role, existing);
    const ours = new Set<string>();
    for (const { policy, address } of role.attachments) {
      const arn = typeof policy === "string" ? policy : this.arnOf(policy);
      if (arn === undefined || !existing.attached.includes(arn)) continue;
      ours.add(arn);
      this.imports[address] = `${existing.name}/${arn}`;
    }
    this.addOthers(role, existing, ours);
    const stack = existing.tags?.["aws:cloudformation:stack-name"];
    if (stack !== undefined) this.before.push(releaseFromStack(existing.name, stack));
  }

  /** Policies on the role that the file does not know yet, and policies in it, which no stack of ours owns. */
  private addOthers(role: MadeRole, { name, attached, inline }: ExistingRole, ours: ReadonlySet<string>): void {
    const others = attached.filter((arn) => !ours.has(arn) && !this.isOfAnotherStack(arn));
    // A file says this one by the profile full-access only.
    const undoing = others.filter((arn) => role.key === "execution" && arn.endsWith(`:policy/${FULL_ACCESS_POLICY}`));
    const kept = others.filter((arn) => !undoing.includes(arn));
    const count = others.length + role.attachments.length;
    if (count > MANAGED_POLICIES_PER_ROLE) {
      this.before.push(
        `role ${inQuotes(name)} would carry ${count} policies, ${others.length} of them others'; IAM allows ${MANAGED_POLICIES_PER_ROLE}: detach ${count - MANAGED_POLICIES_PER_ROLE}, or have the quota raised (20 at most)`,
      );
      this.stays.push(`role ${inQuotes(name)} keeps ${list(others)}, which the file has no room for`);
    } else if (kept.length > 0) {
      this.additions.push({ path: ["roles", role.key, "extra_policy_arns"], items: kept });
      for (const arn of kept) this.imports[attachmentAddress(role.key, extraAttachmentId(arn))] = `${name}/${arn}`;
    }
    for (const arn of undoing) {
      this.stays.push(
        `role ${inQuotes(name)} keeps ${FULL_ACCESS_POLICY}, which undoes the limits of the admin role; take it away with aws iam detach-role-policy --role-name ${shown(name)} --policy-arn ${shown(arn)}, once a review says what that takes`,
      );
    }
    if (inline.length > 0) {
      this.stays.push(
        `role ${inQuotes(name)} keeps its inline policies ${list(inline)}, which give rights that no file here holds; take one away with aws iam delete-role-policy --role-name ${shown(name)} --policy-name NAME, once a review says what that takes`,
      );
    }
  }

  /** Policies that our other stacks attach: those of elevations and of scaling, this file's or another region's. */
  private isOfAnotherStack(arn: string): boolean {
    const name = arn.split("/").at(-1) ?? "";
    const attached = partsMade(this.raw).some((made) => made.attached && made.name === `policy ${name}`);
    return attached || OF_OTHER_STACKS.some((front) => name.startsWith(front));
  }

  private arnOf(policy: MadePolicy): string | undefined {
    return this.policies.find(([{ address }]) => address === policy.address)?.[1].arn;
  }

  private addPath({ key }: MadeRole, { path: found }: ExistingRole): void {
    const path = ["roles", key, "path"];
    if (found !== this.environment.roles[key].path) this.options.push({ path, value: found });
  }

  private addBoundary({ key, name }: MadeRole, { boundaryArn }: ExistingRole): void {
    const path = ["roles", key, "permissions_boundary_arn"];
    if (valueAt(this.raw, path) === undefined && boundaryArn !== undefined) {
      this.options.push({ path, value: boundaryArn });
      return;
    }
    if (this.environment.roles[key].permissions_boundary_arn === boundaryArn) return;
    const now = boundaryArn === undefined ? "no boundary" : `the boundary ${inQuotes(boundaryArn)}`;
    this.before.push(`role ${inQuotes(name)} has ${now}, and ${path.join(".")} gives it another: the apply changes it`);
  }

  /** @returns What Terraform leaves alone, since no file says it or ours cannot, and why. */
  private sessionOf({ key, name }: MadeRole, { maxSessionSeconds: seconds }: ExistingRole): [string, string][] {
    const path = ["roles", key, "max_session_hours"];
    const given = valueAt(this.raw, path);
    if (given !== undefined) {
      if (seconds === Number(given) * 3600) return [];
      this.before.push(
        seconds === undefined
          ? `role ${inQuotes(name)}: ${path.join(".")} is ${Number(given)}, and no file says how long its sessions are now: the apply may change that (ssps import --commands prints the call that says it)`
          : `role ${inQuotes(name)} has sessions of ${seconds} seconds, and ${path.join(".")} gives it others: the apply changes them`,
      );
      return [];
    }
    if (seconds === undefined) return [["max_session_duration", NO_FILE_SAYS]];
    if (seconds % 3600 !== 0) return [["max_session_duration", `${seconds} seconds are no whole hours`]];
    this.options.push({ path, value: seconds / 3600 });
    return [];
  }

  /** @param made The path at which the stack makes it. */
  private keepOf(
    address: string,
    existing: Existing,
    made: string,
    left: readonly (readonly [string, string])[],
  ): void {
    const { path, description, tags } = existing;
    const ignored = new Map<string, string>(left);
    if (description === undefined) ignored.set("description", NO_FILE_SAYS);
    if (tags === undefined) for (const argument of ["tags", "tags_all"]) ignored.set(argument, NO_FILE_SAYS);
    const kept = tags && this.keptTags(address, existing);
    const keep: Kept = {
      ...(path !== made && { path }),
      ...(description !== undefined && { description }),
      ...(kept && Object.keys(kept).length > 0 && { tags: kept }),
      ...(ignored.size > 0 && { ignore_changes: [...ignored.keys()].sort() }),
    };
    if (Object.keys(keep).length > 0) this.keep[address] = keep;
    if (ignored.size > 0) this.reasons[address] = reasonsOf(ignored);
  }

  /** The file's own tags are wanted as the file has them, and IAM compares keys without regard to case. */
  private keptTags(address: string, { name, tags = {} }: Existing): Record<string, string> {
    const { roles, tags: common } = this.environment;
    const role = address.includes(".execution") ? roles.execution : roles.admin;
    const wanted = new Map(
      Object.entries({ ...common, ...role.tags }).map(([key, value]) => [key.toLowerCase(), { key, value }]),
    );
    const kept = Object.entries(tags).filter(([key, value]) => {
      if (/^aws:/i.test(key)) return false;
      const given = wanted.get(key.toLowerCase());
      if (given === undefined) return true;
      if (given.key === key && given.value === value) return false;
      const becomes =
        given.key === key
          ? `and the file gives it ${inQuotes(given.value)}`
          : `whose place the file's ${inQuotes(given.key)} takes with ${inQuotes(given.value)}, since IAM ignores case`;
      const kind = address.startsWith("aws_iam_role.") ? "role" : "policy";
      this.before.push(
        `${kind} ${inQuotes(name)} has the tag ${inQuotes(key)} with ${inQuotes(value)}, ${becomes}: the apply changes it`,
      );
      return false;
    });
    return Object.fromEntries(kept);
  }
}

/** What the names of their policies begin with. */
const OF_OTHER_STACKS = [elevationPolicyName(), elevationCleanUpName(""), defaultScalingCleanUpName("")];

/** Versions of a managed policy that IAM keeps. Source: "IAM and AWS STS quotas". */
const MAX_VERSIONS = 5;
