import { at } from "./issues";
import type { Position, Problem } from "./problem";
import { DEFAULT_POLICY_NAMES, DEFAULT_ROLE_NAMES } from "./roles";
import { nameAt } from "./rules";
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
  /** Where the base stack's state is; undefined for a local one. */
  readonly state: string | undefined;
  readonly positions: { readonly base: Position; readonly region: Position; readonly backend: Position };
}

/** Takes from a file what the others must know. */
export function fleetEntry(file: string, name: string, { value: raw, locate }: YamlContent): FleetEntry {
  const names = (kind: string, defaults: typeof DEFAULT_ROLE_NAMES | typeof DEFAULT_POLICY_NAMES): string[] =>
    (Object.keys(defaults) as Parameters<typeof nameAt>[1][]).map((key) => `${kind} ${nameAt(raw, key)}`);
  return {
    file,
    name,
    account: at(raw, ["account"]),
    region: at(raw, ["region"]),
    base: at(raw, ["base"]),
    owned: [...names("role", DEFAULT_ROLE_NAMES), ...names("policy", DEFAULT_POLICY_NAMES)],
    state: stateOf(raw, name),
    positions: {
      base: locate(["base"], "value"),
      region: locate(["region"], "value"),
      backend: locate(["backend"], "key"),
    },
  };
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
  const problems: Problem[] = [];
  const names = new Map<string, string>();
  const states = new Map<string, string>();
  const owners = new Map<string, string>();
  const places = new Map<string, FleetEntry>();
  for (const entry of entries) {
    const { file, positions } = entry;
    const sameName = claim(names, entry.name, file);
    if (sameName)
      problems.push({ file, message: `the environment ${entry.name} is also in ${sameName}; allowed: each name once` });

    const sameState = entry.state === undefined || sameName ? undefined : claim(states, entry.state, file);
    if (sameState) {
      problems.push({
        file,
        position: positions.backend,
        message: `backend: the states would be in the same place as those of ${sameState} (${entry.state ?? ""}); allowed: another key_prefix or workspaces.prefix`,
      });
    }
    if (typeof entry.account !== "string") continue;
    const other = ownersOf(entry, owners);
    if (other.size > 0) {
      for (const [owner, taken] of other) {
        problems.push({
          file,
          position: positions.base,
          message: `base: managed here and in ${owner}, both of account ${entry.account} with the ${some(taken)}; allowed: one owner (base: existing in the other file), or other names`,
        });
      }
      continue;
    }
    const place = `${entry.account} ${String(entry.region)}`;
    const samePlace = places.get(place);
    // Two owners with different names are roles side by side, for a cut-over.
    if (samePlace && !(samePlace.base === "managed" && entry.base === "managed")) {
      problems.push({
        file,
        position: positions.region,
        message: `region: ${String(entry.region)} of account ${entry.account} is also in ${samePlace.file}; allowed: one file for an account and region`,
      });
    }
    if (!samePlace) places.set(place, entry);
  }
  return problems;
}

/** The first of some names, and how many more there are. */
function some([first = "", ...rest]: readonly string[]): string {
  return rest.length > 0 ? `${first} and ${rest.length} more` : first;
}

/** Notes who has a key first; answers the other that has it already. */
function claim(taken: Map<string, string>, key: string, file: string): string | undefined {
  const other = taken.get(key);
  if (other === undefined) taken.set(key, file);
  return other;
}

/** Other file → the names that it and this one both own. IAM ignores their case. */
function ownersOf(entry: FleetEntry, owners: Map<string, string>): Map<string, string[]> {
  const shared = new Map<string, string[]>();
  if (entry.base !== "managed") return shared;
  for (const name of entry.owned) {
    const other = claim(owners, `${String(entry.account)} ${name.toLowerCase()}`, entry.file);
    // A name twice in one file is that file's own problem.
    if (other !== undefined && other !== entry.file) shared.set(other, [...(shared.get(other) ?? []), name]);
  }
  return shared;
}
