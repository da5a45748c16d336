import type { Budget } from "./budget";
import { dimensionsOf, type Dimension, type Space } from "./dimensions";
import type { Point, Problem } from "./problem";
import type { Region } from "./region";

/** The request, or word that there is none; `proven` is false where that could not be decided. */
export type Solution = { readonly point: Point } | { readonly point: undefined; readonly proven: boolean };

/**
 * Finds a request inside some regions and outside others, or proves that the others cover the first.
 *
 * The dimensions (principal, action, resource, each condition key) are independent, so a value is chosen for one after
 * the other. Where the rest of a choice turns out to be covered, the regions that cover it are known, and the next value
 * tried lies outside one of them: values that no region tells apart are never tried one by one. Policy variables count as
 * whatever lets a request through; the caller fills them in.
 */
export function solve(problem: Problem, space: Space): Solution {
  return new Cover(problem, space).solve();
}

/** What choosing a value costs, in steps of automata. */
const CHOICE_COST = 50;

/** Regions that cover what was looked at, or the request. */
type Result = { readonly point: Point } | { readonly point: undefined; readonly covering: ReadonlySet<Region> };

class Cover {
  private readonly dimensions: readonly Dimension[];
  private readonly budget: Budget;
  /** For each dimension: sets of regions known to cover all that follows it. */
  private readonly covers: ReadonlySet<Region>[][];
  private readonly lastBounds = new Map<Region, number>();
  private decided = true;

  constructor(
    private readonly problem: Problem,
    space: Space,
  ) {
    this.dimensions = dimensionsOf(problem, space);
    this.covers = this.dimensions.map(() => []);
    this.budget = space.patterns.budget;
  }

  solve(): Solution {
    const start: Point = { principal: undefined, action: "", resource: "", context: new Map() };
    const result = this.from(0, start, this.problem.outside);
    return result.point ? { point: result.point } : { point: undefined, proven: this.decided };
  }

  /** The last dimension that bounds a region: it holds all that follows. */
  private lastBound(region: Region): number {
    let last = this.lastBounds.get(region);
    if (last === undefined) {
      last = this.dimensions.findLastIndex(({ bounds }) => bounds(region));
      this.lastBounds.set(region, last);
    }
    return last;
  }

  /** Chooses values for a dimension and those after it. `holding`: regions outside that hold what was chosen so far. */
  private from(index: number, point: Point, holding: readonly Region[]): Result {
    const dimension = this.dimensions[index];
    if (!dimension) return holding[0] ? { point: undefined, covering: new Set([holding[0]]) } : { point };
    const unbounded = holding.find((region) => this.lastBound(region) < index);
    if (unbounded) return { point: undefined, covering: new Set([unbounded]) };
    const known = this.covers[index]?.find((covering) => [...covering].every((region) => holding.includes(region)));
    if (known) return { point: undefined, covering: known };

    const covering = new Set<Region>();
    const tried = new Set<string>();
    const outsideOf = (avoided: readonly Region[]): Point | undefined => {
      const key = avoided
        .map((region) => holding.indexOf(region))
        .sort((a, b) => a - b)
        .join();
      if (tried.has(key)) return undefined;
      tried.add(key);
      const affordable = this.budget.spend(CHOICE_COST + holding.length);
      const choice = affordable ? dimension.find(avoided, point) : undefined;
      if (!choice?.found) {
        if (!choice?.proven) this.decided = false;
        return undefined;
      }
      const rest = holding.filter((region) => !avoided.includes(region) && dimension.holds(region, choice.point));
      const result = this.from(index + 1, choice.point, rest);
      if (result.point) return result.point;
      for (const region of result.covering) covering.add(region);
      for (const region of result.covering) {
        if (!dimension.bounds(region)) continue;
        const found = outsideOf([...avoided, region]);
        if (found) return found;
      }
      return undefined;
    };
    const found = outsideOf([]);
    if (found) return { point: found };
    if (this.decided) this.covers[index]?.push(covering);
    return { point: undefined, covering };
  }
}
