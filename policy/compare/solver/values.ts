import type { Budget } from "./budget";
import { accepts, costOf, type ComparableCondition, type Truth } from "./condition";
import type { Family } from "./doubt";
import { addressesAround, commonValues, datesAround, numbersAround } from "./examples";
import { findWitness } from "./wildcard-search";

/** A condition and whether it shall hold. */
export interface Literal {
  readonly condition: ComparableCondition;
  readonly wanted: boolean;
}

/** Values of one condition key (`undefined`: the request lacks it), or word that none fit. */
export type ValueSearch =
  | { readonly found: true; readonly values: readonly string[] | undefined }
  | { readonly found: false; readonly proven: boolean };

/** Whether one value shall be among those that a condition accepts. */
interface Requirement {
  readonly condition: ComparableCondition;
  readonly accepted: boolean;
}

/**
 * Finds values of one key for which conditions hold or fail as wanted. What depends on a policy variable counts as
 * fitting: the caller fills the variables in and decides again. So does what depends on how AWS reads a value.
 *
 * @param multivalued Whether a request may carry the key with several values.
 */
export function findValues(literals: readonly Literal[], multivalued: boolean, budget: Budget): ValueSearch {
  const missing = literals.every(({ condition, wanted }) => mayBe(condition.onMissing, wanted));
  if (missing && !literals.some(({ condition }) => ALWAYS_PRESENT.has(condition.key)))
    return { found: true, values: undefined };
  const present = findPresent(literals, multivalued, budget);
  return missing && !present.found ? { found: true, values: undefined } : present;
}

/** Keys that nearly every request carries: one without them convinces a reader less. */
const ALWAYS_PRESENT = new Set(
  "aws:currenttime aws:epochtime aws:principalaccount aws:principalarn aws:principaltype aws:requestedregion aws:securetransport aws:userid".split(
    " ",
  ),
);

function findPresent(literals: readonly Literal[], multivalued: boolean, budget: Budget): ValueSearch {
  const every: Requirement[] = [];
  const some: Requirement[] = [];
  for (const { condition, wanted } of literals) {
    if (condition.family === "presence") {
      if (!mayBe(condition.onPresent, wanted)) return { found: false, proven: true };
      continue;
    }
    const requirement = { condition, accepted: wanted !== condition.negated };
    ((condition.quantifier === "every") === wanted ? every : some).push(requirement);
  }
  const one = findValue([...every, ...some], budget);
  if (one.found || !multivalued || some.length < 2) return one;

  const values: string[] = [];
  for (const requirement of some) {
    const search = findValue([...every, requirement], budget);
    if (!search.found) return search;
    values.push(...(search.values ?? []));
  }
  return { found: true, values: [...new Set(values)] };
}

function findValue(requirements: readonly Requirement[], budget: Budget): ValueSearch {
  if (requirements.length === 0) return { found: true, values: ["x"] };
  const families = new Set(requirements.map(({ condition }) => condition.family));
  const candidates = [...instances(requirements), ...around(requirements, "address", addressesAround)];
  candidates.push(...around(requirements, "number", numbersAround), ...around(requirements, "date", datesAround));
  if (!budget.spend(candidates.length * total(requirements))) return { found: false, proven: false };
  // What fits for certain proves more than what may fit.
  const may = candidates.filter((value) => requirements.every((requirement) => fits(requirement, value)));
  const fitting =
    may.find((value) => requirements.every((requirement) => fits(requirement, value, "surely"))) ?? may[0];
  if (fitting !== undefined) return { found: true, values: [fitting] };

  // The candidates are all that matters within one family, and where a condition lists its values.
  const listed = requirements.some(
    ({ condition, accepted }) =>
      accepted &&
      condition.family === "text" &&
      condition.patterns.every(({ automaton }) => automaton.text !== undefined),
  );
  const folded = requirements.some(({ condition }) => condition.patterns.some(({ automaton }) => automaton.fold));
  if (!families.has("text") || (listed && !folded)) return { found: false, proven: families.size <= 1 || listed };

  const texts = requirements.filter(({ condition }) => condition.family === "text");
  const search = findWitness({
    all: texts
      .filter(({ accepted }) => accepted)
      .map(({ condition }) => condition.patterns.map(({ automaton }) => automaton)),
    none: texts
      .filter(({ accepted }) => !accepted)
      .flatMap(({ condition }) =>
        condition.patterns.filter(({ variable }) => !variable).map(({ automaton }) => automaton),
      ),
    budget,
  });
  if (search.witness === undefined) return { found: false, proven: search.proven };
  const fitsAll = requirements.every((requirement) => fits(requirement, search.witness));
  return fitsAll ? { found: true, values: [search.witness] } : { found: false, proven: false };
}

function total(requirements: readonly Requirement[]): number {
  return requirements.reduce((sum, { condition }) => sum + costOf(condition), 0);
}

function fits({ condition, accepted }: Requirement, value: string, how?: "surely"): boolean {
  const truth = accepts(condition, value);
  return how === "surely" ? truth === (accepted ? "yes" : "no") : mayBe(truth, accepted);
}

function mayBe(truth: Truth, wanted: boolean): boolean {
  return truth !== (wanted ? "no" : "yes");
}

/** Readable values to try before others: those that the policies write, wildcards left out, and common ones. */
function instances(requirements: readonly Requirement[]): string[] {
  const [{ condition } = {}] = requirements;
  const written = requirements.flatMap((requirement) =>
    requirement.accepted && requirement.condition.family === "text"
      ? requirement.condition.patterns.flatMap(
          ({ automaton, written: text }) =>
            automaton.text ??
            text
              .replace(/\$\{[^{}]*\}/g, "x")
              .replaceAll("*", "")
              .replaceAll("?", "x"),
        )
      : [],
  );
  if (condition?.written.operator === "Bool") return [...written, "true", "false"];
  return [...written, ...(condition ? commonValues(condition.key) : [])];
}

function around(
  requirements: readonly Requirement[],
  family: Family,
  candidates: (values: readonly string[]) => string[],
): string[] {
  const conditions = requirements.filter(({ condition }) => condition.family === family);
  return conditions.length === 0 ? [] : candidates(conditions.flatMap(({ condition }) => condition.written.values));
}
