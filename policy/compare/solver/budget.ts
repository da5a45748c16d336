/**
 * What a search may still cost. Costs are counted in steps of an automaton, never in time, so that the same question
 * always gets the same answer. One budget serves all the searches of a comparison.
 */
export class Budget {
  constructor(private left: number) {}

  /** Pays for steps. False where there were fewer: what was to be paid for is not done then. */
  spend(steps: number): boolean {
    this.left -= steps;
    return this.left >= 0;
  }

  /** Whether more was to be paid than there was: nothing is proven any more. */
  get exhausted(): boolean {
    return this.left < 0;
  }
}

/** What one comparison may cost: about a second. */
export const COMPARISON_STEPS = 12_000_000;
