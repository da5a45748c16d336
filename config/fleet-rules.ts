import { MANAGED_POLICIES_PER_ROLE } from "../aws/quotas";
import { byAccount, type FleetEntry, type RoleKey } from "./fleet";
import type { Problem } from "./problem";
import { describeValue, findingMessage } from "./raw";

/** What is wrong between files that are each right. */
export function checkFleet(entries: readonly FleetEntry[]): Problem[] {
  return Object.entries(RULES).flatMap(([code, rule]) => [...rule(entries)].map((problem) => ({ code, ...problem })));
}

type FleetRule = (entries: readonly FleetEntry[]) => Iterable<Omit<Problem, "code">>;

/** Stacks are named after the environment. */
const nameOnce: FleetRule = function* (entries) {
  const names = new Map<string, FleetEntry>();
  for (const entry of entries) {
    const other = firstWith(names, entry.name, entry);
    if (!other) continue;
    const message = `the environment ${entry.name} is also in ${other.file}; allowed: each name once`;
    yield { file: entry.file, message };
  }
};

const stateOnce: FleetRule = function* (entries) {
  const states = new Map<string, FleetEntry>();
  for (const entry of entries) {
    if (entry.state === undefined) continue;
    const other = firstWith(states, entry.state, entry);
    if (!other || other.name === entry.name) continue;
    const message =
      `backend: found the same place for the states as in ${other.file} (${entry.state}); ` +
      "allowed: another key_prefix or workspaces.prefix";
    yield { of: [entry.file], ...entry.places.backend, message };
  }
};

/** IAM is global and ignores the case of names: an account has each role and policy once. */
const oneOwner: FleetRule = function* (entries) {
  const owners = new Map<string, FleetEntry>();
  for (const entry of entries) {
    if (entry.base !== "managed" || entry.account === "") continue;
    const shared = new Map<FleetEntry, string[]>();
    for (const name of entry.ownedNames) {
      const other = firstWith(owners, `${entry.account} ${name.toLowerCase()}`, entry);
      // A name twice in one file is that file's own problem.
      if (other && other !== entry) shared.set(other, [...(shared.get(other) ?? []), name]);
    }
    for (const [other, names] of shared) {
      const message =
        `base: found managed here and in ${other.file}, both of account ${entry.account} with the ` +
        `${firstOf(names)}; allowed: one owner (base: existing in the other file), or other names`;
      yield { of: [entry.file], ...entry.places.base, message };
    }
  }
};

/** The same of what optional parts make: of an account, of a region, or of all of AWS, as a bucket. */
const partsOnce: FleetRule = function* (entries) {
  const owners = new Map<string, FleetEntry>();
  for (const entry of entries) {
    for (const { name, scope, place } of entry.partNames) {
      if (scope !== "aws" && entry.account === "") continue;
      const [within, both] = {
        aws: ["", ""],
        account: [entry.account, `, both of account ${entry.account}`],
        region: [`${entry.account} ${entry.region}`, `, both of account ${entry.account} in ${entry.region}`],
      }[scope];
      const key = `${within} ${scope === "account" ? name.toLowerCase() : name}`;
      const other = firstWith(owners, key, entry);
      // A name twice in one file is that file's own problem.
      if (!other || other === entry) continue;
      const message = `found the ${name} in ${other.file} too${both}; allowed: each name once`;
      yield { of: [entry.file], ...place, message };
    }
  }
};

/** A file that leaves the roles to another one names them; a role of another name or path does not exist. */
const rolesExist: FleetRule = function* (entries) {
  const ownersOf = byAccount(entries.filter(({ base }) => base === "managed"));
  for (const entry of entries) {
    const owners = ownersOf.get(entry.account) ?? [];
    if (owners.length === 0) continue;
    const reported = new Set<RoleKey>();
    for (const { key, value, place } of entry.neededRoles) {
      if (reported.has(key) || owners.some(({ roles }) => roles[key] === value)) continue;
      reported.add(key);
      const made = owners.map(({ file, roles }) => `${roles[key]}, as ${file} makes it`).join(" or ");
      yield { of: [entry.file], ...place, message: findingMessage(key.split("."), describeValue(value), made) };
    }
  }
};

/** Files of several regions attach policies to one role. What one file attaches is that file's own problem. */
const policiesFit: FleetRule = function* (entries) {
  const roles = new Map<string, { carried: number; files: string[] }>();
  for (const entry of entries) {
    if (entry.attachedPolicies === 0 || entry.account === "") continue;
    const adminRole = entry.roles["roles.admin.name"];
    const key = `${entry.account} ${adminRole.toLowerCase()}`;
    const role = roles.get(key) ?? { carried: 0, files: [] };
    roles.set(key, role);
    role.carried += entry.attachedPolicies;
    if (role.files.length > 0 && role.carried > MANAGED_POLICIES_PER_ROLE) {
      const message =
        `found ${role.carried} policies of ${adminRole} in account ${entry.account} together with ` +
        `${role.files.join(", ")}; allowed: at most ${MANAGED_POLICIES_PER_ROLE}`;
      yield { of: [entry.file], ...entry.places.base, message };
    }
    role.files.push(entry.file);
  }
};

/** The same within one file is that file's own problem. */
const stateAndLogsAreApart: FleetRule = function* (entries) {
  const accounts = byAccount(entries);
  for (const entry of entries) {
    for (const { bucket, path, place } of entry.stateAndLogs) {
      const other = accounts
        .get(entry.account)
        ?.find(({ dataBucket, exactBuckets = [] }) => [dataBucket, ...exactBuckets].includes(bucket));
      if (!other || other === entry) continue;
      const message =
        `${path}.bucket: found ${describeValue(bucket)}, which ${other.file} of the account gives to the roles; allowed: a ` +
        "bucket that they do not use: they are denied the buckets of state and logs (N5)";
      yield { of: [entry.file], ...place, message };
    }
  }
};

const placeOnce: FleetRule = function* (entries) {
  const places = new Map<string, FleetEntry>();
  for (const entry of entries) {
    if (entry.account === "" || entry.region === "") continue;
    const other = firstWith(places, `${entry.account} ${entry.region}`, entry);
    // Two owners with other names are roles side by side, for a cut-over.
    if (!other || (other.base === "managed" && entry.base === "managed")) continue;
    const message =
      `region: found ${entry.region} of account ${entry.account} in ${other.file} too; ` +
      "allowed: one file for an account and region";
    yield { of: [entry.file], ...entry.places.region, message };
  }
};

const RULES: Readonly<Record<string, FleetRule>> = {
  "environment-twice": nameOnce,
  "state-twice": stateOnce,
  "two-owners": oneOwner,
  "made-twice": partsOnce,
  "role-missing": rolesExist,
  "too-many-policies-together": policiesFit,
  "region-twice": placeOnce,
  "state-or-log-in-use": stateAndLogsAreApart,
};

/** Notes which file has a key first; answers that one where it is another. */
function firstWith(taken: Map<string, FleetEntry>, key: string, entry: FleetEntry): FleetEntry | undefined {
  const other = taken.get(key);
  if (!other) taken.set(key, entry);
  return other;
}

/** The first of some names, and how many more there are. */
function firstOf([first = "", ...rest]: readonly string[]): string {
  return rest.length > 0 ? `${first} and ${rest.length} more` : first;
}
