import { problemsOf, type NamedEnvironment } from "../config/load";
import type { Problem } from "../config/problem";
import { AdoptError } from "../stacks/adopt";
import { synthesisedStacks } from "../stacks/synth";

/**
 * What an environment wants to take over and its stacks do not hold: only building them shows that. Loading this loads CDKTF.
 */
export function adoptProblems(named: NamedEnvironment): Problem[] {
  try {
    synthesisedStacks(named);
    return [];
  } catch (error) {
    if (!(error instanceof AdoptError)) throw error;
    return problemsOf(named.file, error.issues);
  }
}
