import type { Principal, Statement } from "../document";
import { compilePrincipals, type PrincipalMatch } from "../principals";
import { compileAtom, type Atom, type Truth } from "./atoms";
import type { Pattern, Patterns } from "./patterns";

/** A list of patterns, or everything but what they match. */
export interface PatternSet {
  readonly negated: boolean;
  readonly patterns: readonly Pattern[];
}

/**
 * A statement as a box in the space of requests: a request lies in it where its principal, its action, its resource and
 * the value of each condition key lie within the box's bounds.
 */
export interface Box {
  readonly statement: Statement;
  readonly cell: Cell;
  readonly by: readonly PrincipalMatch[];
  /** Whether the statement speaks to a principal; `undefined` is an anonymous one. */
  readonly names: (principal: string | undefined) => boolean;
  readonly actions: PatternSet;
  /** Absent in trust policies: the role itself. */
  readonly resources: PatternSet | undefined;
  /** The conditions by their key, in lower case. */
  readonly keys: ReadonlyMap<string, readonly Atom[]>;
}

/** A part of a statement: one of its principals, actions and resources each. Absent: the statement's whole list. */
export interface Cell {
  readonly principal?: Principal;
  readonly action?: string;
  readonly resource?: string;
}

const ANY: readonly PrincipalMatch[] = ["itself", "role", "account"];

/** @param by The ways of naming a principal that count. @default any */
export function boxOf(statement: Statement, patterns: Patterns, by: readonly PrincipalMatch[] = ANY): Box {
  const { version, actions, notActions, resources, notResources } = statement;
  const listed = resources ?? notResources;
  const keys = new Map<string, Atom[]>();
  for (const condition of statement.conditions) {
    const atom = compileAtom(condition, version, patterns);
    keys.set(atom.key, [...(keys.get(atom.key) ?? []), atom]);
  }
  const principal = compilePrincipals(statement);
  return {
    statement,
    cell: {},
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

/** A part of a box. */
export function partOf(box: Box, cell: Cell, patterns: Patterns): Box {
  const { statement, by } = box;
  const one = (kind: "action" | "resource", text: string): PatternSet => ({
    negated: false,
    patterns: [patterns.compile(text, kind, statement.version) ?? []].flat(),
  });
  const principal = cell.principal && compilePrincipals({ ...statement, principals: [cell.principal] });
  return {
    ...box,
    cell,
    ...(principal && { names: (id) => by.includes(principal(id)) }),
    ...(cell.action !== undefined && { actions: one("action", cell.action) }),
    ...(cell.resource !== undefined && { resources: one("resource", cell.resource) }),
  };
}

/**
 * Whether the actions of two boxes may overlap, by the services that they name: what tells most statements apart at
 * almost no cost.
 */
export function mayOverlap(a: Box, b: Box): boolean {
  const [services, others] = [servicesOf(a), servicesOf(b)];
  return !services || !others || [...services].some((service) => others.has(service));
}

const services = new WeakMap<PatternSet, ReadonlySet<string> | "any">();

function servicesOf({ actions }: Box): ReadonlySet<string> | undefined {
  let known = services.get(actions);
  if (!known) {
    const named = actions.patterns.map(({ written }) =>
      written.slice(0, Math.max(0, written.indexOf(":"))).toLowerCase(),
    );
    known = actions.negated || named.some((service) => service === "" || /[*?]/.test(service)) ? "any" : new Set(named);
    services.set(actions, known);
  }
  return known === "any" ? undefined : known;
}

const texts = new WeakMap<Statement, string>();

/** A text that is the same for statements that differ in nothing but order, repetition and the case of actions. */
export function textOf({ statement }: Pick<Box, "statement">): string {
  let text = texts.get(statement);
  if (text === undefined) {
    text = normalised(statement);
    texts.set(statement, text);
  }
  return text;
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
  const parts = [
    named(principals),
    named(notPrincipals),
    lower(actions),
    lower(notActions),
    sorted(resources),
    sorted(notResources),
  ];
  return JSON.stringify([version, effect, ...parts.map((part) => part ?? null), sorted(tests)]);
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
