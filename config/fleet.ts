import { findPartition } from "../aws/regions";
import { countAttachedByParts, partsMade, rolesMade, type Scope } from "./made";
import type { Place } from "./problem";
import { formatPath, textAt, textsIn, valueAt, type Path } from "./raw";
import { nameAt, countOwnPolicies, rolePathAt } from "./roles";
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

/** The name or the path of a role that a part of a file needs, and where the file says it. */
interface NeededRole {
  readonly key: RoleKey;
  readonly value: string;
  readonly place: Place;
}

const ACCESS_LOG = ["storage", "bucket", "access_log"];

/** A key that says by which name, or at which path, a role stands. */
export type RoleKey = `roles.${"admin" | "execution"}.${"name" | "path"}`;

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
  readonly roles: Readonly<Record<RoleKey, string>>;
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
  const roles: FleetEntry["roles"] = {
    "roles.admin.name": nameAt(raw, "roles.admin.name"),
    "roles.admin.path": rolePathAt(raw, "admin"),
    "roles.execution.name": nameAt(raw, "roles.execution.name"),
    "roles.execution.path": rolePathAt(raw, "execution"),
  };
  const needed = (key: RoleKey): NeededRole => ({
    key,
    value: roles[key],
    place: locate(key.split("."), "value"),
  });
  const has = (...parts: string[]): boolean => parts.some((part) => valueAt(raw, part.split(".")) !== undefined);
  return {
    file,
    name,
    account: textAt(raw, ["account"]),
    region: textAt(raw, ["region"]),
    base: valueAt(raw, ["base"]),
    ownedNames: rolesMade(raw).map(({ name: owned }) => owned),
    partNames: partsMade(raw).map(({ path, ...made }) => ({ ...made, place: locate(path, "value") })),
    roles,
    neededRoles: managed
      ? []
      : [
          // Policies are attached to a role by its name; a key names it by its ARN, and people pass what is at its path.
          ...(has("elevation", "scaling") ? [needed("roles.admin.name")] : []),
          ...(has("storage.key") ? (Object.keys(roles) as RoleKey[]).map(needed) : []),
          ...(has("workforce") ? [needed("roles.execution.path")] : []),
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

/** The facts of each account, from all files. */
export function accountFacts(entries: readonly FleetEntry[]): (account: string) => AccountFacts {
  const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
  const facts = [...byAccount(entries)].map(([account, own]): [string, AccountFacts] => [
    account,
    {
      // A file that is wrong may say no region, or one that there cannot be.
      regions: sorted(own.map(({ region }) => region).filter((region) => findPartition(region) !== undefined)),
      stateAndLogBuckets: sorted(own.flatMap(({ stateAndLogs }) => stateAndLogs.map(({ bucket }) => bucket))),
    },
  ]);
  const known = new Map(facts);
  return (account) => known.get(account) ?? { regions: [], stateAndLogBuckets: [] };
}

/** The files of each account, so that a thousand need not be searched a thousand times. */
export function byAccount(entries: readonly FleetEntry[]): ReadonlyMap<string, readonly FleetEntry[]> {
  const groups = new Map<string, FleetEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.account);
    if (group) group.push(entry);
    else groups.set(entry.account, [entry]);
  }
  return groups;
}
