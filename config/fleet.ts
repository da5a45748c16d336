import { attachedByParts, partNames } from "./part-names";
import type { Position, Problem } from "./problem";
import { at } from "./raw";
import { MAX_POLICIES, nameAt, ownedNames, ownPolicies } from "./roles";
import type { YamlContent } from "./yaml";

/** What the other files must know of one environment file. Read from what the file says, however wrong the rest is. */
export interface FleetEntry {
  readonly file: string;
  readonly name: string;
  readonly account: unknown;
  readonly region: unknown;
  readonly base: unknown;
  /** Role and policy names, each behind its kind. */
  readonly owned: readonly string[];
  /** The same for the optional parts, which make theirs whoever owns the roles. */
  readonly ofParts: readonly { readonly name: string; readonly position: Position }[];
  /** The admin role's name, and how many policies it carries by this file. */
  readonly adminRole: string;
  readonly carried: number;
  /** Where the base stack's state is; undefined for a local one. */
  readonly state: string | undefined;
  readonly positions: { readonly base: Position; readonly region: Position; readonly backend: Position };
}

/** Takes from a file what the others must know. */
export function fleetEntry(file: string, name: string, { value: raw, locate }: YamlContent): FleetEntry {
  return {
    file,
    name,
    account: at(raw, ["account"]),
    region: at(raw, ["region"]),
    base: at(raw, ["base"]),
    owned: ownedNames(raw).map(({ kind, name: owned }) => `${kind} ${owned}`),
    ofParts: partNames(raw).map(({ name: owned, path }) => ({ name: owned, position: locate(path, "value") })),
    adminRole: nameAt(raw, "roles.admin.name"),
    carried: attachedByParts(raw) + (at(raw, ["base"]) === "managed" ? ownAndExtra(raw) : 0),
    state: stateOf(raw, name),
    positions: {
      base: locate(["base"], "value"),
      region: locate(["region"], "value"),
      backend: locate(["backend"], "key"),
    },
  };
}

function ownAndExtra(raw: unknown): number {
  const extra = at(raw, ["roles", "admin", "extra_policy_arns"]);
  return ownPolicies(raw, "admin") + (Array.isArray(extra) ? extra.length : 0);
}

/** One text for each place that a state can be in. */
function stateOf(raw: unknown, name: string): string | undefined {
  const text = (...path: string[]): string => {
    const value = at(raw, ["backend", ...path]);
    return typeof value === "string" ? value : "";
  };
  if (text("s3", "bucket")) return `s3://${text("s3", "bucket")}/${text("s3", "key_prefix")}${name}`;
  if (text("cloud", "organization")) {
    return `workspace ${text("cloud", "organization")}/${text("cloud", "workspaces", "prefix")}${name}`;
  }
  return undefined;
}

/** What is wrong between files that are each right. */
export function checkFleet(entries: readonly FleetEntry[]): Problem[] {
  return [nameOnce, stateOnce, oneOwner, partsOnce, policiesFit, placeOnce].flatMap((rule) => [...rule(entries)]);
}

type FleetRule = (entries: readonly FleetEntry[]) => Iterable<Problem>;

/** Stacks are named after the environment. */
const nameOnce: FleetRule = function* (entries) {
  const names = new Map<string, FleetEntry>();
  for (const entry of entries) {
    const other = claim(names, entry.name, entry);
    if (!other) continue;
    const message = `the environment ${entry.name} is also in ${other.file}; allowed: each name once`;
    yield { file: entry.file, message };
  }
};

const stateOnce: FleetRule = function* (entries) {
  const states = new Map<string, FleetEntry>();
  for (const entry of entries) {
    if (entry.state === undefined) continue;
    const other = claim(states, entry.state, entry);
    if (!other || other.name === entry.name) continue;
    const message =
      `backend: found the same place for the states as in ${other.file} (${entry.state}); ` +
      "allowed: another key_prefix or workspaces.prefix";
    yield { file: entry.file, position: entry.positions.backend, message };
  }
};

/** IAM is global and ignores the case of names: an account has each role and policy once. */
const oneOwner: FleetRule = function* (entries) {
  const owners = new Map<string, FleetEntry>();
  for (const entry of entries) {
    if (entry.base !== "managed") continue;
    const shared = new Map<FleetEntry, string[]>();
    for (const name of entry.owned) {
      const other = claim(owners, `${String(entry.account)} ${name.toLowerCase()}`, entry);
      // A name twice in one file is that file's own problem.
      if (other && other !== entry) shared.set(other, [...(shared.get(other) ?? []), name]);
    }
    for (const [other, names] of shared) {
      const message =
        `base: found managed here and in ${other.file}, both of account ${String(entry.account)} with the ` +
        `${some(names)}; allowed: one owner (base: existing in the other file), or other names`;
      yield { file: entry.file, position: entry.positions.base, message };
    }
  }
};

/** The same of what optional parts make, such as an elevation's policy: of an account, not of a region. */
const partsOnce: FleetRule = function* (entries) {
  const owners = new Map<string, FleetEntry>();
  for (const entry of entries) {
    for (const { name, position } of entry.ofParts) {
      const other = claim(owners, `${String(entry.account)} ${name.toLowerCase()}`, entry);
      // A name twice in one file is that file's own problem.
      if (!other || other === entry) continue;
      const message = `found the ${name} in ${other.file} too, both of account ${String(entry.account)}; allowed: each name once`;
      yield { file: entry.file, position, message };
    }
  }
};

/** Files of several regions attach policies to one role. What one file attaches is that file's own problem. */
const policiesFit: FleetRule = function* (entries) {
  const roles = new Map<string, { carried: number; files: string[] }>();
  for (const entry of entries) {
    if (entry.carried === 0) continue;
    const key = `${String(entry.account)} ${entry.adminRole.toLowerCase()}`;
    const role = roles.get(key) ?? { carried: 0, files: [] };
    roles.set(key, role);
    role.carried += entry.carried;
    if (role.files.length > 0 && role.carried > MAX_POLICIES) {
      const message =
        `found ${role.carried} policies of ${entry.adminRole} in account ${String(entry.account)} together with ` +
        `${role.files.join(", ")}; allowed: at most ${MAX_POLICIES}`;
      yield { file: entry.file, position: entry.positions.base, message };
    }
    role.files.push(entry.file);
  }
};

const placeOnce: FleetRule = function* (entries) {
  const places = new Map<string, FleetEntry>();
  for (const entry of entries) {
    const other = claim(places, `${String(entry.account)} ${String(entry.region)}`, entry);
    // Two owners with other names are roles side by side, for a cut-over.
    if (!other || (other.base === "managed" && entry.base === "managed")) continue;
    const message =
      `region: found ${String(entry.region)} of account ${String(entry.account)} in ${other.file} too; ` +
      "allowed: one file for an account and region";
    yield { file: entry.file, position: entry.positions.region, message };
  }
};

/** Notes who has a key first; answers the other that has it already. */
function claim(taken: Map<string, FleetEntry>, key: string, entry: FleetEntry): FleetEntry | undefined {
  const other = taken.get(key);
  if (!other) taken.set(key, entry);
  return other;
}

/** The first of some names, and how many more there are. */
function some([first = "", ...rest]: readonly string[]): string {
  return rest.length > 0 ? `${first} and ${rest.length} more` : first;
}
