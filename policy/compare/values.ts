import { findWitness, type Budget } from "../language";
import { accepts, type Atom, type Family } from "./atoms";
import { addressesAround, datesAround, numbersAround } from "./candidates";

/** A condition and whether it shall hold. */
export interface Literal {
  readonly atom: Atom;
  readonly wanted: boolean;
}

/** Values of one condition key (`undefined`: the request lacks it), or word that none fit. */
export type ValueSearch =
  | { readonly found: true; readonly values: readonly string[] | undefined }
  | { readonly found: false; readonly proven: boolean };

/** Whether one value shall be among those that a condition accepts. */
interface Requirement {
  readonly atom: Atom;
  readonly accepted: boolean;
}

/**
 * Finds values of one key for which conditions hold or fail as wanted. What depends on a policy variable counts as
 * fitting: the caller fills the variables in and decides again.
 *
 * @param multivalued Whether a request may carry the key with several values.
 */
export function findValues(literals: readonly Literal[], multivalued: boolean, budget: Budget): ValueSearch {
  const missing = literals.every(({ atom, wanted }) => atom.onMissing === wanted);
  if (missing && !literals.some(({ atom }) => ALWAYS_PRESENT.has(atom.key))) return { found: true, values: undefined };
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
  for (const { atom, wanted } of literals) {
    if (atom.family === "presence") {
      if (atom.onPresent !== wanted) return { found: false, proven: true };
      continue;
    }
    const requirement = { atom, accepted: wanted !== atom.negated };
    ((atom.quantifier === "every") === wanted ? every : some).push(requirement);
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
  const families = new Set(requirements.map(({ atom }) => atom.family));
  const candidates = [...instances(requirements), ...around(requirements, "address", addressesAround)];
  candidates.push(...around(requirements, "number", numbersAround), ...around(requirements, "date", datesAround));
  budget.steps -= candidates.length * requirements.length;
  if (budget.steps < 0) return { found: false, proven: false };
  const fitting = candidates.find((value) => requirements.every((requirement) => fits(requirement, value)));
  if (fitting !== undefined) return { found: true, values: [fitting] };

  // The candidates are all that matters within one family, and where a condition lists its values.
  const listed = requirements.some(
    ({ atom, accepted }) =>
      accepted && atom.family === "text" && atom.patterns.every(({ automaton }) => automaton.text !== undefined),
  );
  const folded = requirements.some(({ atom }) => atom.patterns.some(({ automaton }) => automaton.fold));
  if (!families.has("text") || (listed && !folded)) return { found: false, proven: families.size <= 1 || listed };

  const texts = requirements.filter(({ atom }) => atom.family === "text");
  const search = findWitness({
    all: texts.filter(({ accepted }) => accepted).map(({ atom }) => atom.patterns.map(({ automaton }) => automaton)),
    none: texts
      .filter(({ accepted }) => !accepted)
      .flatMap(({ atom }) => atom.patterns.filter(({ variable }) => !variable).map(({ automaton }) => automaton)),
    budget,
  });
  if (search.witness === undefined) return { found: false, proven: search.proven };
  const fitsAll = requirements.every((requirement) => fits(requirement, search.witness));
  return fitsAll ? { found: true, values: [search.witness] } : { found: false, proven: false };
}

function fits({ atom, accepted }: Requirement, value: string): boolean {
  return accepts(atom, value) !== (accepted ? "no" : "yes");
}

/** Readable values to try before others: those that the policies write, a wildcard left out, and some of everyday. */
function instances(requirements: readonly Requirement[]): string[] {
  const [{ atom } = {}] = requirements;
  const written = requirements.flatMap((requirement) =>
    requirement.accepted && requirement.atom.family === "text"
      ? requirement.atom.patterns.flatMap(
          ({ automaton, written: text }) =>
            automaton.text ??
            text
              .replace(/\$\{[^{}]*\}/g, "x")
              .replaceAll("*", "")
              .replaceAll("?", "x"),
        )
      : [],
  );
  if (atom?.condition.operator === "Bool") return [...written, "true", "false"];
  return [...written, ...(atom ? everyday(atom.key) : [])];
}

/** Values of a key that a reader recognises. */
export function everyday(key: string): string[] {
  if (key.includes("account")) return ["111122223333", "444455556666"];
  if (key.endsWith("arn")) return ["arn:aws:iam::111122223333:role/x", "arn:aws:iam::444455556666:role/x"];
  return key === "aws:requestedregion" ? ["eu-west-1", "us-east-1"] : ["x"];
}

function around(
  requirements: readonly Requirement[],
  family: Family,
  candidates: (values: readonly string[]) => string[],
): string[] {
  const atoms = requirements.filter(({ atom }) => atom.family === family);
  return atoms.length === 0 ? [] : candidates(atoms.flatMap(({ atom }) => atom.condition.values));
}
