import { publishedMatching, type PublishedAction } from "../actions";
import type { Statement } from "../document";
import { compilePattern } from "../pattern";
import { isFamous, riskier, riskOfAction, RISKS, shortFirst, type Risk } from "./risk";
import type { Budget } from "./solver/budget";
import type { Extent } from "./solver/extent";

/** What matching the name of an action costs, in steps. */
const MATCH_COST = 4;

/** What putting an action into its group costs, in steps. */
const GROUP_COST = 2;

/** Actions of a statement that the other statements treat alike. */
export interface ActionGroup {
  /** As the statement writes them; `undefined` is its NotAction. */
  readonly written: readonly string[] | undefined;
  /** The most familiar of the actions, or a pattern; `undefined` is the statement's NotAction. */
  readonly representative: string | undefined;
  readonly risk: Risk;
}

/** An action by its name, and what a reader makes of it. */
interface Named {
  readonly name: string;
  readonly lower: string;
  readonly risk: Risk;
  readonly famous: boolean;
}

function named(name: string): Named {
  return { name, lower: name.toLowerCase(), risk: riskOfAction(name), famous: isFamous(name) };
}

const published = new Map<PublishedAction, Named>();

/** The published actions that a pattern matches; what is known of each is made once. */
function namedMatching(pattern: string): readonly Named[] {
  return publishedMatching(pattern).map((action) => {
    let known = published.get(action);
    if (!known) published.set(action, (known = named(action.name)));
    return known;
  });
}

let all: readonly Named[] | undefined;

/** All published actions, in the same list each time. */
function allNamed(): readonly Named[] {
  return (all ??= namedMatching("*"));
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
      ...this.alike(actions.filter((action) => !isPattern(action)).map(named)),
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
      const pattern = group.representative ?? "*";
      const actions = pattern === "*" ? allNamed() : namedMatching(pattern);
      // Patterns are matched with all actions, of which most are left out; lists are looked through again and again.
      const affordable = this.budget.spend(
        (isPattern(pattern.split(":")[0] ?? "") ? allNamed() : actions).length + actions.length * excluded.length,
      );
      const isLeft = ({ lower }: Named): boolean => !excluded.some((matches) => matches(lower));
      const remaining = excluded.length === 0 ? actions : affordable ? actions.filter(isLeft) : [];
      groups = affordable ? this.alike(remaining, actions) : [];
      this.published.set(key, groups);
    }
    return groups;
  }

  /** @param among A list that holds the actions and is looked through instead. */
  private alike(actions: readonly Named[], among = actions): NameGroup[] {
    const listings = this.listings(among);
    if (!listings || !this.budget.spend(GROUP_COST * actions.length)) return [];
    const groups = new Map<string, { written: string[]; risk: Risk; first: Named }>();
    for (const action of actions) {
      const key = `${action.risk} ${listings.get(action) ?? ""}`;
      const group = groups.get(key);
      if (!group) groups.set(key, { written: [action.name], risk: action.risk, first: action });
      else {
        group.written.push(action.name);
        if (isMoreFamiliar(action, group.first)) group.first = action;
      }
    }
    return [...groups.values()]
      .map(({ written, risk, first }) => ({ written, risk, representative: first.name }))
      .sort((a, b) => RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk));
  }

  /** For each action that other statements list, their positions as a text; undefined where that is too costly. */
  private listings(actions: readonly Named[]): Map<Named, string> | undefined {
    const listings = new Map<Named, string>();
    const { names, services } = indexOf(actions);
    for (const [other, extent] of this.others.entries()) {
      const listed = new Set<Named>();
      for (const { automaton, written } of extent.actions.patterns) {
        const lower = written.toLowerCase();
        // Lists all names alike.
        if (lower === "*") continue;
        if (automaton.text !== undefined) {
          for (const action of names.get(automaton.text) ?? []) listed.add(action);
          continue;
        }
        const service = lower.slice(0, Math.max(0, lower.indexOf(":")));
        if (this.budget.exhausted) return undefined;
        const members = service === "" || isPattern(service) ? actions : (services.get(service) ?? []);
        const matches = lower === `${service}:*` ? undefined : compilePattern(lower);
        this.budget.spend(MATCH_COST * members.length);
        for (const action of members) if (!matches || matches(action.lower)) listed.add(action);
      }
      this.budget.spend(listed.size);
      for (const action of listed) listings.set(action, `${listings.get(action) ?? ""}${other},`);
    }
    return listings;
  }
}

/** A list of actions by their names and by their services, in lower case. */
interface Index {
  readonly names: ReadonlyMap<string, readonly Named[]>;
  readonly services: ReadonlyMap<string, readonly Named[]>;
}

/** Kept as long as the list is: that of all published actions is looked through again and again. */
const indices = new WeakMap<readonly Named[], Index>();

function indexOf(actions: readonly Named[]): Index {
  let index = indices.get(actions);
  if (!index) {
    index = {
      names: groupBy(actions, ({ lower }) => lower),
      services: groupBy(actions, ({ lower }) => lower.slice(0, lower.indexOf(":"))),
    };
    indices.set(actions, index);
  }
  return index;
}

function groupBy(actions: readonly Named[], keyOf: (action: Named) => string): Map<string, Named[]> {
  const groups = new Map<string, Named[]>();
  for (const action of actions) {
    const key = keyOf(action);
    const group = groups.get(key);
    if (group) group.push(action);
    else groups.set(key, [action]);
  }
  return groups;
}

function isMoreFamiliar(a: Named, b: Named): boolean {
  return a.famous === b.famous ? shortFirst(a.name, b.name) < 0 : a.famous;
}

function isPattern(action: string): boolean {
  return /[*?]/.test(action);
}
