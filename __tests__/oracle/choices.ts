/**
 * A source of choices for a generator, taken from a list of numbers: the property-testing library makes the list, and
 * shrinks a failing case by shortening the list and making its numbers smaller. A used-up list goes on as zeros, and zero
 * picks the first alternative, so generators put the plainest one first.
 */
export class Choices {
  private next = 0;

  constructor(private readonly numbers: readonly number[]) {}

  /** A whole number from 0 to `below` - 1. */
  index(below: number): number {
    return (this.numbers[this.next++] ?? 0) % below;
  }

  pick<T>(alternatives: readonly T[]): T {
    const picked = alternatives[this.index(alternatives.length)];
    if (picked === undefined) throw new Error("nothing to choose from");
    return picked;
  }

  /** True `percent` times in a hundred. */
  chance(percent: number): boolean {
    return this.index(100) >= 100 - percent;
  }

  /** One to `most` distinct picks, one for the plainest case. */
  some<T>(alternatives: readonly T[], most: number): T[] {
    const count = 1 + this.index(most);
    return [...new Set(Array.from({ length: count }, () => this.pick(alternatives)))];
  }
}
