import type { Principal, Request, Statement } from "../document";
import type { PrincipalMatch } from "../principals";
import { ActionGroups, type ActionGroup, type NameGroup } from "./action-groups";
import type { Truth } from "./atoms";
import { boxOf, contains, mayOverlap, partOf, textOf, type Box, type Cell } from "./box";
import type { Cause, Difference, StatementReference } from "./comparison";
import { solve } from "./cover";
import { within, type Space } from "./dimensions";
import { variablesOf } from "./patterns";
import { byTelling, RISKS, riskier, type Risk } from "./risk";
import { findRequest, type Check } from "./witness";
import type { Problem } from "./problem";

/**
 * One way for a set of requests to grow: a request that a subject speaks of, with one statement of each list of
 * companions, and none of `against`.
 */
export interface Growth {
  readonly cause: Cause;
  readonly subjects: readonly Statement[];
  readonly companions: readonly (readonly Box[])[];
  readonly against: readonly Box[];
  /** How a subject must name a principal. @default in any way */
  readonly by?: readonly PrincipalMatch[];
  readonly check: Check;
}

/** What a search for differences needs to know beside the statements. */
export interface Setting extends Space {
  readonly verdict: Difference["verdict"];
  /** What naming principals in an Allow puts at stake by itself; absent where the statements name none. */
  readonly exposure?: (statement: Statement, principals: readonly Principal[]) => Risk | undefined;
}

/** Whether and how a part of a statement makes a difference. */
type Finding =
  | { readonly found: "no" }
  | { readonly found: "request"; readonly witness: Request }
  | { readonly found: "unproven"; readonly reason: string };

/** Up to how many statements that make a difference are compared with one another. */
const MAX_COMPARED = 24;

/** The differences that one way of growing makes, in no order. */
export function differencesOf(growth: Growth, setting: Setting): Difference[] {
  const groups = new ActionGroups([...growth.companions.flat(), ...growth.against], setting.patterns.budget);
  const unchanged = new Set(growth.against.map(textOf));
  const searches = growth.subjects
    .filter((statement) => !unchanged.has(textOf({ statement })))
    .map((subject) => new SubjectSearch(growth, setting, groups, boxOf(subject, setting.patterns, growth.by)))
    .filter((search) => search.mayDiffer());
  if (searches.length > MAX_COMPARED) return searches.flatMap((search) => search.differences());
  // What lies within another statement that makes a difference tells a reader nothing more.
  const inAnother = (one: Box, i: number): boolean =>
    searches.some(({ whole }, j) => {
      const lies = (inner: Box, outer: Box): boolean => within(inner, outer, setting.patterns, setting.principals);
      return i !== j && lies(one, whole) && (j < i || !lies(whole, one));
    });
  return searches.filter(({ whole }, i) => !inAnother(whole, i)).flatMap((search) => search.differences());
}

const TOO_COSTLY = "it is too costly to decide";
const NO_REQUEST = "no request was found that shows it";

/** Where in a subject a difference lies: a group of actions, and what was found for each principal and resource. */
interface Found {
  readonly group: ActionGroup;
  readonly risk: Risk;
  readonly published: readonly NameGroup[];
  readonly principal: Principal | undefined;
  readonly resource: string | undefined;
  readonly finding: Exclude<Finding, { found: "no" }>;
}

class SubjectSearch {
  private readonly subject: Statement;

  constructor(
    private readonly growth: Growth,
    private readonly setting: Setting,
    private readonly groups: ActionGroups,
    readonly whole: Box,
  ) {
    this.subject = whole.statement;
  }

  /** Most statements make no difference: one look at the whole tells. Policy variables are looked at one by one. */
  mayDiffer(): boolean {
    const { resources = [], version } = this.subject;
    if (resources.length > 1 && resources.some((text) => variablesOf(text, version).length > 0)) return true;
    return this.find({}).found !== "no";
  }

  differences(): Difference[] {
    const found: Found[] = [];
    const principals: readonly (Principal | undefined)[] = this.subject.principals ?? [undefined];
    const resources: readonly (string | undefined)[] = this.subject.resources ?? [undefined];
    for (const group of this.groups.of(this.subject)) {
      for (const principal of principals) {
        for (const resource of resources) {
          if (this.exhausted()) return [...rows(found), this.undecided()].map((part) => this.difference(part));
          found.push(...this.look(group, principal, resource));
        }
      }
    }
    return rows(found).map((part) => this.difference(part));
  }

  private exhausted(): boolean {
    return this.setting.patterns.budget.steps < 0;
  }

  /** The row that stands for all of a statement that was too costly to look at. */
  private undecided(): Row {
    const { actions, principals = [], resources = [] } = this.subject;
    const group: ActionGroup = { written: actions, representative: undefined, risk: this.groups.riskOf(this.subject) };
    const finding = { found: "unproven", reason: TOO_COSTLY } as const;
    const groups = [{ group, risk: group.risk, published: [], principal: undefined, resource: undefined, finding }];
    return { groups, principals, resources };
  }

  private look(group: ActionGroup, principal: Principal | undefined, resource: string | undefined): Found[] {
    const cell = (action: string | undefined): Cell => ({
      ...(principal && { principal }),
      ...(resource !== undefined && { resource }),
      ...(action !== undefined && { action }),
    });
    const finding = this.find(cell(group.representative));
    if (finding.found === "no") return [];
    const place = { group, principal, resource };
    if (group.representative !== undefined && !/[*?]/.test(group.representative)) {
      return [{ ...place, risk: group.risk, published: [], finding }];
    }
    // Names that AWS publishes tell a reader more than the shortest text that a pattern matches.
    const published: NameGroup[] = [];
    let telling: Found["finding"] | undefined;
    for (const named of this.groups.publishedIn(group, this.subject)) {
      const inName = this.find(cell(named.representative));
      if (inName.found !== "request") continue;
      published.push(named);
      telling ??= inName;
    }
    return [{ ...place, risk: published[0]?.risk ?? group.risk, published, finding: telling ?? finding }];
  }

  private find(cell: Cell): Finding {
    const { budget } = this.setting.patterns;
    budget.steps -= this.growth.against.length;
    if (this.exhausted()) return { found: "unproven", reason: TOO_COSTLY };
    const subject = partOf(this.whole, cell, this.setting.patterns);
    const outside = this.growth.against.filter((box) => mayOverlap(box, subject));
    let unproven: string | undefined;
    for (const companions of combinations(this.growth.companions)) {
      budget.steps -= 1;
      if (this.exhausted()) return { found: "unproven", reason: TOO_COSTLY };
      if (!companions.every((box) => mayOverlap(box, subject))) continue;
      const problem: Problem = { inside: [subject, ...companions], outside };
      const solution = solve(problem, this.setting);
      if (solution.point) {
        const witness = findRequest(solution.point, problem, this.setting, this.growth.check);
        if (witness) return { found: "request", witness };
        unproven ??= NO_REQUEST;
      } else if (!solution.proven) unproven ??= TOO_COSTLY;
    }
    return unproven === undefined ? { found: "no" } : { found: "unproven", reason: unproven };
  }

  private counterpartOf({ principal, action, resource }: Request): Statement | undefined {
    const maybe = (): Truth => "maybe";
    return this.growth.against.find(
      (box) =>
        box.statement.effect === this.subject.effect &&
        box.names(principal) &&
        contains(box.actions, action, maybe) === "yes" &&
        (!box.resources || contains(box.resources, resource, maybe) === "yes"),
    )?.statement;
  }

  private difference({ groups, principals, resources }: Row): Difference {
    const { subject } = this;
    const { verdict, exposure } = this.setting;
    const [first] = groups;
    const proof = groups.map(({ finding }) => finding).find((finding) => finding.found === "request");
    const published = [...new Set(groups.flatMap((group) => group.published))];
    const counterpart = proof && this.counterpartOf(proof.witness);
    const exposed = subject.effect === "Allow" ? exposure?.(subject, principals) : undefined;
    return {
      verdict,
      cause: this.growth.cause,
      risk: exposed ?? groups.map(({ risk }) => risk).reduce(riskier, "read"),
      statement: referenceTo(subject),
      ...(subject.principals && { principals }),
      ...(subject.notPrincipals && { notPrincipals: subject.notPrincipals }),
      ...(subject.notActions
        ? { notActions: subject.notActions }
        : { actions: [...new Set(groups.flatMap(({ group }) => group.written ?? []))] }),
      published: tell(published),
      publishedCount: published.reduce((sum, { written }) => sum + written.length, 0),
      ...(subject.resources && { resources }),
      ...(subject.notResources && { notResources: subject.notResources }),
      conditions: subject.conditions,
      ...(proof && { witness: proof.witness }),
      ...(counterpart && { counterpart: { ...referenceTo(counterpart), conditions: counterpart.conditions } }),
      proven: proof !== undefined,
      ...(first?.finding.found === "unproven" && {
        message: `it could not be proven that nothing is ${verdict === "widened" ? "added" : "taken away"}: ${first.finding.reason}`,
      }),
    };
  }
}

function referenceTo({ policy, index, sid, effect }: Statement): StatementReference {
  return { policy, index, sid, effect };
}

/** How many published actions a difference lists. */
const MAX_PUBLISHED = 100;

function tell(groups: readonly NameGroup[]): string[] {
  const names: string[] = [];
  for (const risk of RISKS) {
    if (names.length >= MAX_PUBLISHED) break;
    names.push(
      ...groups
        .filter((group) => group.risk === risk)
        .flatMap(({ written }) => written)
        .sort(byTelling),
    );
  }
  return names.slice(0, MAX_PUBLISHED);
}

/** Findings that one row tells: the same kind of outcome and risk for several actions, principals and resources. */
interface Row {
  readonly groups: readonly Found[];
  readonly principals: readonly Principal[];
  readonly resources: readonly string[];
}

/** Joins findings: the actions of the same fate, then the principals with the same resources. */
function rows(found: readonly Found[]): Row[] {
  const byPlace = groupBy(found, ({ group, risk, finding, principal }) =>
    JSON.stringify([RISKS.indexOf(risk), finding.found, principal, group.written]),
  );
  const byResources = groupBy(byPlace, (cells) =>
    JSON.stringify([
      cells[0]?.risk,
      cells[0]?.finding.found,
      cells[0]?.principal,
      // Patterns, which stand for published names, are told apart from names.
      cells[0]?.published.length === 0,
      cells.map(({ resource }) => resource),
    ]),
  );
  const byPrincipal = groupBy(byResources, (groups) => {
    const cells = groups.flat();
    const actions = cells.map(({ group }) => group.written);
    return JSON.stringify([cells[0]?.risk, cells[0]?.finding.found, cells.map(({ resource }) => resource), actions]);
  });
  return byPrincipal.map((members) => {
    const groups = members.flat(2);
    return {
      groups,
      principals: distinct(groups.flatMap(({ principal }) => principal ?? [])),
      resources: distinct(groups.flatMap(({ resource }) => resource ?? [])),
    };
  });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** Every way to take one of each list; one way, to take none, where there are no lists. */
function* combinations(lists: readonly (readonly Box[])[]): Generator<readonly Box[]> {
  const [first, ...others] = lists;
  if (!first) {
    yield [];
    return;
  }
  for (const box of first) for (const rest of combinations(others)) yield [box, ...rest];
}
