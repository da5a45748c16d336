import { ifAffordable, type Budget } from "./budget";
import { dimensionsOf, type Dimension, type Space } from "./dimensions";
import type { Point, Constraints } from "./constraints";
import type { Extent } from "./extent";

/** The request, or word that there is none; `proven` is false where that could not be decided. */
export type Solution = { readonly point: Point } | { readonly point: undefined; readonly proven: boolean };

/**
 * Finds a request inside some extents and outside others, or proves that the others cover the first.
 *
 * The dimensions (principal, action, resource, each condition key) are independent, so a value is chosen for one after
 * the other. Where the rest of a choice turns out to be covered, the extents that cover it are known, and the next value
 * tried lies outside one of them: values that no extent separates are never tried one by one. Policy variables count as
 * whatever lets a request through; the caller fills them in.
 */
export function solve(constraints: Constraints, space: Space): Solution {
  return ifAffordable(() => new Cover(constraints, space).solve(), { point: undefined, proven: false });
}

/** What choosing a value costs, in steps of automata. */
const CHOICE_COST = 50;

/** How many extents are compared with another in a step. */
const COMPARED_AT_ONCE = 8;

/** Extents that cover what was looked at, or the request. */
type Result = { readonly point: Point } | { readonly point: undefined; readonly covering: ReadonlySet<Extent> };

class Cover {
  private readonly dimensions: readonly Dimension[];
  private readonly budget: Budget;
  /** For each dimension: sets of extents known to cover all that follows it. */
  private readonly covers: ReadonlySet<Extent>[][];
  private readonly lastBounds = new Map<Extent, number>();
  private decided = true;

  constructor(
    private readonly constraints: Constraints,
    space: Space,
  ) {
    this.dimensions = dimensionsOf(constraints, space);
    this.covers = this.dimensions.map(() => []);
    this.budget = space.patterns.budget;
  }

  solve(): Solution {
    const start: Point = { principal: undefined, action: "", resource: "", context: new Map() };
    const result = this.from(0, start, this.constraints.outside);
    return result.point ? { point: result.point } : { point: undefined, proven: this.decided };
  }

  /** The last dimension that bounds an extent: it holds all that follows. */
  private lastBound(extent: Extent): number {
    let last = this.lastBounds.get(extent);
    if (last === undefined) {
      last = this.dimensions.findLastIndex(({ bounds }) => bounds(extent));
      this.lastBounds.set(extent, last);
    }
    return last;
  }

  private isAmong(extents: readonly Extent[], extent: Extent): boolean {
    this.budget.charge(1 + Math.ceil(extents.length / COMPARED_AT_ONCE));
    return extents.includes(extent);
  }

  /** Chooses values for a dimension and those after it. `holding`: extents outside that hold what was chosen so far. */
  private from(index: number, point: Point, holding: readonly Extent[]): Result {
    const dimension = this.dimensions[index];
    if (!dimension) return holding[0] ? { point: undefined, covering: new Set([holding[0]]) } : { point };
    const unbounded = holding.find((extent) => this.lastBound(extent) < index);
    if (unbounded) return { point: undefined, covering: new Set([unbounded]) };
    const known = this.covers[index]?.find((covering) =>
      [...covering].every((extent) => this.isAmong(holding, extent)),
    );
    if (known) return { point: undefined, covering: known };

    const covering = new Set<Extent>();
    const tried = new Set<string>();
    const outsideOf = (avoided: readonly Extent[]): Point | undefined => {
      const key = avoided
        .map((extent) => holding.indexOf(extent))
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
      const rest = holding.filter((extent) => !avoided.includes(extent) && dimension.holds(extent, choice.point));
      const result = this.from(index + 1, choice.point, rest);
      if (result.point) return result.point;
      for (const extent of result.covering) covering.add(extent);
      for (const extent of result.covering) {
        if (!dimension.bounds(extent)) continue;
        const found = outsideOf([...avoided, extent]);
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
