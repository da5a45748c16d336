import type { Condition, Policy, Statement } from "./document";
import { OPERATORS, valueTokens } from "./operators";

/** Families of operators whose values IAM reads when a policy is saved, and what each takes. */
const READ: readonly (readonly [operators: RegExp, takes: string])[] = [
  [/^Date/, "a date that there is, such as 2026-12-01T08:00:00Z"],
  [/^Numeric/, "a number"],
  [/IpAddress$/, "an address or a range of addresses"],
];

/**
 * Why IAM would refuse a policy that can be read all the same: a wildcard in the prefix of an action's service, a value that a
 * condition's operator cannot read. A decision on it is about a policy that nobody can have.
 *
 * Source: "IAM JSON policy elements: Action" and "Condition operators", IAM User Guide.
 *
 * @returns Sentences that name the statement, each once.
 */
export function refusals({ name, statements }: Policy): string[] {
  const found = statements.flatMap((statement) =>
    [...prefixProblems(statement), ...statement.conditions.flatMap(valueProblems)].map(
      (problem) => `IAM would refuse ${name}, statement ${statement.sid ?? statement.index}: ${problem}`,
    ),
  );
  return [...new Set(found)];
}

function prefixProblems({ actions, notActions }: Statement): string[] {
  return (actions ?? notActions ?? [])
    .filter((action) => /^[^:]*[*?][^:]*:/.test(action))
    .map((action) => `${JSON.stringify(action)} has a wildcard in the service's prefix`);
}

function valueProblems({ operator: name, key, values }: Condition): string[] {
  const operator = OPERATORS.get(name);
  const takes = READ.find(([operators]) => operators.test(name))?.[1];
  if (!operator || takes === undefined) return [];
  return values
    .filter((value) => operator.test(valueTokens(operator, value)) === undefined)
    .map((value) => `${key} ${name} takes ${takes}, found ${JSON.stringify(value.slice(0, 80))}`);
}
