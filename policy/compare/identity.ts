import type { Policy, Statement } from "../document";
import { compile, decide, type CompiledPolicies } from "../decide";
import { compilePrincipals } from "../principals";
import { boxOf, type Box } from "./box";
import type { Access, Comparison, Difference } from "./comparison";
import { differencesOf, type Setting } from "./differences";
import { comparisonOf } from "./order";
import { Patterns } from "./patterns";

/** What one comparison may cost, in steps of automata: about a second. */
export const COMPARISON_STEPS = 12_000_000;

/**
 * Compares what the policies of a principal allow it, within its boundary: allows minus denies, before and after.
 *
 * Never less than `widened` where something is newly possible; exact both ways where no statement has conditions or
 * policy variables.
 *
 * @example
 * compareIdentity({ identity: [parsePolicy(before, "p")] }, { identity: [parsePolicy(after, "p")] }).verdict
 */
export function compareIdentity(before: Access, after: Access): Comparison {
  const patterns = new Patterns({ steps: COMPARISON_STEPS });
  // Both sides share the statements of policies that stay the same.
  const boxes = new Map<Statement, Box>();
  const box = (statement: Statement): Box => {
    const made = boxes.get(statement) ?? boxOf(statement, patterns);
    boxes.set(statement, made);
    return made;
  };
  const [old, young] = [side(before, box), side(after, box)];
  return comparisonOf(
    [...growth(old, young, { patterns, verdict: "widened" }), ...growth(young, old, { patterns, verdict: "narrowed" })],
    [...new Set([...(before.unknown ?? []), ...(after.unknown ?? [])])],
  );
}

/** One side of a comparison. */
interface Side {
  readonly allow: readonly Box[];
  readonly deny: readonly Box[];
  /** What the boundary allows; absent without a boundary. */
  readonly boundary: readonly Box[] | undefined;
  readonly identity: CompiledPolicies;
  readonly limit: CompiledPolicies | undefined;
}

function side({ identity, boundary }: Access, box: (statement: Statement) => Box): Side {
  const of = (policies: readonly Policy[], effect: Statement["effect"]): Box[] =>
    policies.flatMap(({ statements }) =>
      statements.filter((statement) => statement.effect === effect && speaks(statement)).map(box),
    );
  return {
    allow: of(identity, "Allow"),
    deny: of([...identity, ...(boundary ?? [])], "Deny"),
    boundary: boundary && of(boundary, "Allow"),
    identity: compile(identity),
    limit: boundary && compile(boundary),
  };
}

/** IAM takes no Principal in identity policies; a Deny that names someone all the same is not counted on. */
function speaks(statement: Statement): boolean {
  return statement.effect === "Allow" || compilePrincipals(statement)(undefined) !== "none";
}

/** What is allowed on one side and was not on the other, for each of the three reasons why it was not. */
function growth(before: Side, after: Side, setting: Setting): Difference[] {
  const allows = ({ identity, limit }: Side, request: Parameters<typeof decide>[1]): boolean =>
    decide({ identity, ...(limit && { boundary: limit }) }, request).decision === "allow";
  const check = (request: Parameters<typeof decide>[1]): boolean => !allows(before, request) && allows(after, request);
  const within = after.boundary ? [after.boundary] : [];
  const statements = (boxes: readonly Box[]): Statement[] => boxes.map(({ statement }) => statement);

  const differences = differencesOf(
    {
      cause: "allow",
      subjects: statements(after.allow),
      companions: within,
      against: [...before.allow, ...after.deny],
      check,
    },
    setting,
  );
  if (before.boundary) {
    const against = [...before.boundary, ...after.deny];
    const grown = after.boundary
      ? ({
          cause: "boundary",
          subjects: statements(after.boundary),
          companions: [after.allow],
          against,
          check,
        } as const)
      : ({ cause: "boundary", subjects: statements(after.allow), companions: [], against, check } as const);
    differences.push(...differencesOf(grown, setting));
  }
  differences.push(
    ...differencesOf(
      {
        cause: "deny",
        subjects: statements(before.deny),
        companions: [after.allow, ...within],
        against: after.deny,
        check,
      },
      setting,
    ),
  );
  return differences;
}
