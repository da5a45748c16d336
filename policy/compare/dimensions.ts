import { Automaton, findWitness, type WitnessSearch } from "../language";
import { holds, impliedBy, type Atom, type Truth } from "./atoms";
import { contains, type Box, type PatternSet } from "./box";
import type { Point, Problem } from "./problem";
import { literal } from "../pattern";
import type { Pattern, Patterns } from "./patterns";
import { isMultivalued } from "./published";
import { dressed, readableResources } from "./readable";
import { findValues, type Literal } from "./values";

/** What all requests of a comparison have in common. */
export interface Space {
  readonly patterns: Patterns;
  /** Principals that stand for all others; absent: only one, which the statements do not name. */
  readonly principals?: readonly (string | undefined)[];
  /** The ARN of what a policy without Resource elements belongs to. */
  readonly resource?: string;
  /** Values of condition keys, by the key in lower case, that are given; `undefined`: the request lacks the key. */
  readonly given?: ReadonlyMap<string, readonly string[] | undefined>;
}

/** A request with one aspect more, or word that there is none. */
export type Choice =
  { readonly found: true; readonly point: Point } | { readonly found: false; readonly proven: boolean };

/** One aspect of a request. */
export interface Dimension {
  /** Chooses a value that lies inside the problem's boxes and outside the ones to be left. */
  readonly find: (left: readonly Box[], point: Point) => Choice;
  /** Whether a box holds the chosen value for certain. */
  readonly holds: (box: Box, point: Point) => boolean;
  /** False where a box is known to hold all that the problem's boxes hold. */
  readonly bounds: (box: Box) => boolean;
}

const NONE: Choice = { found: false, proven: true };

/** The dimensions of a problem, in the order in which values are chosen. */
export function dimensions(problem: Problem, space: Space): Dimension[] {
  const keys = new Set([...problem.inside, ...problem.outside].flatMap((box) => [...box.keys.keys()]));
  for (const key of space.given?.keys() ?? []) keys.add(key);
  return [
    ...(space.principals ? [principalDimension(problem, space.principals)] : []),
    actionDimension(problem, space.patterns),
    resourceDimension(problem, space),
    ...[...keys].sort().map((key) => keyDimension(key, problem, space)),
  ];
}

function principalDimension({ inside }: Problem, principals: readonly (string | undefined)[]): Dimension {
  const fitting = principals.filter((id) => inside.every((box) => box.names(id)));
  return {
    find: (left, point) => {
      const index = fitting.findIndex((id) => !left.some((box) => box.names(id)));
      return index < 0 ? NONE : { found: true, point: { ...point, principal: fitting[index] } };
    },
    holds: (box, { principal }) => box.names(principal),
    bounds: (box) => !fitting.every((id) => box.names(id)),
  };
}

/** An action is `service:Name`: one colon, and something on both sides. */
const ACTIONS = { all: [new Automaton("?*:?*", "ignoreCase")], none: [new Automaton("*:*:*", "ignoreCase")] };

function actionDimension({ inside }: Problem, patterns: Patterns): Dimension {
  const sets = inside.map((box) => box.actions);
  const truth = (): Truth => "maybe";
  return {
    find: (left, point) => {
      const search = findText(
        sets,
        left.map((box) => box.actions),
        truth,
        ACTIONS,
        patterns,
      );
      return search.witness === undefined
        ? { found: false, proven: search.proven }
        : { found: true, point: { ...point, action: search.witness } };
    },
    holds: (box, { action }) => contains(box.actions, action, truth) === "yes",
    bounds: (box) => !holdsAll(box.actions, sets, patterns),
  };
}

/** A resource is an ARN, or `*` for an action without resource-level permissions. */
const RESOURCES = { all: [new Automaton(literal("*"), "text"), new Automaton("arn:*:*:*:*:*", "arn")], none: [] };

function resourceDimension({ inside }: Problem, { patterns, resource }: Space): Dimension {
  const sets = inside.flatMap((box) => box.resources ?? []);
  const truth = assumed(sets, patterns);
  const [only] = sets.flatMap((set) => onlyPattern(set) ?? []);
  return {
    find: (left, point) => {
      const leftSets = left.map((box) => box.resources);
      if (leftSets.includes(undefined)) return NONE;
      const outside = leftSets.flatMap((set) => set ?? []);
      const hints = resource === undefined ? readableResources(point.action, only?.written) : [resource];
      const fits = (text: string): boolean =>
        RESOURCES.all.some((automaton) => automaton.matches(text)) &&
        sets.every((set) => contains(set, text, truth) !== "no") &&
        outside.every((set) => contains(set, text, truth) !== "yes");
      const hint = hints.find(fits);
      if (hint !== undefined) return { found: true, point: { ...point, resource: hint } };
      const search = findText(sets, outside, truth, RESOURCES, patterns);
      if (search.witness === undefined) return { found: false, proven: search.proven };
      const readable = dressed(search.witness).find(fits) ?? search.witness;
      return { found: true, point: { ...point, resource: readable } };
    },
    holds: (box, point) => !box.resources || contains(box.resources, point.resource, truth) === "yes",
    bounds: (box) => box.resources !== undefined && !holdsAll(box.resources, sets, patterns),
  };
}

/** What follows for other patterns with variables from those that the request lies in, or outside. */
function assumed(sets: readonly PatternSet[], patterns: Patterns): (pattern: Pattern) => Truth {
  const variable = ({ variable: known }: Pattern): boolean => known !== undefined;
  const matching = sets.flatMap((set) => onlyPattern(set) ?? []).filter(variable);
  const failing = sets.flatMap((set) => (set.negated ? set.patterns : [])).filter(variable);
  return (pattern) => {
    if (matching.some((inner) => patterns.contains(pattern, inner))) return "yes";
    return failing.some((outer) => patterns.contains(outer, pattern)) ? "no" : "maybe";
  };
}

function onlyPattern({ negated, patterns }: PatternSet): Pattern | undefined {
  return !negated && patterns.length === 1 ? patterns[0] : undefined;
}

/** Whether a set is known to hold all that some other holds. */
function holdsAll(set: PatternSet, others: readonly PatternSet[], patterns: Patterns): boolean {
  return others.some((other) => {
    if (set.negated !== other.negated) return false;
    const [outer, inner] = set.negated ? [other, set] : [set, other];
    return inner.patterns.every(
      (one) => outer.patterns.includes(one) || outer.patterns.some((candidate) => patterns.contains(candidate, one)),
    );
  });
}

/** The shortest text of a universe that all of some sets hold and none of others. */
function findText(
  inside: readonly PatternSet[],
  outside: readonly PatternSet[],
  truth: (pattern: Pattern) => Truth,
  universe: { readonly all: readonly Automaton[]; readonly none: readonly Automaton[] },
  patterns: Patterns,
): WitnessSearch {
  const all: (readonly Automaton[])[] = [];
  const none: Automaton[] = [];
  for (const [sets, wanted] of [
    [inside, true],
    [outside, false],
  ] as const) {
    for (const set of sets) {
      if (set.negated !== wanted) {
        all.push(set.patterns.filter((pattern) => !pattern.variable || truth(pattern) !== "no").map(automatonOf));
      } else {
        none.push(...set.patterns.filter((pattern) => !pattern.variable || truth(pattern) === "yes").map(automatonOf));
      }
    }
  }
  return findWitness({ all: [...all, universe.all], none: [...none, ...universe.none], budget: patterns.budget });
}

function automatonOf({ automaton }: Pattern): Automaton {
  return automaton;
}

function keyDimension(key: string, { inside, outside }: Problem, { patterns, given }: Space): Dimension {
  const atomsOf = (box: Box): readonly Atom[] => box.keys.get(key) ?? [];
  const required = inside.flatMap(atomsOf);
  const free = new Map<Box, readonly Atom[]>();
  const freeOf = (box: Box): readonly Atom[] => {
    let atoms = free.get(box);
    if (!atoms) {
      atoms = atomsOf(box).filter((atom) => !required.some((other) => impliedBy(atom, other, patterns)));
      free.set(box, atoms);
    }
    return atoms;
  };
  const multivalued =
    isMultivalued(key) ||
    [...inside, ...outside].some((box) => atomsOf(box).some((atom) => atom.condition.qualifier !== undefined));

  const find = (literals: readonly Literal[], left: readonly Box[]): ReturnType<typeof findValues> => {
    const [box, ...others] = left;
    if (!box) return search(literals);
    let proven = true;
    for (const atom of freeOf(box)) {
      const found = find([...literals, { atom, wanted: false }], others);
      if (found.found) return found;
      proven &&= found.proven;
    }
    return { found: false, proven };
  };
  const search = (literals: readonly Literal[]): ReturnType<typeof findValues> => {
    if (!given?.has(key)) return findValues(literals, multivalued, patterns.budget);
    const values = given.get(key);
    const fits = literals.every(({ atom, wanted }) => holds(atom, values) !== (wanted ? "no" : "yes"));
    return fits ? { found: true, values } : { found: false, proven: true };
  };
  return {
    find: (left, point) => {
      const found = find(
        required.map((atom) => ({ atom, wanted: true })),
        left,
      );
      if (!found.found) return found;
      const context = new Map(point.context);
      if (found.values) context.set(key, found.values);
      return { found: true, point: { ...point, context } };
    },
    holds: (box, { context }) => freeOf(box).every((atom) => holds(atom, context.get(key)) === "yes"),
    bounds: (box) => freeOf(box).length > 0,
  };
}

/** Whether one box is known to lie within another. */
export function within(
  inner: Box,
  outer: Box,
  patterns: Patterns,
  principals?: readonly (string | undefined)[],
): boolean {
  const problem = { inside: [inner], outside: [outer] };
  return dimensions(problem, { patterns, ...(principals && { principals }) }).every(({ bounds }) => !bounds(outer));
}
