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

/**
 * @param cell Narrows the box to a part of the statement.
 * @param by The ways of naming a principal that count. @default any
 */
export function boxOf(
  statement: Statement,
  patterns: Patterns,
  cell: Cell = {},
  by: readonly PrincipalMatch[] = ANY,
): Box {
  const { version } = statement;
  const list = (kind: "action" | "resource", written: readonly string[]): Pattern[] =>
    written.flatMap((text) => patterns.compile(text, kind, version) ?? []);
  const actions = cell.action === undefined ? (statement.actions ?? statement.notActions ?? []) : [cell.action];
  const resources = cell.resource === undefined ? (statement.resources ?? statement.notResources) : [cell.resource];

  const keys = new Map<string, Atom[]>();
  for (const condition of statement.conditions) {
    const atom = compileAtom(condition, version, patterns);
    keys.set(atom.key, [...(keys.get(atom.key) ?? []), atom]);
  }
  const principal = compilePrincipals(cell.principal ? { ...statement, principals: [cell.principal] } : statement);
  return {
    statement,
    cell,
    by,
    names: (id) => by.includes(principal(id)),
    actions: {
      negated: cell.action === undefined && statement.notActions !== undefined,
      patterns: list("action", actions),
    },
    resources: resources && {
      negated: cell.resource === undefined && statement.notResources !== undefined,
      patterns: list("resource", resources),
    },
    keys,
  };
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
