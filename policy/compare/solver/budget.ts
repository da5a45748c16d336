/**
 * What a search may still cost. Costs are counted in steps of an automaton, never in time, so that the same question
 * always gets the same answer. One budget serves all the searches of a comparison.
 */
export class Budget {
  private remaining: number;

  constructor(private readonly steps: number) {
    this.remaining = steps;
  }

  /** Pays for steps. False where there were fewer: what was to be paid for is not done then. */
  spend(steps: number): boolean {
    this.remaining -= steps;
    return this.remaining >= 0;
  }

  /** Pays for steps that are done at once. @throws TooCostly where there were fewer; see {@link ifAffordable} */
  charge(steps: number): void {
    if (!this.spend(steps)) throw new TooCostly();
  }

  /** Whether more was to be paid than there was: nothing is proven any more. */
  get exhausted(): boolean {
    return this.remaining < 0;
  }

  /** Steps that were paid for. */
  get spent(): number {
    return this.steps - Math.max(0, this.remaining);
  }
}

class TooCostly extends Error {}

/** Does what charges a budget; `otherwise` where there was not enough in it. */
export function ifAffordable<T>(task: () => T, otherwise: T): T {
  try {
    return task();
  } catch (error) {
    if (error instanceof TooCostly) return otherwise;
    throw error;
  }
}

/** What one comparison may cost: less than a second. */
export const COMPARISON_STEPS = 8_000_000;

/** What all the comparisons of a review may cost: 10 to 20 seconds. */
const REVIEW_STEPS = 100_000_000;

/**
 * Does comparisons within one budget. Each gets an equal share; what some do not need goes to those that need more, in
 * equal shares again, until none lacks or the rest is no help. So it does not matter in which order they come.
 *
 * @param tasks Each may be done more than once; the last outcome counts.
 * @param steps What they may cost together, in steps of an automaton.
 */
export function withinBudget<T>(tasks: readonly ((budget: Budget) => T)[], steps = REVIEW_STEPS): T[] {
  const outcomes: T[] = [];
  let open = [...tasks.entries()];
  let remaining = steps;
  const shareOf = (): number => Math.min(COMPARISON_STEPS, Math.floor(remaining / open.length));
  // A share that is hardly larger than the last one decides hardly more.
  for (let share = shareOf(), last = -1; open.length > 0 && share > 2 * last; last = share, share = shareOf()) {
    open = open.filter(([i, task]) => {
      const budget = new Budget(share);
      outcomes[i] = task(budget);
      remaining -= budget.spent;
      return budget.exhausted;
    });
  }
  return outcomes;
}
