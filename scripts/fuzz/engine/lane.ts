import type { Arbitrary } from "fast-check";

/** One kind of input from outside, and what must hold for each. */
export interface Lane<Input = unknown> {
  /** One word; the folder of its regressions. */
  readonly name: string;
  /** Of a hundred inputs of a run, how many are this lane's: fewer where an input takes longer. */
  readonly share: number;
  /** Inputs are JSON values, so that a failing one can be kept as a file. */
  readonly inputs: Arbitrary<Input>;
  /** Throws where something does not hold; the message says what. */
  readonly hold: (input: Input) => Promise<void>;
}

/** A lane among others, whatever its inputs. */
export function lane<Input>(of: Lane<Input>): Lane {
  return { ...of, hold: (input) => of.hold(input as Input) };
}
