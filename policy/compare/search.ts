import { isSendable } from "../actions/arns";
import type { Principal, Request, Statement } from "../document";
import type { PrincipalMatch } from "../principals";
import type { ActionGroup, ActionGroups, NameGroup } from "./action-groups";
import type { Cause, Difference } from "./comparison";
import type { PrincipalGroup, PrincipalGroups } from "./principal-groups";
import type { Risk } from "./risk";
import type { Constraints } from "./solver/constraints";
import { solve } from "./solver/cover";
import { ifAffordable } from "./solver/budget";
import type { Space } from "./solver/dimensions";
import { mayOverlap, narrowTo, type Extent, type Single } from "./solver/extent";
import { variablesOf } from "./solver/patterns";
import { findRequest, type Check } from "./witness";

/**
 * What is asked: is there a request to which one of `statements` applies, that lies in one extent of each list of
 * `within` and in none of `outside`?
 */
export interface Query {
  readonly cause: Cause;
  readonly statements: readonly Statement[];
  readonly within: readonly (readonly Extent[])[];
  readonly outside: readonly Extent[];
  /** How a statement must name a principal. @default in any way */
  readonly by?: readonly PrincipalMatch[];
  readonly check: Check;
}

/** What a search for differences needs to know beside the statements. */
export interface SearchContext extends Space {
  readonly verdict: Difference["verdict"];
  /** What naming principals in an Allow puts at stake by itself; absent where the statements name none. */
  readonly exposure?: (statement: Statement, principals: readonly Principal[]) => Risk | undefined;
}

/** Whether a part of a statement makes a difference. */
type Outcome =
  | { readonly found: "no" }
  | { readonly found: "request"; readonly witness: Request }
  | { readonly found: "unproven"; readonly reason: string };

/** Where in a statement a difference lies: a group of actions, and what was found for each principal and resource. */
export interface Finding {
  readonly group: ActionGroup;
  readonly risk: Risk;
  readonly published: readonly NameGroup[];
  /** Absent where the statement names none. */
  readonly principals: PrincipalGroup | undefined;
  readonly resource: string | undefined;
  readonly outcome: Exclude<Outcome, { found: "no" }>;
}

/** How many actions of a group are tried for a request that AWS takes. */
const MAX_NAMES = 8;

/** What a search costs beside the solver, in steps. */
const LOOK_COST = 20;

const TOO_COSTLY = "it is too costly to decide";
const NO_REQUEST = "no request was found that shows it";

/** The search for requests within one statement. */
export class StatementSearch {
  private readonly statement: Statement;
  private readonly outside: readonly Extent[];

  constructor(
    private readonly query: Query,
    private readonly context: SearchContext,
    private readonly groups: { readonly actions: ActionGroups; readonly principals: PrincipalGroups | undefined },
    readonly whole: Extent,
  ) {
    this.statement = whole.statement;
    this.outside = query.outside.filter((extent) => mayOverlap(extent, whole));
  }

  /** Most statements make no difference: one look at the whole shows it. Policy variables are looked at one by one. */
  mayDiffer(): boolean {
    const { resources = [], version } = this.statement;
    if (resources.length > 1 && resources.some((text) => variablesOf(text, version).length > 0)) return true;
    return this.find({}).found !== "no";
  }

  /** What each of the statement's actions, principals and resources adds; one finding for all where that is too costly. */
  findings(): Finding[] {
    const findings: Finding[] = [];
    const named = this.groups.principals?.of(this.statement) ?? [];
    const principals: readonly (PrincipalGroup | undefined)[] = named.length > 0 ? named : [undefined];
    const resources: readonly (string | undefined)[] = this.statement.resources ?? [undefined];
    const groups = this.groups.actions.of(this.statement);
    // Groups that were too costly to make are none at all.
    if (groups.length === 0) return [this.undecided()];
    for (const group of groups) {
      for (const alike of principals) {
        for (const resource of resources) {
          if (this.context.patterns.budget.exhausted) return [...findings, this.undecided()];
          findings.push(...this.look(group, alike, resource));
        }
      }
    }
    return findings;
  }

  /** The finding that stands for all of a statement that was too costly to look at. */
  private undecided(): Finding {
    const { actions } = this.statement;
    const group: ActionGroup = {
      written: actions,
      representative: undefined,
      risk: this.groups.actions.riskOf(this.statement),
    };
    const outcome = { found: "unproven", reason: TOO_COSTLY } as const;
    return { group, risk: group.risk, published: [], principals: undefined, resource: undefined, outcome };
  }

  private look(group: ActionGroup, principals: PrincipalGroup | undefined, resource: string | undefined): Finding[] {
    const single = (action: string | undefined): Single => ({
      ...(principals && { principal: principals.members[0] }),
      ...(resource !== undefined && { resource }),
      ...(action !== undefined && { action }),
    });
    const place = { group, principals, resource };
    if (isNamed(group)) {
      const outcome = this.findAny(group, single);
      return outcome.found === "no" ? [] : [{ ...place, risk: group.risk, published: [], outcome }];
    }
    const outcome = this.find(single(group.representative));
    if (outcome.found === "no") return [];
    // A name that AWS publishes says more to a reader than the shortest text that a pattern matches.
    const published: NameGroup[] = [];
    let named: Finding["outcome"] | undefined;
    for (const names of this.groups.actions.publishedIn(group, this.statement)) {
      const inNames = this.findAny(names, single);
      if (inNames.found !== "request") continue;
      published.push(names);
      if (!named || (isRefused(named) && !isRefused(inNames))) named = inNames;
    }
    return [{ ...place, risk: published[0]?.risk ?? group.risk, published, outcome: named ?? outcome }];
  }

  /** Finds a request of a group of actions, of one that AWS takes on such a resource where it does not take the first. */
  private findAny({ representative, written }: NameGroup, single: (action: string) => Single): Outcome {
    const outcome = this.find(single(representative));
    if (!isRefused(outcome) || !this.context.patterns.budget.spend(written.length)) return outcome;
    const { resource } = outcome.witness;
    const fitting = written.filter((action) => isSendable(action, resource));
    for (const action of [...fitting, ...written].slice(0, MAX_NAMES)) {
      const other = this.find(single(action));
      if (other.found === "request" && !isRefused(other)) return other;
    }
    return outcome;
  }

  private find(single: Single): Outcome {
    const { budget } = this.context.patterns;
    if (!budget.spend(LOOK_COST + this.outside.length)) return { found: "unproven", reason: TOO_COSTLY };
    const inside = narrowTo(this.whole, single, this.context.patterns);
    const outside = this.outside.filter((extent) => mayOverlap(extent, inside));
    let unproven: string | undefined;
    for (const others of combinations(this.query.within)) {
      if (!budget.spend(1 + others.length)) return { found: "unproven", reason: TOO_COSTLY };
      if (!others.every((extent) => mayOverlap(extent, inside))) continue;
      const constraints: Constraints = { inside: [inside, ...others], outside };
      const solution = solve(constraints, this.context);
      if (solution.point) {
        const { point } = solution;
        const witness = ifAffordable(() => findRequest(point, constraints, this.context, this.query.check), undefined);
        if (witness) return { found: "request", witness };
        unproven ??= budget.exhausted ? TOO_COSTLY : NO_REQUEST;
      } else if (!solution.proven) unproven ??= TOO_COSTLY;
    }
    return unproven === undefined ? { found: "no" } : { found: "unproven", reason: unproven };
  }
}

/** Whether a group is one of names, and not a pattern. */
function isNamed(group: ActionGroup): group is NameGroup {
  return group.representative !== undefined && !/[*?]/.test(group.representative);
}

/** Whether a request was found that AWS does not take. */
function isRefused(outcome: Outcome): outcome is Extract<Outcome, { found: "request" }> {
  return outcome.found === "request" && !isSendable(outcome.witness.action, outcome.witness.resource);
}

/** Every way to take one of each list; one way, to take none, where there are no lists. */
function* combinations(lists: readonly (readonly Extent[])[]): Generator<readonly Extent[]> {
  const [first, ...others] = lists;
  if (!first) {
    yield [];
    return;
  }
  for (const extent of first) for (const rest of combinations(others)) yield [extent, ...rest];
}
