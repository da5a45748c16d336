import { MANAGED_POLICIES_PER_ROLE } from "../aws/quotas";
import { countAttachedByParts, partsMade, rolesMade, type Scope } from "./made";
import type { Place, Problem } from "./problem";
import { isWritable } from "./naming";
import { valueAt, findingMessage, formatPath, type Path, describeValue, textAt, textsIn } from "./raw";
import { nameAt, countOwnPolicies } from "./roles";
import { bucketNameAt } from "./storage";

/** Where a key or a value of a file is. */
export type Locate = (path: Path, at: "key" | "value") => Place;

/** Where states or an access log go: to keys of a bucket that begin so. */
interface StateOrLog {
  readonly bucket: string;
  readonly prefix: string;
  readonly path: string;
  readonly place: Place;
}

/** A name that one file makes, and where the file asks for it. */
interface MadeName {
  readonly name: string;
  readonly scope: Scope;
  readonly place: Place;
}

/** The name of a role that a part of a file needs, and where the file says it. */
interface NeededRole {
  readonly key: RoleNameKey;
  readonly name: string;
  readonly place: Place;
}

const ACCESS_LOG = ["storage", "bucket", "access_log"];

type RoleNameKey = "roles.admin.name" | "roles.execution.name";

/** What the other files must know of one environment file. Read from what the file says, however wrong the rest is. */
export interface FleetEntry {
  readonly file: string;
  readonly name: string;
  /** Empty where the file gives none; the same of the region. */
  readonly account: string;
  readonly region: string;
  readonly base: unknown;
  /** Names of the roles and policies that the file makes as their owner. */
  readonly ownedNames: readonly string[];
  /** What optional parts make, whoever owns the roles. */
  readonly partNames: readonly MadeName[];
  readonly roleNames: Readonly<Record<RoleNameKey, string>>;
  /** Roles that the file's parts name, for another file to make. */
  readonly neededRoles: readonly NeededRole[];
  /** How many policies the admin role carries by this file. */
  readonly attachedPolicies: number;
  /** Where the base stack's state is; undefined for a local one. */
  readonly state: string | undefined;
  /** Where the file's states and access log go. */
  readonly stateAndLogs: readonly StateOrLog[];
  /** The bucket for data that the file makes. */
  readonly dataBucket: string | undefined;
  /** The only buckets that the roles use; undefined where every name with a keyword will do. */
  readonly exactBuckets: readonly string[] | undefined;
  readonly places: { readonly base: Place; readonly region: Place; readonly backend: Place };
}

/** Takes from a file what the others must know. */
export function fleetEntry(file: string, name: string, raw: unknown, locate: Locate): FleetEntry {
  const managed = valueAt(raw, ["base"]) === "managed";
  const role = (key: RoleNameKey): NeededRole => ({
    key,
    name: nameAt(raw, key),
    place: locate(key.split("."), "value"),
  });
  return {
    file,
    name,
    account: textAt(raw, ["account"]),
    region: textAt(raw, ["region"]),
    base: valueAt(raw, ["base"]),
    ownedNames: rolesMade(raw).map(({ name: owned }) => owned),
    partNames: partsMade(raw).map(({ path, ...made }) => ({ ...made, place: locate(path, "value") })),
    roleNames: {
      "roles.admin.name": nameAt(raw, "roles.admin.name"),
      "roles.execution.name": nameAt(raw, "roles.execution.name"),
    },
    neededRoles: managed
      ? []
      : [
          ...(["elevation", "scaling"].some((part) => valueAt(raw, [part]) !== undefined)
            ? [role("roles.admin.name")]
            : []),
          ...(valueAt(raw, ["storage", "key"]) === undefined
            ? []
            : [role("roles.admin.name"), role("roles.execution.name")]),
        ],
    attachedPolicies: countAttachedByParts(raw) + (managed ? ownAndExtra(raw) : 0),
    state: stateOf(raw, name),
    stateAndLogs: [
      { at: ["backend", "s3"], prefix: `${textAt(raw, ["backend", "s3", "key_prefix"])}${name}` },
      { at: ACCESS_LOG, prefix: textAt(raw, [...ACCESS_LOG, "prefix"]) },
    ].flatMap(({ at, prefix }): StateOrLog[] => {
      const bucket = valueAt(raw, [...at, "bucket"]);
      return typeof bucket === "string"
        ? [{ bucket, prefix, path: formatPath(at), place: locate([...at, "bucket"], "value") }]
        : [];
    }),
    dataBucket: bucketNameAt(raw),
    exactBuckets:
      valueAt(raw, ["access", "buckets", "names"]) === undefined
        ? undefined
        : textsIn(raw, ["access", "buckets", "names"]).map(({ value }) => value),
    places: {
      base: locate(["base"], "value"),
      region: locate(["region"], "value"),
      backend: locate(["backend"], "key"),
    },
  };
}

function ownAndExtra(raw: unknown): number {
  const extra = valueAt(raw, ["roles", "admin", "extra_policy_arns"]);
  return countOwnPolicies(raw, "admin") + (Array.isArray(extra) ? extra.length : 0);
}

/** One text for each place that a state can be in. */
function stateOf(raw: unknown, name: string): string | undefined {
  const text = (...path: string[]): string => textAt(raw, ["backend", ...path]);
  if (text("s3", "bucket")) return `s3://${text("s3", "bucket")}/${text("s3", "key_prefix")}${name}`;
  if (text("cloud", "organization")) {
    return `workspace ${text("cloud", "organization")}/${text("cloud", "workspaces", "prefix")}${name}`;
  }
  return undefined;
}

/** What the files of an account say together, which the roles' policies hold. */
export interface AccountFacts {
  /** Every region that the files name, sorted. */
  readonly regions: readonly string[];
  /** Buckets of Terraform's state and of access logs, sorted. */
  readonly stateAndLogBuckets: readonly string[];
}

export function accountFacts(entries: readonly FleetEntry[], account: string): AccountFacts {
  const own = entries.filter((entry) => entry.account === account);
  const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
  return {
    regions: sorted(own.map(({ region }) => region)),
    stateAndLogBuckets: sorted(own.flatMap(({ stateAndLogs }) => stateAndLogs.map(({ bucket }) => bucket))),
  };
}

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
    yield { file: entry.file, ...entry.places.backend, message };
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
      yield { file: entry.file, ...entry.places.base, message };
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
      yield { file: entry.file, ...place, message };
    }
  }
};

/** A file that leaves the roles to another one names them; a role of another name does not exist. */
const rolesExist: FleetRule = function* (entries) {
  for (const entry of entries) {
    const owners = entries.filter(({ base, account }) => base === "managed" && account === entry.account);
    if (owners.length === 0) continue;
    const reported = new Set<RoleNameKey>();
    for (const { key, name, place } of entry.neededRoles) {
      if (reported.has(key) || owners.some(({ roleNames }) => roleNames[key] === name)) continue;
      reported.add(key);
      const made = owners.map(({ file, roleNames }) => `${roleNames[key]}, as ${file} makes it`).join(" or ");
      yield { file: entry.file, ...place, message: findingMessage(key.split("."), describeValue(name), made) };
    }
  }
};

/** Files of several regions attach policies to one role. What one file attaches is that file's own problem. */
const policiesFit: FleetRule = function* (entries) {
  const roles = new Map<string, { carried: number; files: string[] }>();
  for (const entry of entries) {
    if (entry.attachedPolicies === 0 || entry.account === "") continue;
    const adminRole = entry.roleNames["roles.admin.name"];
    const key = `${entry.account} ${adminRole.toLowerCase()}`;
    const role = roles.get(key) ?? { carried: 0, files: [] };
    roles.set(key, role);
    role.carried += entry.attachedPolicies;
    if (role.files.length > 0 && role.carried > MANAGED_POLICIES_PER_ROLE) {
      const message =
        `found ${role.carried} policies of ${adminRole} in account ${entry.account} together with ` +
        `${role.files.join(", ")}; allowed: at most ${MANAGED_POLICIES_PER_ROLE}`;
      yield { file: entry.file, ...entry.places.base, message };
    }
    role.files.push(entry.file);
  }
};

/** The same within one file is that file's own problem. */
const stateAndLogsAreApart: FleetRule = function* (entries) {
  for (const entry of entries) {
    for (const { bucket, path, place } of entry.stateAndLogs) {
      const other = entries.find(
        ({ account, dataBucket, exactBuckets = [] }) =>
          account === entry.account && [dataBucket, ...exactBuckets].includes(bucket),
      );
      if (!other || other === entry) continue;
      const message =
        `${path}.bucket: found ${describeValue(bucket)}, which ${other.file} of the account gives to the roles; allowed: a ` +
        "bucket that they do not use: they are denied the buckets of state and logs (N5)";
      yield { file: entry.file, ...place, message };
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
    yield { file: entry.file, ...entry.places.region, message };
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

/** What is worth knowing about files together. */
export function fleetWarnings(entries: readonly FleetEntry[]): Problem[] {
  const owned = new Set(entries.filter(({ base }) => base === "managed").map(({ account }) => account));
  return entries.flatMap((entry): Problem[] => {
    const { file, base, account, state, places } = entry;
    return [
      ...(base === "existing" && !owned.has(account)
        ? [
            {
              file,
              ...places.base,
              code: "no-owner",
              message: `base: no file here owns the roles of account ${account}`,
            },
          ]
        : []),
      ...(state === undefined && entries.length > 1
        ? [{ file, ...places.backend, code: "local-state", message: LOCAL_STATE }]
        : []),
      ...writableElsewhere(entries, entry),
    ];
  });
}

/**
 * The roles of an account are denied the buckets of its own files' states and logs. Where such a bucket lies in another
 * account, which no file says, that account's roles may write what N5 matches.
 */
function* writableElsewhere(
  entries: readonly FleetEntry[],
  { file, account, stateAndLogs }: FleetEntry,
): Iterable<Problem> {
  const owners = entries.filter((entry) => entry.base === "managed" && entry.account !== account);
  for (const { bucket, prefix, path, place } of stateAndLogs) {
    const writing = owners.filter(
      ({ account: other, exactBuckets }) =>
        (exactBuckets ? exactBuckets.includes(bucket) : isWritable(`${bucket}/${prefix}`)) &&
        !accountFacts(entries, other).stateAndLogBuckets.includes(bucket),
    );
    if (writing.length === 0) continue;
    const accounts = [...new Set(writing.map(({ account: other }) => other))].sort().join(", ");
    const message =
      `${path}: if ${bucket} lies in account ${accounts}, the roles there may write ${bucket}/${prefix}…, which N5 ` +
      "matches and no file of that account denies; take a bucket and folder without the page's keywords";
    yield { file, ...place, code: "state-or-log-writable", message };
  }
}

const LOCAL_STATE = "backend: a local state is for one person; several share s3 or cloud";

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
