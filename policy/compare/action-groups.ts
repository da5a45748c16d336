import { publishedMatching } from "../actions";
import type { Statement } from "../document";
import { compilePattern } from "../pattern";
import { familiarFirst, riskier, riskOfAction, RISKS, type Risk } from "./risk";
import type { Budget } from "./solver/budget";
import type { Extent } from "./solver/extent";

/** Actions of a statement that the other statements treat alike. */
export interface ActionGroup {
  /** As the statement writes them; `undefined` is its NotAction. */
  readonly written: readonly string[] | undefined;
  /** The most familiar of the actions, or a pattern; `undefined` is the statement's NotAction. */
  readonly representative: string | undefined;
  readonly risk: Risk;
}

/** An action and what it puts at stake. */
interface Named {
  readonly name: string;
  readonly lower: string;
  readonly risk: Risk;
}

/** A group of names without wildcards. */
export interface NameGroup extends ActionGroup {
  readonly written: readonly string[];
  readonly representative: string;
}

/** Groups actions by what the statements of one comparison make of them. */
export class ActionGroups {
  private readonly published = new Map<string, readonly NameGroup[]>();

  /** @param others The statements that decide about the actions. */
  constructor(
    private readonly others: readonly Extent[],
    private readonly budget: Budget,
  ) {}

  /** The actions of a statement: those without wildcards in groups of the same fate and risk, patterns one by one. */
  of({ actions }: Statement): ActionGroup[] {
    if (!actions) return [{ written: undefined, representative: undefined, risk: "read" }];
    const patterns = actions.filter(isPattern);
    return [
      ...this.alike(
        actions
          .filter((action) => !isPattern(action))
          .map((name) => ({ name, lower: name.toLowerCase(), risk: riskOfAction(name) })),
      ),
      ...patterns.map((pattern) => ({ written: [pattern], representative: pattern, risk: "write" as const })),
    ];
  }

  /** The highest risk of the actions that a statement names without wildcards; of others it knows nothing. */
  riskOf({ actions = [] }: Statement): Risk {
    return actions
      .filter((action) => !isPattern(action))
      .map(riskOfAction)
      .reduce<Risk>(riskier, "write");
  }

  /**
   * The published actions of a pattern, or of all that a statement's NotAction leaves, grouped; the riskiest first. None
   * where looking through them is too costly.
   */
  publishedIn(group: ActionGroup, { notActions = [] }: Statement): readonly NameGroup[] {
    const key = group.representative ?? JSON.stringify(notActions);
    let groups = this.published.get(key);
    if (!groups) {
      const excluded =
        group.representative === undefined ? notActions.map((action) => compilePattern(action.toLowerCase())) : [];
      const actions = publishedMatching(group.representative ?? "*");
      const affordable = this.budget.spend(actions.length * excluded.length);
      const remaining = affordable ? actions.filter(({ lower }) => !excluded.some((matches) => matches(lower))) : [];
      groups = this.alike(remaining.map(({ name, lower }) => ({ name, lower, risk: riskOfAction(name) })));
      this.published.set(key, groups);
    }
    return groups;
  }

  private alike(actions: readonly Named[]): NameGroup[] {
    const listings = this.listings(actions.map(({ lower }) => lower));
    if (!listings) return [];
    const groups = new Map<string, { written: string[]; risk: Risk }>();
    for (const [i, { name, risk }] of actions.entries()) {
      const key = `${risk} ${listings[i] ?? ""}`;
      const group = groups.get(key);
      if (group) group.written.push(name);
      else groups.set(key, { written: [name], risk });
    }
    return [...groups.values()]
      .map(({ written, risk }) => ({ written, risk, representative: familiarFirst(written)[0] ?? "" }))
      .sort((a, b) => RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk));
  }

  /** For each name the positions of the statements that list it, as a text; undefined where that is too costly. */
  private listings(names: readonly string[]): string[] | undefined {
    const listings = names.map(() => "");
    const positions = new Map<string, number[]>();
    const services = new Map<string, number[]>();
    for (const [i, name] of names.entries()) {
      const same = positions.get(name);
      if (same) same.push(i);
      else positions.set(name, [i]);
      const service = name.slice(0, name.indexOf(":"));
      const members = services.get(service);
      if (members) members.push(i);
      else services.set(service, [i]);
    }
    for (const [other, { actions }] of this.others.entries()) {
      const listed = new Set<number>();
      for (const { automaton, written } of actions.patterns) {
        const lower = written.toLowerCase();
        // Lists all names alike.
        if (lower === "*") continue;
        if (automaton.text !== undefined) {
          for (const i of positions.get(automaton.text) ?? []) listed.add(i);
          continue;
        }
        const service = lower.slice(0, Math.max(0, lower.indexOf(":")));
        if (this.budget.exhausted) return undefined;
        const members = service === "" || isPattern(service) ? names.keys() : (services.get(service) ?? []);
        const matches = lower === `${service}:*` ? undefined : compilePattern(lower);
        this.budget.spend(Array.isArray(members) ? members.length : names.length);
        for (const i of members) if (!matches || matches(names[i] ?? "")) listed.add(i);
      }
      for (const i of listed) listings[i] = `${listings[i] ?? ""}${other},`;
    }
    return listings;
  }
}

function isPattern(action: string): boolean {
  return /[*?]/.test(action);
}
