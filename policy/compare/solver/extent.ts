import type { Policy, Principal, Statement } from "../../document";
import { accountOf, compilePrincipals, roleKey, roleOfSession, type PrincipalMatch } from "../../principals";
import { comparableCondition, type ComparableCondition, type Truth } from "./condition";
import type { Pattern, Patterns } from "./patterns";

/** A list of patterns, or everything but what they match. */
export interface PatternSet {
  readonly negated: boolean;
  readonly patterns: readonly Pattern[];
}

/**
 * All requests to which a statement applies: those whose principal, action, resource and value of each condition key lie
 * within its bounds.
 */
export interface Extent {
  readonly statement: Statement;
  readonly single: Single;
  readonly by: readonly PrincipalMatch[];
  /** Whether the statement applies to a principal; `undefined` is an anonymous one. */
  readonly names: (principal: string | undefined) => boolean;
  readonly actions: PatternSet;
  /** Absent in trust policies: the role itself. */
  readonly resources: PatternSet | undefined;
  /** The conditions by their key, in lower case. */
  readonly keys: ReadonlyMap<string, readonly ComparableCondition[]>;
}

/** One principal, action and resource of a statement's lists. Absent: the whole list. */
export interface Single {
  readonly principal?: Principal;
  readonly action?: string;
  readonly resource?: string;
}

const ANY: readonly PrincipalMatch[] = ["itself", "role", "account"];

/** @param by The ways of naming a principal that count. @default any */
export function extentOf(statement: Statement, patterns: Patterns, by: readonly PrincipalMatch[] = ANY): Extent {
  const { version, actions, notActions, resources, notResources } = statement;
  const listed = resources ?? notResources;
  const keys = new Map<string, ComparableCondition[]>();
  for (const written of statement.conditions) {
    const condition = comparableCondition(written, version, patterns);
    keys.set(condition.key, [...(keys.get(condition.key) ?? []), condition]);
  }
  const principal = compilePrincipals(statement);
  return {
    statement,
    single: {},
    by,
    names: (id) => by.includes(principal(id)),
    actions: {
      negated: notActions !== undefined,
      patterns: (actions ?? notActions ?? []).flatMap((text) => patterns.compile(text, "action", version) ?? []),
    },
    resources: listed && {
      negated: notResources !== undefined,
      patterns: listed.flatMap((text) => patterns.compile(text, "resource", version) ?? []),
    },
    keys,
  };
}

/** How many principals, patterns and values a statement lists: what deciding on it may cost, in steps. */
export function lengthOf({ statement }: Pick<Extent, "statement">): number {
  const { principals, notPrincipals, actions, notActions, resources, notResources, conditions } = statement;
  const lists = [principals, notPrincipals, actions, notActions, resources, notResources];
  return [...lists, ...conditions.map(({ values }) => values)].reduce((sum, list) => sum + (list?.length ?? 0), 1);
}

/** The extent of a statement with one principal, action and resource of its lists. */
export function narrowTo(extent: Extent, single: Single, patterns: Patterns): Extent {
  const { statement, by } = extent;
  const one = (kind: "action" | "resource", text: string): PatternSet => ({
    negated: false,
    patterns: [patterns.compile(text, kind, statement.version) ?? []].flat(),
  });
  const principal = single.principal && compilePrincipals({ ...statement, principals: [single.principal] });
  return {
    ...extent,
    single: single,
    ...(principal && { names: (id) => by.includes(principal(id)) }),
    ...(single.action !== undefined && { actions: one("action", single.action) }),
    ...(single.resource !== undefined && { resources: one("resource", single.resource) }),
  };
}

/**
 * Whether two extents may overlap, by the services and the principals that they name: this sorts out most statements at
 * almost no cost.
 */
export function mayOverlap(a: Extent, b: Extent): boolean {
  return mayShare(servicesOf(a), servicesOf(b)) && mayShare(namedBy(a), namedBy(b));
}

/** Names of which some statement applies to no others; `any`: it may apply to more than can be listed. */
type Names = ReadonlySet<string> | "any";

function mayShare(a: Names, b: Names): boolean {
  if (a === "any" || b === "any") return true;
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a];
  for (const name of fewer) if (more.has(name)) return true;
  return false;
}

const services = new WeakMap<PatternSet, Names>();

function servicesOf({ actions }: Extent): Names {
  let known = services.get(actions);
  if (!known) {
    const named = actions.patterns.map(({ written }) =>
      written.slice(0, Math.max(0, written.indexOf(":"))).toLowerCase(),
    );
    known = actions.negated || named.some((service) => service === "" || /[*?]/.test(service)) ? "any" : new Set(named);
    services.set(actions, known);
  }
  return known;
}

const principals = new WeakMap<readonly Principal[], Names>();

/** The principals that an extent names: a role and its sessions are one, an account is any number of them. */
function namedBy({ statement, single }: Extent): Names {
  const listed = single.principal ? [single.principal] : statement.principals;
  if (!listed) return "any";
  let known = principals.get(listed);
  if (!known) {
    const open = listed.some(({ type, id }) => type === "*" || (type === "AWS" && accountOf(id) !== undefined));
    known = open ? "any" : new Set(listed.map(({ id }) => roleKey(id) ?? roleOfSession(id) ?? id));
    principals.set(listed, known);
  }
  return known;
}

const texts = new WeakMap<Statement, string>();

/** A text that is the same for statements that differ in nothing but order, repetition and the case of actions. */
export function canonicalText({ statement }: Pick<Extent, "statement">): string {
  let text = texts.get(statement);
  if (text === undefined) {
    text = normalised(statement);
    texts.set(statement, text);
  }
  return text;
}

/**
 * Whether policies hold the same statements, in whatever order and number; the same objects are not even looked into.
 * Equal statements are equal in every request, so nothing else needs to be compared.
 */
export function samePolicies(before: readonly Policy[] | undefined, after: readonly Policy[] | undefined): boolean {
  if (before === after) return true;
  if (!before || !after) return false;
  const [lost, gained] = [new Set(before), new Set(after)];
  const textsOf = (policies: Iterable<Policy>): Set<string> =>
    new Set([...policies].flatMap(({ statements }) => statements.map((statement) => canonicalText({ statement }))));
  if (lost.size === gained.size && [...lost].every((policy) => gained.has(policy))) return true;
  const [textsBefore, textsAfter] = [textsOf(lost), textsOf(gained)];
  return textsBefore.size === textsAfter.size && [...textsBefore].every((text) => textsAfter.has(text));
}

function normalised(statement: Statement): string {
  const { version, effect, principals, notPrincipals, actions, notActions, resources, notResources, conditions } =
    statement;
  const sorted = (list: readonly string[] | undefined): string[] | undefined => list && [...new Set(list)].sort();
  const named = (list: readonly Principal[] | undefined): string[] | undefined =>
    sorted(list?.map(({ type, id }) => `${type} ${id}`));
  const lower = (list: readonly string[] | undefined): string[] | undefined =>
    sorted(list?.map((text) => text.toLowerCase()));
  const tests = conditions.map(({ operator, qualifier, ifExists, key, values }) =>
    JSON.stringify([operator, qualifier, ifExists, key.toLowerCase(), sorted(values)]),
  );
  const elements = [
    named(principals),
    named(notPrincipals),
    lower(actions),
    lower(notActions),
    sorted(resources),
    sorted(notResources),
  ];
  return JSON.stringify([version, effect, ...elements.map((element) => element ?? null), sorted(tests)]);
}

/**
 * Whether a set holds a text.
 *
 * @param truth Whether a pattern with a policy variable matches, where its bounds allow it to.
 */
export function contains(set: PatternSet, text: string, truth: (pattern: Pattern) => Truth): Truth {
  let found: Truth = "no";
  for (const pattern of set.patterns) {
    if (!pattern.automaton.matches(text)) continue;
    const matches = pattern.variable ? truth(pattern) : "yes";
    if (matches !== "no") found = matches;
    if (found === "yes") break;
  }
  if (!set.negated || found === "maybe") return found;
  return found === "yes" ? "no" : "yes";
}
