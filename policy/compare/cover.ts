import type { Budget } from "../language";
import type { Box } from "./box";
import { dimensions, type Dimension, type Space } from "./dimensions";
import type { Point, Problem } from "./problem";

/** The request, or word that there is none; `proven` is false where that could not be decided. */
export type Solution = { readonly point: Point } | { readonly point: undefined; readonly proven: boolean };

/**
 * Finds a request inside some boxes and outside others, or proves that the others cover the first.
 *
 * The dimensions (principal, action, resource, each condition key) are independent, so a value is chosen for one after
 * the other. Where the rest of a choice turns out to be covered, the boxes that cover it are known, and the next value
 * tried lies outside one of them: what need not be told apart is never taken apart. Policy variables count as whatever
 * lets a request through; the caller fills them in.
 */
export function solve(problem: Problem, space: Space): Solution {
  return new Cover(problem, space).solve();
}

/** What choosing a value costs, in steps of automata. */
const CHOICE_COST = 50;

/** Boxes that cover what was looked at, or the request. */
type Result = { readonly point: Point } | { readonly point: undefined; readonly covering: ReadonlySet<Box> };

class Cover {
  private readonly dimensions: readonly Dimension[];
  private readonly budget: Budget;
  /** For each dimension: sets of boxes known to cover all that follows it. */
  private readonly covers: ReadonlySet<Box>[][];
  private decided = true;

  constructor(
    private readonly problem: Problem,
    space: Space,
  ) {
    this.dimensions = dimensions(problem, space);
    this.covers = this.dimensions.map(() => []);
    this.budget = space.patterns.budget;
  }

  solve(): Solution {
    const start: Point = { principal: undefined, action: "", resource: "", context: new Map() };
    const result = this.from(0, start, this.problem.outside);
    return result.point ? { point: result.point } : { point: undefined, proven: this.decided };
  }

  /** Chooses values for a dimension and those after it. `alive`: boxes outside that hold what was chosen so far. */
  private from(index: number, point: Point, alive: readonly Box[]): Result {
    const dimension = this.dimensions[index];
    if (!dimension) return alive[0] ? { point: undefined, covering: new Set([alive[0]]) } : { point };
    const unbounded = alive.find((box) => !this.dimensions.slice(index).some((later) => later.bounds(box)));
    if (unbounded) return { point: undefined, covering: new Set([unbounded]) };
    const known = this.covers[index]?.find((covering) => [...covering].every((box) => alive.includes(box)));
    if (known) return { point: undefined, covering: known };

    const covering = new Set<Box>();
    const tried = new Set<string>();
    const leave = (left: readonly Box[]): Point | undefined => {
      const key = left
        .map((box) => alive.indexOf(box))
        .sort((a, b) => a - b)
        .join();
      if (tried.has(key)) return undefined;
      tried.add(key);
      this.budget.steps -= CHOICE_COST + alive.length;
      const choice = this.budget.steps < 0 ? undefined : dimension.find(left, point);
      if (!choice?.found) {
        if (!choice?.proven) this.decided = false;
        return undefined;
      }
      const rest = alive.filter((box) => !left.includes(box) && dimension.holds(box, choice.point));
      const result = this.from(index + 1, choice.point, rest);
      if (result.point) return result.point;
      for (const box of result.covering) covering.add(box);
      for (const box of result.covering) {
        if (!dimension.bounds(box)) continue;
        const found = leave([...left, box]);
        if (found) return found;
      }
      return undefined;
    };
    const found = leave([]);
    if (found) return { point: found };
    if (this.decided) this.covers[index]?.push(covering);
    return { point: undefined, covering };
  }
}
