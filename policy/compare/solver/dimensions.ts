import { isMultivalued } from "../../actions";
import { literal } from "../../pattern";
import { Automaton } from "./automaton";
import { ifAffordable, type Budget } from "./budget";
import { costOf, holds, impliedBy, type ComparableCondition, type Truth } from "./condition";
import { completedArns, exampleActions, exampleResources, type Where } from "./examples";
import type { Pattern, Patterns } from "./patterns";
import type { Point, Constraints } from "./constraints";
import { contains, mayOverlap, type PatternSet, type Extent } from "./extent";
import { findValues, type Literal } from "./values";
import { findWitness, type WitnessSearch } from "./wildcard-search";

/** What all requests of a comparison have in common. */
export interface Space {
  readonly patterns: Patterns;
  /** Principals that stand for all others; absent: only one, which the statements do not name. */
  readonly principals?: readonly (string | undefined)[];
  /** What requests are about, and where. */
  readonly where?: Where;
  /** Values of condition keys, by the key in lower case, that are given; `undefined`: the request lacks the key. */
  readonly given?: ReadonlyMap<string, readonly string[] | undefined>;
}

/** A request with one aspect more, or word that there is none. */
export type Choice =
  { readonly found: true; readonly point: Point } | { readonly found: false; readonly proven: boolean };

/** One aspect of a request. */
export interface Dimension {
  /** Chooses a value that lies inside all extents of `inside` and outside the avoided ones. */
  readonly find: (avoided: readonly Extent[], point: Point) => Choice;
  /** Whether an extent holds the chosen value for certain. */
  readonly holds: (extent: Extent, point: Point) => boolean;
  /** False where an extent is known to hold all that those of `inside` hold. */
  readonly bounds: (extent: Extent) => boolean;
}

const NONE: Choice = { found: false, proven: true };

/** The dimensions of constraints, in the order in which values are chosen. */
export function dimensionsOf(constraints: Constraints, space: Space): Dimension[] {
  const { budget } = space.patterns;
  const count = constraints.inside.length + constraints.outside.length;
  budget.charge(count);
  const keys = new Set([...constraints.inside, ...constraints.outside].flatMap((extent) => [...extent.keys.keys()]));
  for (const key of space.given?.keys() ?? []) keys.add(key);
  budget.charge(keys.size * count);
  return [
    ...(space.principals ? [principalDimension(constraints, space.principals, budget)] : []),
    actionDimension(constraints, space.patterns),
    resourceDimension(constraints, space),
    ...[...keys].sort().map((key) => keyDimension(key, constraints, space)),
  ];
}

/** What it costs to see whether a statement names a principal, in steps of automata. */
const NAMING_COST = 4;

function principalDimension(
  { inside }: Constraints,
  principals: readonly (string | undefined)[],
  budget: Budget,
): Dimension {
  const affordable = budget.spend(NAMING_COST * principals.length);
  const fitting = affordable ? principals.filter((id) => inside.every((extent) => extent.names(id))) : [];
  return {
    find: (avoided, point) => {
      if (!affordable || !budget.spend(NAMING_COST * fitting.length * avoided.length))
        return { found: false, proven: false };
      const index = fitting.findIndex((id) => !avoided.some((extent) => extent.names(id)));
      return index < 0 ? NONE : { found: true, point: { ...point, principal: fitting[index] } };
    },
    holds: (extent, { principal }) => extent.names(principal),
    bounds: (extent) => !budget.spend(NAMING_COST * fitting.length) || !fitting.every((id) => extent.names(id)),
  };
}

/** An action is `service:Name`: one colon, and something on both sides. */
const ACTIONS = { all: [new Automaton("?*:?*", "ignoreCase")], none: [new Automaton("*:*:*", "ignoreCase")] };

function actionDimension({ inside }: Constraints, patterns: Patterns): Dimension {
  const sets = inside.map((extent) => extent.actions);
  const truth = (): Truth => "maybe";
  const likely = somePatterns(sets).flatMap(exampleActions);
  patterns.budget.charge(HINT_COST * likely.length);
  return {
    find: (avoided, point) => {
      const outside = avoided.map((extent) => extent.actions);
      const example = likely.find((text) => fits(text, sets, outside, truth));
      if (example !== undefined) return { found: true, point: { ...point, action: example } };
      const search = findText(sets, outside, truth, ACTIONS, patterns);
      return search.witness === undefined
        ? { found: false, proven: search.proven }
        : { found: true, point: { ...point, action: search.witness } };
    },
    holds: (extent, { action }) => contains(extent.actions, action, truth) === "yes",
    bounds: (extent) => !holdsAll(extent.actions, sets, patterns),
  };
}

/** What it costs to make up a text that a reader recognises, in steps. */
const HINT_COST = 8;

/** A resource is an ARN, or `*` for an action without resource-level permissions. */
const RESOURCES = { all: [new Automaton(literal("*"), "text"), new Automaton("arn:*:*:*:*:*", "arn")], none: [] };

function resourceDimension({ inside }: Constraints, { patterns, where }: Space): Dimension {
  const sets = inside.flatMap((extent) => extent.resources ?? []);
  const truth = assumed(sets, patterns);
  const likely = somePatterns(sets);
  return {
    find: (avoided, point) => {
      const outside = avoided.flatMap((extent) => extent.resources ?? []);
      if (outside.length < avoided.length) return NONE;
      // What names no resource is about the one that it belongs to.
      const own = sets.length === 0 && where?.resource !== undefined ? [where.resource] : undefined;
      const hints = own ?? exampleResources(point.action, likely, where);
      patterns.budget.charge(HINT_COST * (hints.length + likely.length));
      const isFitting = (text: string): boolean =>
        RESOURCES.all.some((automaton) => automaton.matches(text)) && fits(text, sets, outside, truth);
      const hint = hints.find(isFitting);
      if (hint !== undefined) return { found: true, point: { ...point, resource: hint } };
      const search = findText(sets, outside, truth, RESOURCES, patterns);
      if (search.witness === undefined) return { found: false, proven: search.proven };
      const readable = completedArns(search.witness).find(isFitting) ?? search.witness;
      return { found: true, point: { ...point, resource: readable } };
    },
    holds: (extent, point) => !extent.resources || contains(extent.resources, point.resource, truth) === "yes",
    bounds: (extent) => extent.resources !== undefined && !holdsAll(extent.resources, sets, patterns),
  };
}

/** Whether a text may lie in all of some sets and in none of others. */
function fits(
  text: string,
  inside: readonly PatternSet[],
  outside: readonly PatternSet[],
  truth: (pattern: Pattern) => Truth,
): boolean {
  return (
    inside.every((set) => contains(set, text, truth) !== "no") &&
    outside.every((set) => contains(set, text, truth) !== "yes")
  );
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

/** How many patterns of a list are looked at for examples. */
const EXAMPLES = 8;

/** Patterns of the lists that are no exceptions, as written. */
function somePatterns(sets: readonly PatternSet[]): string[] {
  return sets.flatMap(({ negated, patterns }) =>
    negated ? [] : patterns.slice(0, EXAMPLES).map(({ written }) => written),
  );
}

function onlyPattern({ negated, patterns }: PatternSet): Pattern | undefined {
  return !negated && patterns.length === 1 ? patterns[0] : undefined;
}

/** Whether a set is known to hold all that some other holds. */
function holdsAll(set: PatternSet, others: readonly PatternSet[], patterns: Patterns): boolean {
  return others.some((other) => {
    patterns.budget.charge(set.patterns.length);
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
      patterns.budget.charge(set.patterns.length);
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

const NO_CONDITIONS: readonly ComparableCondition[] = [];

function keyDimension(key: string, { inside, outside }: Constraints, { patterns, given }: Space): Dimension {
  const conditionsOf = (extent: Extent): readonly ComparableCondition[] => extent.keys.get(key) ?? NO_CONDITIONS;
  const required = inside.flatMap(conditionsOf);
  const isImplied = (condition: ComparableCondition, other: ComparableCondition): boolean => {
    patterns.budget.charge(costOf(condition));
    return impliedBy(condition, other, patterns);
  };
  const free = new Map<Extent, readonly ComparableCondition[]>();
  const freeOf = (extent: Extent): readonly ComparableCondition[] => {
    if (!extent.keys.has(key)) return NO_CONDITIONS;
    let conditions = free.get(extent);
    if (!conditions) {
      conditions = conditionsOf(extent).filter((condition) => !required.some((other) => isImplied(condition, other)));
      free.set(extent, conditions);
    }
    return conditions;
  };
  const conditionHolds = (condition: ComparableCondition, values: readonly string[] | undefined): Truth => {
    patterns.budget.charge(costOf(condition) * (values?.length ?? 1));
    return holds(condition, values);
  };
  const multivalued =
    isMultivalued(key) ||
    [...inside, ...outside].some((extent) =>
      conditionsOf(extent).some((condition) => condition.written.qualifier !== undefined),
    );

  const find = (literals: readonly Literal[], avoided: readonly Extent[]): ReturnType<typeof findValues> => {
    const [extent, ...others] = avoided;
    if (!extent) return search(literals);
    let proven = true;
    for (const condition of freeOf(extent)) {
      const found = find([...literals, { condition, wanted: false }], others);
      if (found.found) return found;
      proven &&= found.proven;
    }
    return { found: false, proven };
  };
  const search = (literals: readonly Literal[]): ReturnType<typeof findValues> => {
    if (!given?.has(key)) return findValues(literals, multivalued, patterns.budget);
    const values = given.get(key);
    const fits = literals.every(
      ({ condition, wanted }) => conditionHolds(condition, values) !== (wanted ? "no" : "yes"),
    );
    return fits ? { found: true, values } : { found: false, proven: true };
  };
  return {
    find: (avoided, point) => {
      const found = find(
        required.map((condition) => ({ condition, wanted: true })),
        avoided,
      );
      if (!found.found) return found;
      const context = new Map(point.context);
      if (found.values) context.set(key, found.values);
      return { found: true, point: { ...point, context } };
    },
    holds: (extent, { context }) =>
      freeOf(extent).every((condition) => conditionHolds(condition, context.get(key)) === "yes"),
    bounds: (extent) => freeOf(extent).length > 0,
  };
}

/** Whether one extent is known to lie within another. */
export function liesWithin(
  inner: Extent,
  outer: Extent,
  patterns: Patterns,
  principals?: readonly (string | undefined)[],
): boolean {
  if (!mayOverlap(inner, outer)) return false;
  const constraints = { inside: [inner], outside: [outer] };
  return ifAffordable(
    () =>
      dimensionsOf(constraints, { patterns, ...(principals && { principals }) }).every(({ bounds }) => !bounds(outer)),
    false,
  );
}
