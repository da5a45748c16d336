import { withoutKeys } from "./address";
import { isTouching, type Entry } from "./plan-entry";
import type { References } from "./references";
import { field, fieldsOf, carriesNoAccess, isOpen } from "./resource";

/** How many resources are named that defer a text. */
const MAX_NAMED = 3;

/**
 * Why attributes are known only after apply, where all that they wait for changes beside access only. Terraform reads a
 * data source during apply where something that it depends on has pending changes, tags alone too.
 *
 * Source: "Data sources: data resource dependencies", Terraform documentation.
 */
export class Deferrals {
  /** The attributes that each change of the plan changes, by address without keys. */
  private readonly pending: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(
    entries: readonly Entry[],
    private readonly references: References,
  ) {
    this.pending = pendingOf(entries);
  }

  /** In words; undefined where something else than tags or timeouts changes, or nothing that is known. */
  of(address: string, attribute: string): string | undefined {
    const dependencies = this.references.dependenciesOf(address, attribute) ?? [];
    const names: string[] = [];
    const changed = new Set<string>();
    for (const name of new Set(dependencies.map(withoutKeys).flatMap((one) => this.within(one)))) {
      const attributes = this.pending.get(name);
      if (!attributes) continue;
      if (![...attributes].every(carriesNoAccess)) return undefined;
      names.push(name);
      for (const one of attributes) changed.add(one === "timeouts" ? one : "tags");
    }
    if (names.length === 0) return undefined;
    const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : "";
    return `only ${[...changed].sort().join(" and ")} of ${names.slice(0, MAX_NAMED).join(", ")}${more} change`;
  }

  /** What changes in a module, or the resource itself. */
  private within(address: string): string[] {
    if (!/(?:^|\.)module\.[^.]+$/.test(address)) return [address];
    return [...this.pending.keys()].filter((name) => name.startsWith(`${address}.`));
  }
}

/** The attributes that each change of a plan changes, by address without keys. */
function pendingOf(entries: readonly Entry[]): Map<string, ReadonlySet<string>> {
  const pending = new Map<string, Set<string>>();
  for (const entry of entries) {
    if (!entry.actions.some(isTouching)) continue;
    const address = withoutKeys(entry.address);
    const attributes = pending.get(address) ?? new Set();
    for (const name of changedIn(entry)) attributes.add(name);
    pending.set(address, attributes);
  }
  return pending;
}

function changedIn({ actions, change }: Entry): string[] {
  const [before, after] = [fieldsOf(field(change, "before")), fieldsOf(field(change, "after"))];
  const unknown = fieldsOf(field(change, "after_unknown"));
  // What is made, or made anew, is another object, whatever its attributes are.
  if (actions.length !== 1 || actions[0] !== "update") return ["*"];
  return [...new Set([before, after, unknown].flatMap(Object.keys))].filter(
    (name) =>
      isOpen(field(unknown, name)) || JSON.stringify(field(before, name)) !== JSON.stringify(field(after, name)),
  );
}
